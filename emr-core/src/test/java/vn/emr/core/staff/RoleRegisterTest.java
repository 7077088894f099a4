package vn.emr.core.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Right;
import vn.emr.core.audit.Version;
import vn.emr.core.staff.RoleRegister.Role;
import vn.emr.core.store.AuditTrail;

class RoleRegisterTest {
    private final Hospital hospital = new Hospital();
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final RoleRegister roles =
            new RoleRegister(new Access(hospital.database, trail), hospital.database, trail, Clock.systemUTC());
    private Caller admin;

    @BeforeEach
    void administrator() {
        vn.emr.core.testing.Role it = vn.emr.core.testing.Role.IT_ADMIN;
        admin = hospital.caller(hospital.account("quản-trị", "x", it), it);
    }

    @Test
    void a_changed_role_is_a_new_version_that_says_what_became_different() {
        Role nurse = role("NURSE");
        Role changed =
                roles.change(admin, nurse.id(), with(nurse.says(), List.of(Right.PATIENT_READ), "MO-FR 07:00-17:00"));
        assertEquals(2, changed.says().version());
        assertEquals(List.of(Right.PATIENT_READ), changed.says().inTreatment());
        List<Version> history = roles.history(admin, nurse.id());
        assertEquals(2, history.size());
        assertEquals("quản-trị", history.getFirst().by());
        assertTrue(history.getFirst().changed().contains("-RECORD_SIGN/IN_TREATMENT"), history.getFirst()::changed);
        assertTrue(
                history.getFirst().changed().contains("hours null > MO-FR 07:00-17:00"), history.getFirst()::changed);
        assertNull(history.getLast().changed());
        assertEquals(1, hospital.audits("RIGHTS"));
        refused(Code.CONFLICT, () -> roles.change(admin, nurse.id(), nurse.says()));
    }

    @Test
    void a_role_of_the_hospitals_own_is_made_once_and_checked() {
        RoleForm form = with(role("STUDENT").says(), List.of(Right.PATIENT_READ), null);
        Role made = roles.make(admin, coded(form, "RESEARCHER"));
        assertFalse(made.builtIn());
        refused(Code.CONFLICT, () -> roles.make(admin, coded(form, "RESEARCHER")));
        for (String code : new String[] {"researcher", "R", "A B", null}) {
            refused(Code.MALFORMED_FIELD, () -> roles.make(admin, coded(form, code)));
        }
        refused(Code.MALFORMED_FIELD, () -> roles.make(admin, coded(with(form, List.of(Right.CONFIGURE), null), "XX")));
        refused(Code.MALFORMED_FIELD, () -> roles.make(admin, coded(with(form, List.of(), "any"), "XX")));
    }

    @Test
    void nobody_widens_a_role_of_their_own_and_somebody_must_remain_who_may_give_roles() {
        Role own = role("IT_ADMIN");
        refused(
                Code.NOT_APPLICABLE,
                () -> roles.change(admin, own.id(), with(own.says(), List.of(Right.PATIENT_READ), null)));
        assertEquals(1, hospital.audits("REFUSED"), "who tries to widen a role of their own is seen");
        refused(Code.NOT_APPLICABLE, () -> roles.change(admin, own.id(), disabled(own.says())));
        assertEquals(1, role("IT_ADMIN").says().version(), "nothing was kept");
    }

    private Role role(String code) {
        return roles.roles(admin).stream()
                .filter(r -> r.says().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static RoleForm with(RoleForm f, List<Right> inTreatment, String hours) {
        return form(f, f.code(), inTreatment, hours, true, f.version());
    }

    private static RoleForm coded(RoleForm f, String code) {
        return form(f, code, f.inTreatment(), f.hours(), true, null);
    }

    private static RoleForm disabled(RoleForm f) {
        return form(f, f.code(), f.inTreatment(), f.hours(), false, f.version());
    }

    private static RoleForm form(
            RoleForm f, String code, List<Right> inTreatment, String hours, boolean enabled, Integer version) {
        return new RoleForm(
                code,
                f.nameVi(),
                f.nameEn(),
                f.purpose(),
                f.reaches(),
                f.rights(),
                inTreatment,
                f.completed(),
                f.archived(),
                hours,
                f.idleMinutes(),
                f.secondFactor(),
                enabled,
                version,
                null);
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
