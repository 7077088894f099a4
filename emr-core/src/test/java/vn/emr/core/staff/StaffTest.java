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
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.staff.CareTeam.Asked;
import vn.emr.core.staff.GivenRoles.Giving;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class StaffTest {
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private final Hospital hospital = new Hospital(DATABASE);
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final Clock clock = Clock.systemUTC();
    private final Access access = new Access(hospital.database, trail);
    private final StaffRegister staff =
            new StaffRegister(access, hospital.database, trail, new GivenRoles(trail, clock), clock);
    private final CareTeam team = new CareTeam(hospital.database, trail, clock);
    private final UUID ward = hospital.department("NOI");
    private Caller admin;

    @BeforeEach
    void administrator() {
        admin = hospital.caller(hospital.account("quản-trị", "x", Role.IT_ADMIN), Role.IT_ADMIN);
    }

    @Test
    void a_role_is_given_for_a_place_and_a_time_and_taken_back_and_all_of_it_stays_to_be_seen() {
        UUID nurse = hospital.account("điều-dưỡng", "x", Role.NURSE, ward);
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
        UUID nurse = hospital.account("điều-dưỡng-2", "x", Role.NURSE, ward);
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
        assertEquals(0, hospital.audits("REFUSED"));
        refused(Code.NOT_APPLICABLE, () -> staff.give(admin, admin.id(), good));
        assertEquals(1, hospital.audits("REFUSED"), "who tries to give roles to themselves is seen");
        refused(Code.NOT_FOUND, () -> staff.give(admin, Ids.next(), good));
        refused(Code.NOT_FOUND, () -> staff.give(admin, other.account("họ", "x", Role.NURSE), good));
        assertEquals(0, hospital.audits("RIGHTS"));
        assertEquals(1, staff.person(admin, nurse).roles().size());
    }

    @Test
    void the_last_administrator_keeps_the_role() {
        UUID second = hospital.account("thứ-hai", "x", Role.IT_ADMIN);
        Caller other = hospital.caller(second, Role.IT_ADMIN);
        UUID heldByAdmin = staff.person(other, admin.id()).roles().getFirst().id();
        staff.end(other, admin.id(), heldByAdmin, null);
        UUID heldBySecond = staff.person(admin, second).roles().getFirst().id();
        refused(Code.NOT_APPLICABLE, () -> staff.end(admin, second, heldBySecond, null));
        assertTrue(staff.person(admin, second).roles().getFirst().inForce());
    }

    @Test
    void people_are_found_without_accents_by_role_and_by_department_page_by_page() {
        for (int i = 0; i < 60; i++) {
            hospital.account("Đặng Thị %02d".formatted(i), "x", Role.NURSE, ward);
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
    void what_is_chosen_from_are_the_roles_and_places_of_the_own_hospital() {
        new Hospital(DATABASE).department("NGOAI");
        StaffChoices.Choices choices = new StaffChoices(hospital.database).choices(admin);
        assertEquals(List.of(new StaffChoices.Department(ward, hospital.facility, "Khoa NOI")), choices.departments());
        assertEquals(1, choices.facilities().size());
        assertTrue(choices.roles().contains(new StaffChoices.RoleName("DOCTOR", "Bác sĩ", "Doctor", true)));
    }

    @Test
    void who_is_asked_to_care_reaches_the_record_until_it_ends() {
        UUID patient = hospital.patient("Mời Hội Chẩn");
        hospital.stay(patient, ward, null, null, false);
        UUID head = hospital.account("trưởng-khoa", "x", Role.HEAD_OF_DEPARTMENT, ward);
        Caller asking = hospital.caller(head, Role.HEAD_OF_DEPARTMENT, ward);
        UUID surgeon = hospital.account("phẫu-thuật", "x", Role.DOCTOR);
        Caller asked = hospital.caller(surgeon, Role.DOCTOR);
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
        UUID doctor = hospital.account("bác-sĩ", "x", Role.DOCTOR, ward);
        access.open(hospital.caller(doctor, Role.DOCTOR, ward), Purpose.TREATMENT, patient);
        Explanation explanation = new Explanation(access, hospital.database);
        Explanation.Explained explained = explanation.explain(admin, doctor, "BN-7");
        assertTrue(explained.canOpen());
        List<Reach> reached = new ArrayList<>();
        explained.ways().stream().filter(Explanation.Way::reaches).forEach(way -> reached.add(way.reach()));
        assertEquals(List.of(Reach.DEPARTMENT), reached);
        assertEquals("DOCTOR:DEPARTMENT", explained.openings().getFirst().reason());
        UUID nurse = hospital.account("khoa-khác", "x", Role.NURSE, hospital.department("NGOAI"));
        assertFalse(explanation.explain(admin, nurse, "BN-7").canOpen());
        UUID before = hospital.patient("Giải Thích Cũ", "BN-70", "BN-7", List.of());
        refused(Code.AMBIGUOUS_PATIENT, () -> explanation.explain(admin, doctor, "BN-7"));
        hospital.merge(before, patient);
        assertTrue(explanation.explain(admin, doctor, "BN-7").canOpen(), "both are one person now");
        refused(Code.NOT_FOUND, () -> explanation.explain(admin, doctor, "BN-8"));
        refused(Code.REQUIRED_FIELD_MISSING, () -> explanation.explain(admin, doctor, " "));
        refused(Code.FORBIDDEN, () -> explanation.explain(hospital.caller(doctor, Role.DOCTOR, ward), doctor, "BN-7"));
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
