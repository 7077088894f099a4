package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** Whose records each built-in role reaches, and what it may do there in which state; each with who is not reached. */
class ReachesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static Hospital hospital;
    private static UUID ward;
    private static UUID elsewhere;
    private static Access access;

    @BeforeAll
    static void hospital() {
        hospital = new Hospital();
        ward = hospital.department("NOI");
        elsewhere = hospital.facility("01002");
        access = new Access(hospital.database, new AuditTrail(hospital.database));
    }

    @Test
    void the_test_knows_every_built_in_role() {
        Set<String> known =
                new HashSet<>(hospital.database.query("select code from role_template", row -> row.text("code")));
        assertEquals(new HashSet<>(Arrays.stream(Role.values()).map(Role::name).toList()), known);
        assertEquals(
                Role.values().length,
                hospital.database
                        .first(
                                "select count(*)::int as n from role_now where tenant_id = ? and built_in and enabled",
                                row -> row.integer("n"),
                                hospital.tenant)
                        .orElseThrow(),
                "a new tenant has them all");
    }

    @Test
    void laboratory_imaging_and_pharmacy_read_for_whom_they_work_in_their_facility() {
        UUID blood = patientWithOrder("LAB", hospital.facility);
        UUID chest = patientWithOrder("CT", hospital.facility);
        UUID far = patientWithOrder("LAB", elsewhere);
        assertOpens(hospital.caller(Role.LABORATORY), blood);
        assertForbidden(hospital.caller(Role.LABORATORY), chest);
        assertForbidden(hospital.caller(Role.LABORATORY), far);
        assertOpens(hospital.caller(Role.IMAGING), chest);
        assertForbidden(hospital.caller(Role.IMAGING), blood);
        assertForbidden(hospital.caller(Role.PHARMACY), blood);
        UUID byNumber = hospital.patient("Không Lượt");
        hospital.order(byNumber);
        assertOpens(hospital.caller(Role.LABORATORY), byNumber);
    }

    @Test
    void who_reads_a_whole_facility_is_found_for_one_patient_by_a_column_and_not_by_working_one_out_of_every_visit() {
        for (Role role : List.of(Role.DIRECTOR, Role.QUALITY_OFFICER, Role.RECORDS_CLERK)) {
            for (ReadRule.Part part :
                    ReadRule.ofLists(hospital.caller(role), Instant.now()).parts()) {
                List<Object> parameters = new ArrayList<>(Arrays.asList(part.parameters()));
                parameters.add(new UUID[] {Ids.next()});
                String plan = String.join(
                        "\n",
                        hospital.database.query(
                                "explain select 1 from (" + part.counted() + ") c where c.patient_id = any (?)",
                                row -> row.text("QUERY PLAN"),
                                parameters.toArray()));
                assertTrue(plan.contains("patient_id = ANY") && plan.contains("shown_under = ANY"), plan);
                assertFalse(plan.contains("COALESCE"), plan);
            }
        }
    }

    @Test
    void an_order_of_more_than_thirty_days_ago_opens_nothing_any_more() {
        UUID blood = patientWithOrder("LAB", hospital.facility);
        AccessTest.Moving later = new AccessTest.Moving();
        later.now = Instant.now().plus(DAY.multipliedBy(31));
        Access then = new Access(hospital.database, new AuditTrail(hospital.database), later);
        assertThrows(Refusal.class, () -> then.open(hospital.caller(Role.LABORATORY), Purpose.TREATMENT, blood));
    }

    @Test
    void the_director_and_the_quality_officer_read_who_came_to_their_facility() {
        UUID own = hospital.patient("Đã Đến");
        hospital.stay(own, ward, Instant.now().minus(DAY.multipliedBy(900)), Instant.now(), false);
        UUID known = hospital.patient("Chưa Đến");
        UUID far = patientWithOrder("LAB", elsewhere);
        for (Role role : List.of(Role.DIRECTOR, Role.QUALITY_OFFICER)) {
            assertOpens(hospital.caller(role), own);
            assertOpens(hospital.caller(role), known);
            assertForbidden(hospital.caller(role), far);
        }
    }

    @Test
    void officers_engineers_and_those_from_outside_reach_nobody_by_their_role() {
        UUID patient = patientWithOrder("LAB", hospital.facility);
        for (Role role : EnumSet.of(
                Role.DATA_PROTECTION_OFFICER,
                Role.IT_ADMIN,
                Role.INTERFACE_ENGINEER,
                Role.INSPECTOR,
                Role.INSURANCE_ASSESSOR,
                Role.EXTERNAL_PRACTITIONER)) {
            assertForbidden(hospital.caller(role, ward), patient);
        }
    }

    @Test
    void a_colleague_on_the_team_and_a_department_that_was_asked_read_the_chart_until_the_relation_ends() {
        UUID patient = hospital.patient("Được Hội Chẩn");
        UUID surgery = hospital.department("NGOAI-" + Ids.next());
        UUID colleague = hospital.account("mời-" + Ids.next(), "x", Role.DOCTOR);
        Caller invited = hospital.caller(colleague, Role.DOCTOR);
        Caller surgeon = hospital.caller(Role.DOCTOR, surgery);
        assertForbidden(invited, patient);
        assertForbidden(surgeon, patient);
        UUID team = relation(patient, colleague, null, Instant.now().plus(DAY));
        UUID referral = relation(patient, null, surgery, Instant.now().plus(DAY));
        assertOpens(invited, patient);
        assertOpens(surgeon, patient);
        assertForbidden(hospital.caller(Role.DOCTOR, ward), patient);
        hospital.database.update(
                "update care_relation set ended_at = now() where id = any (?)", (Object) new UUID[] {team, referral});
        assertForbidden(invited, patient);
        assertForbidden(surgeon, patient);
        AccessTest.Moving later = new AccessTest.Moving();
        relation(patient, colleague, null, Instant.now().plus(DAY));
        later.now = Instant.now().plus(DAY).plusSeconds(1);
        Access then = new Access(hospital.database, new AuditTrail(hospital.database), later);
        assertThrows(Refusal.class, () -> then.open(invited, Purpose.TREATMENT, patient));
    }

    @Test
    void a_student_reads_who_is_under_treatment_and_of_them_nothing_of_completed_records() {
        UUID patient = hospital.patient("Đang Học");
        UUID before = hospital.stay(
                patient, ward, Instant.now().minus(DAY), Instant.now().minus(DAY), false, EncounterStatus.FINISHED);
        hospital.folder(patient, before, hospital.facility, State.ARCHIVED);
        Caller student = hospital.caller(Role.STUDENT, ward);
        Caller doctor = hospital.caller(Role.DOCTOR, ward);
        assertOpens(doctor, patient);
        assertForbidden(student, patient);
        UUID now = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, now, hospital.facility, State.IN_TREATMENT);
        Grant grant = access.open(student, Purpose.TEACHING, patient);
        assertEquals(List.of(before), List.of(grant.hidden()));
        assertEquals(
                List.of(),
                List.of(access.open(doctor, Purpose.TREATMENT, patient).hidden()));
    }

    @Test
    void rights_follow_the_state_of_the_record() {
        UUID patient = hospital.patient("Theo Trạng Thái");
        UUID visit = hospital.stay(patient, ward, null, null, false);
        Grant doctor = access.open(hospital.caller(Role.DOCTOR, ward), Purpose.TREATMENT, patient);
        access.allow(doctor, Right.RECORD_EDIT, visit);
        assertRefused(doctor, Right.RECORD_COPY, visit);
        hospital.folder(patient, visit, hospital.facility, State.COMPLETED);
        assertRefused(doctor, Right.RECORD_EDIT, visit);
        assertRefused(doctor, Right.ORDER_WRITE, null);
        access.allow(doctor, Right.RECORD_PRINT, visit);
        Grant clerk = access.open(hospital.caller(Role.RECORDS_CLERK), Purpose.RECORD_KEEPING, patient);
        access.allow(clerk, Right.RECORD_COPY, visit);
        assertRefused(clerk, Right.RECORD_SIGN, visit);
    }

    @Test
    void what_one_role_may_do_in_one_ward_another_role_does_not_do_in_another() {
        UUID surgery = hospital.department("NGOAI-" + Ids.next());
        UUID mine = hospital.patient("Khoa Mình");
        hospital.stay(mine, ward, null, null, false);
        UUID theirs = hospital.patient("Khoa Bạn");
        hospital.stay(theirs, surgery, null, null, false);
        Caller both = hospital.with(
                Ids.next(),
                List.of(Role.DOCTOR.of(hospital.facility, ward), Role.STUDENT.of(hospital.facility, surgery)));
        Grant inWard = access.open(both, Purpose.TREATMENT, mine);
        Grant inSurgery = access.open(both, Purpose.TREATMENT, theirs);
        assertTrue(inWard.may(Right.ORDER_WRITE, State.IN_TREATMENT));
        assertFalse(inSurgery.may(Right.ORDER_WRITE, State.IN_TREATMENT));
        assertTrue(inSurgery.may(Right.PATIENT_READ, State.IN_TREATMENT));
    }

    @Test
    void the_trace_keeps_by_which_role_and_relation_a_chart_was_opened() {
        UUID patient = hospital.patient("Vì Sao");
        hospital.stay(patient, ward, null, null, false);
        access.open(hospital.caller(Role.NURSE, ward), Purpose.TREATMENT, patient);
        assertEquals(
                "NURSE:DEPARTMENT",
                hospital.database
                        .first(
                                "select detail from audit_event where patient_id = ? and kind = 'GRANT'",
                                row -> row.text("detail"),
                                patient)
                        .orElseThrow());
    }

    private static UUID patientWithOrder(String category, UUID facility) {
        UUID patient = hospital.patient("Có Chỉ Định");
        UUID visit = hospital.stay(patient, facility, ward, null, null, false, EncounterStatus.IN_PROGRESS);
        hospital.order(patient, visit, category);
        return patient;
    }

    private static UUID relation(UUID patient, UUID account, UUID department, Instant until) {
        UUID id = Ids.next();
        UUID giver = hospital.account("khoa-" + id, "x", Role.DOCTOR);
        hospital.database.update("""
                insert into care_relation (id, tenant_id, patient_id, account_id, department_id, reason, given_at, given_by,
                                           valid_until)
                values (?, ?, ?, ?::uuid, ?::uuid, 'hội chẩn', now(), ?, ?)
                """, id, hospital.tenant, patient, account, department, giver, until);
        return id;
    }

    private static void assertOpens(Caller caller, UUID patient) {
        assertEquals(patient, access.open(caller, caller.purpose(), patient).patientId(), caller.roles()::toString);
    }

    private static void assertForbidden(Caller caller, UUID patient) {
        int before = hospital.audits("REFUSED");
        Refusal refusal = assertThrows(
                Refusal.class, () -> access.open(caller, caller.purpose(), patient), caller.roles()::toString);
        assertEquals(Code.FORBIDDEN, refusal.code());
        assertEquals(before + 1, hospital.audits("REFUSED"));
    }

    private static void assertRefused(Grant grant, Right right, UUID visit) {
        int before = hospital.audits("REFUSED");
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> access.allow(grant, right, visit))
                        .code());
        assertEquals(before + 1, hospital.audits("REFUSED"));
    }
}
