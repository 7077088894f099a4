package vn.emr.core.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Explanation;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Reach;
import vn.emr.core.access.Right;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.staff.CareTeam.Asked;
import vn.emr.core.staff.GivenRoles.Giving;
import vn.emr.core.staff.RoleRegister.Role;
import vn.emr.core.store.AuditTrail;

class StaffTest {
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private final Hospital hospital = new Hospital(DATABASE);
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final Clock clock = Clock.systemUTC();
    private final Access access = new Access(hospital.database, trail);
    private final RoleRegister roles = new RoleRegister(access, hospital.database, trail, clock);
    private final StaffRegister staff =
            new StaffRegister(access, hospital.database, trail, new GivenRoles(trail, clock), clock);
    private final CareTeam team = new CareTeam(hospital.database, trail, clock);
    private final UUID ward = hospital.department("NOI");
    private Caller admin;

    @BeforeEach
    void administrator() {
        admin = hospital.caller(
                hospital.account("quản-trị", "x", vn.emr.core.testing.Role.IT_ADMIN),
                vn.emr.core.testing.Role.IT_ADMIN);
    }

    @Test
    void a_changed_role_is_a_new_version_that_says_what_became_different() {
        Role nurse = role("NURSE");
        Role changed =
                roles.change(admin, nurse.id(), with(nurse.says(), List.of(Right.PATIENT_READ), "MO-FR 07:00-17:00"));
        assertEquals(2, changed.says().version());
        assertEquals(List.of(Right.PATIENT_READ), changed.says().inTreatment());
        List<RoleRegister.Version> history = roles.history(admin, nurse.id());
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
        refused(Code.NOT_APPLICABLE, () -> roles.change(admin, own.id(), disabled(own.says())));
        assertEquals(1, role("IT_ADMIN").says().version(), "nothing was kept");
    }

    @Test
    void a_role_is_given_for_a_place_and_a_time_and_taken_back_and_all_of_it_stays_to_be_seen() {
        UUID nurse = hospital.account("điều-dưỡng", "x", vn.emr.core.testing.Role.NURSE, ward);
        Instant until = Instant.parse("2030-01-01T00:00:00Z");
        StaffRegister.File file = staff.give(
                admin,
                nurse,
                new Giving(
                        "HEAD_OF_DEPARTMENT",
                        hospital.facility,
                        Set.of(ward),
                        null,
                        until,
                        "MO 07:00-12:00",
                        "thay phép"));
        StaffRegister.Held given = file.roles().getFirst();
        assertEquals("HEAD_OF_DEPARTMENT", given.role());
        assertEquals(List.of("Khoa NOI"), given.departments());
        assertEquals("quản-trị", given.givenBy());
        assertTrue(given.inForce());
        StaffRegister.Held ended =
                staff.end(admin, nurse, given.id(), "hết phép").roles().getFirst();
        assertEquals("hết phép", ended.endReason());
        assertFalse(ended.inForce());
        assertEquals(List.of("NURSE"), staff.person(admin, nurse).person().roles());
        assertEquals(2, hospital.audits("RIGHTS"));
        staff.end(admin, nurse, given.id(), "lần nữa");
        assertEquals(2, hospital.audits("RIGHTS"), "what is taken back already stays so");
    }

    @Test
    void what_cannot_be_given_is_refused_and_leaves_nothing() {
        UUID nurse = hospital.account("điều-dưỡng-2", "x", vn.emr.core.testing.Role.NURSE, ward);
        Hospital other = new Hospital(DATABASE);
        List<Giving> wrong = List.of(
                new Giving("NO_SUCH", hospital.facility, Set.of(), null, null, null, null),
                new Giving("DOCTOR", other.facility, Set.of(), null, null, null, null),
                new Giving("DOCTOR", hospital.facility, Set.of(other.department("X")), null, null, null, null),
                new Giving("DOCTOR", hospital.facility, Set.of(), null, Instant.EPOCH, null, null),
                new Giving("DOCTOR", hospital.facility, Set.of(), null, null, "always", null),
                new Giving("DOCTOR", hospital.facility, Set.of(), null, null, null, "x".repeat(501)));
        for (Giving giving : wrong) {
            refused(Code.MALFORMED_FIELD, () -> staff.give(admin, nurse, giving));
        }
        Giving good = new Giving("DOCTOR", hospital.facility, Set.of(ward), null, null, null, null);
        refused(Code.NOT_APPLICABLE, () -> staff.give(admin, admin.id(), good));
        refused(Code.NOT_FOUND, () -> staff.give(admin, Ids.next(), good));
        refused(
                Code.NOT_FOUND,
                () -> staff.give(admin, other.account("họ", "x", vn.emr.core.testing.Role.NURSE), good));
        assertEquals(0, hospital.audits("RIGHTS"));
        assertEquals(1, staff.person(admin, nurse).roles().size());
    }

    @Test
    void the_last_administrator_keeps_the_role() {
        UUID second = hospital.account("thứ-hai", "x", vn.emr.core.testing.Role.IT_ADMIN);
        Caller other = hospital.caller(second, vn.emr.core.testing.Role.IT_ADMIN);
        UUID heldByAdmin = staff.person(other, admin.id()).roles().getFirst().id();
        staff.end(other, admin.id(), heldByAdmin, null);
        UUID heldBySecond = staff.person(admin, second).roles().getFirst().id();
        refused(Code.NOT_APPLICABLE, () -> staff.end(admin, second, heldBySecond, null));
        assertTrue(staff.person(admin, second).roles().getFirst().inForce());
    }

    @Test
    void people_are_found_without_accents_by_role_and_by_department_page_by_page() {
        for (int i = 0; i < 60; i++) {
            hospital.account("Đặng Thị %02d".formatted(i), "x", vn.emr.core.testing.Role.NURSE, ward);
        }
        StaffRegister.Page first = staff.people(admin, new StaffRegister.Asked("dang thi", null, null, null));
        assertEquals(50, first.people().size());
        StaffRegister.Page second = staff.people(admin, new StaffRegister.Asked("ĐẶNG THỊ", null, null, first.next()));
        assertEquals(10, second.people().size());
        assertNull(second.next());
        assertEquals(
                1,
                staff.people(admin, new StaffRegister.Asked("", "IT_ADMIN", null, null))
                        .people()
                        .size());
        assertEquals(
                0,
                staff.people(admin, new StaffRegister.Asked("", null, Ids.next(), null))
                        .people()
                        .size());
        assertEquals(
                0,
                staff.people(admin, new StaffRegister.Asked("%", null, null, null))
                        .people()
                        .size());
    }

    @Test
    void who_is_asked_to_care_reaches_the_record_until_it_ends() {
        UUID patient = hospital.patient("Mời Hội Chẩn");
        hospital.stay(patient, ward, null, null, false);
        UUID head = hospital.account("trưởng-khoa", "x", vn.emr.core.testing.Role.HEAD_OF_DEPARTMENT, ward);
        Caller asking = hospital.caller(head, vn.emr.core.testing.Role.HEAD_OF_DEPARTMENT, ward);
        UUID surgeon = hospital.account("phẫu-thuật", "x", vn.emr.core.testing.Role.DOCTOR);
        Caller asked = hospital.caller(surgeon, vn.emr.core.testing.Role.DOCTOR);
        Grant grant = access.open(asking, Purpose.TREATMENT, patient);
        assertEquals(
                List.of(surgeon),
                team.colleagues(asking, "phau").stream()
                        .map(CareTeam.Colleague::accountId)
                        .toList());
        refused(Code.FORBIDDEN, () -> access.open(asked, Purpose.TREATMENT, patient));
        UUID relation = team.ask(asking, grant, new Asked(surgeon, null, 3, "đau bụng"))
                .getFirst()
                .id();
        access.open(asked, Purpose.TREATMENT, patient);
        assertFalse(team.end(asking, grant, relation).getFirst().lasts());
        refused(Code.FORBIDDEN, () -> access.open(asked, Purpose.TREATMENT, patient));
        refused(Code.CONFLICT, () -> team.end(asking, grant, relation));
        refused(Code.NOT_FOUND, () -> team.end(asking, grant, Ids.next()));
        assertEquals(2, hospital.audits("RIGHTS"));
        for (Asked wrong : List.of(
                new Asked(surgeon, null, 91, "x"),
                new Asked(surgeon, null, null, "x"),
                new Asked(surgeon, null, 1, " "),
                new Asked(Ids.next(), null, 1, "x"),
                new Asked(null, Ids.next(), 1, "x"))) {
            refused(Code.MALFORMED_FIELD, () -> team.ask(asking, grant, wrong));
        }
        refused(Code.REQUIRED_FIELD_MISSING, () -> team.ask(asking, grant, new Asked(surgeon, ward, 1, "x")));
        refused(Code.REQUIRED_FIELD_MISSING, () -> team.ask(asking, grant, null));
    }

    @Test
    void it_is_explained_why_somebody_can_open_a_record_and_by_what_they_did() {
        UUID patient = hospital.patient("Giải Thích", "BN-7", null, List.of());
        hospital.stay(patient, ward, null, null, false);
        UUID doctor = hospital.account("bác-sĩ", "x", vn.emr.core.testing.Role.DOCTOR, ward);
        access.open(hospital.caller(doctor, vn.emr.core.testing.Role.DOCTOR, ward), Purpose.TREATMENT, patient);
        Explanation explanation = new Explanation(access, hospital.database);
        Explanation.Explained explained = explanation.explain(admin, doctor, "BN-7");
        assertTrue(explained.canOpen());
        List<Reach> reached = new ArrayList<>();
        explained.ways().stream().filter(Explanation.Way::reaches).forEach(way -> reached.add(way.reach()));
        assertEquals(List.of(Reach.DEPARTMENT), reached);
        assertEquals("DOCTOR:DEPARTMENT", explained.openings().getFirst().reason());
        UUID nurse = hospital.account("khoa-khác", "x", vn.emr.core.testing.Role.NURSE, hospital.department("NGOAI"));
        assertFalse(explanation.explain(admin, nurse, "BN-7").canOpen());
        refused(Code.NOT_FOUND, () -> explanation.explain(admin, doctor, "BN-8"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> explanation.explain(admin, doctor, " "));
        refused(
                Code.FORBIDDEN,
                () -> explanation.explain(
                        hospital.caller(doctor, vn.emr.core.testing.Role.DOCTOR, ward), doctor, "BN-7"));
    }

    private Role role(String code) {
        return roles.roles(admin).stream()
                .filter(r -> r.says().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static RoleForm with(RoleForm f, List<Right> inTreatment, String hours) {
        return new RoleForm(
                f.code(),
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
                f.enabled(),
                f.version(),
                null);
    }

    private static RoleForm coded(RoleForm f, String code) {
        return new RoleForm(
                code,
                f.nameVi(),
                f.nameEn(),
                f.purpose(),
                f.reaches(),
                f.rights(),
                f.inTreatment(),
                f.completed(),
                f.archived(),
                f.hours(),
                f.idleMinutes(),
                f.secondFactor(),
                f.enabled(),
                null,
                null);
    }

    private static RoleForm disabled(RoleForm f) {
        return new RoleForm(
                f.code(),
                f.nameVi(),
                f.nameEn(),
                f.purpose(),
                f.reaches(),
                f.rights(),
                f.inTreatment(),
                f.completed(),
                f.archived(),
                f.hours(),
                f.idleMinutes(),
                f.secondFactor(),
                false,
                f.version(),
                null);
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
