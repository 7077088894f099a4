package vn.emr.core.restriction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.restriction.Emergencies.Asked;
import vn.emr.core.restriction.Emergencies.Cause;
import vn.emr.core.restriction.Emergencies.Opened;
import vn.emr.core.restriction.EmergencyReview.Emergency;
import vn.emr.core.restriction.EmergencyReview.Judged;
import vn.emr.core.restriction.EmergencyReview.Verdict;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class EmergenciesTest {
    private static final String WHY = "Ngừng tim, cần biết tiền sử";
    private final Hospital hospital = new Hospital();
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final Access access = new Access(hospital.database, trail);
    private final Emergencies emergencies = at(Clock.systemUTC());
    private final EmergencyReview review = new EmergencyReview(access, hospital.database, trail, Clock.systemUTC());
    private final UUID ward = hospital.department("NOI");
    private UUID patient;
    private Caller doctor;
    private Caller head;

    @BeforeEach
    void people() {
        patient = hospital.patient("Nguyễn Văn Lạ", "BN1", null, List.of());
        doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
        head = hospital.caller(
                hospital.account("trưởng", "x", Role.HEAD_OF_DEPARTMENT, ward), Role.HEAD_OF_DEPARTMENT, ward);
    }

    @Test
    void who_has_no_way_to_a_patient_opens_the_record_with_a_reason_until_it_is_ended() {
        refused(Code.FORBIDDEN, () -> access.open(doctor, doctor.purpose(), patient));
        Opened opened = emergencies.open(doctor, new Asked(null, "BN1", Cause.LIFE_THREATENING, WHY));
        assertEquals(patient, opened.patientId());
        assertTrue(access.open(doctor, doctor.purpose(), patient).emergency());
        assertEquals(1, hospital.audits("EMERGENCY"));
        assertEquals("DOCTOR:EMERGENCY", reasonOfGrant());
        refused(Code.NOT_APPLICABLE, () -> emergencies.open(doctor, new Asked(patient, null, Cause.CARE_NOW, WHY)));
        emergencies.end(doctor, patient);
        refused(Code.FORBIDDEN, () -> access.open(doctor, doctor.purpose(), patient));
        refused(Code.CONFLICT, () -> emergencies.end(doctor, patient));
        assertEquals(1, hospital.audits("EMERGENCY_ENDED"));
    }

    @Test
    void without_a_reason_a_cause_or_the_right_nothing_is_opened() {
        refused(Code.MALFORMED_FIELD, () -> emergencies.open(doctor, new Asked(patient, null, Cause.CARE_NOW, "gấp")));
        refused(Code.MALFORMED_FIELD, () -> emergencies.open(doctor, new Asked(patient, null, Cause.CARE_NOW, null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> emergencies.open(doctor, new Asked(patient, null, null, WHY)));
        refused(Code.NOT_FOUND, () -> emergencies.open(doctor, new Asked(null, "BN", Cause.CARE_NOW, WHY)));
        Caller student = hospital.caller(Role.STUDENT, ward);
        refused(Code.FORBIDDEN, () -> emergencies.open(student, new Asked(patient, null, Cause.CARE_NOW, WHY)));
        UUID elsewhere = new Hospital(hospital.address).patient("Viện Khác");
        refused(Code.NOT_FOUND, () -> emergencies.open(doctor, new Asked(elsewhere, null, Cause.CARE_NOW, WHY)));
        refused(Code.FORBIDDEN, () -> access.open(doctor, doctor.purpose(), patient));
        assertEquals(0, hospital.audits("EMERGENCY"));
    }

    @Test
    void what_was_opened_ends_by_itself_and_the_trace_is_told() {
        Instant before = Instant.now().minus(Duration.ofMinutes(61));
        at(Clock.fixed(before, ZoneId.of("UTC"))).open(doctor, new Asked(patient, null, Cause.CARE_NOW, WHY));
        refused(Code.FORBIDDEN, () -> access.open(doctor, doctor.purpose(), patient));
        assertEquals(1, emergencies.closeExpired());
        assertEquals(0, emergencies.closeExpired());
        assertEquals(1, hospital.audits("EMERGENCY_ENDED"));
        assertFalse(review.list(head, true).getFirst().lasts());
    }

    @Test
    void what_labels_hide_and_a_closed_record_open_in_an_emergency_only_for_who_declared_it() {
        hospital.stay(patient, ward, null, null, false);
        hospital.condition(patient, "B20", "Bệnh kín");
        assertFalse(access.open(doctor, doctor.purpose(), patient).masks().isEmpty());
        emergencies.open(doctor, new Asked(patient, null, Cause.CARE_NOW, WHY));
        assertEquals(List.of(), access.open(doctor, doctor.purpose(), patient).masks());
        assertFalse(access.open(head, head.purpose(), patient).masks().isEmpty());
        hospital.database.update("""
                insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                select ?, tenant_id, label_id, ?, 'PATIENT', ?, now(), ?, 'người cần bảo vệ'
                from label_now where tenant_id = ? and code = 'PROTECTED_PERSON'
                """, Ids.next(), patient, patient, head.id(), hospital.tenant);
        refused(Code.FORBIDDEN, () -> access.open(head, head.purpose(), patient));
        assertEquals(patient, access.open(doctor, doctor.purpose(), patient).patientId());
    }

    @Test
    void each_is_judged_once_by_somebody_else_of_the_department_or_by_the_officer() {
        UUID id = emergencies
                .open(doctor, new Asked(patient, null, Cause.LIFE_THREATENING, WHY))
                .id();
        access.section(access.open(doctor, doctor.purpose(), patient), "LABORATORY");
        assertEquals(1, review.waiting(head).toJudge());
        refused(Code.FORBIDDEN, () -> review.waiting(doctor));
        Emergency one = review.list(head, true).getFirst();
        assertEquals(List.of("bs", "BN1", WHY), List.of(one.username(), one.patientNumber(), one.reason()));
        assertEquals(List.of("OPEN LABORATORY"), one.seen());
        Caller other = hospital.caller(
                hospital.account("khoa-khác", "x", Role.HEAD_OF_DEPARTMENT, hospital.department("NGOAI")),
                Role.HEAD_OF_DEPARTMENT,
                hospital.department("MAT"));
        assertEquals(List.of(), review.list(other, false));
        assertEquals(0, review.waiting(other).toJudge());
        refused(Code.NOT_FOUND, () -> review.judge(other, id, new Judged(Verdict.JUSTIFIED, null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> review.judge(head, id, new Judged(Verdict.NOT_JUSTIFIED, " ")));
        List<Emergency> after = review.judge(head, id, new Judged(Verdict.JUSTIFIED, "Đúng quy trình"));
        assertEquals(Verdict.JUSTIFIED, after.getFirst().verdict());
        assertEquals("trưởng", after.getFirst().judgedBy());
        refused(Code.CONFLICT, () -> review.judge(head, id, new Judged(Verdict.NOT_JUSTIFIED, "Xem lại")));
        assertEquals(List.of(), review.list(head, true));
        assertEquals(1, hospital.audits("EMERGENCY_REVIEWED"));
        UUID own = emergencies
                .open(head, new Asked(patient, null, Cause.CONSULTATION, WHY))
                .id();
        assertEquals(0, review.waiting(head).toJudge(), "one's own waits for somebody else");
        int before = hospital.audits("REFUSED");
        refused(Code.NOT_APPLICABLE, () -> review.judge(head, own, new Judged(Verdict.JUSTIFIED, null)));
        assertEquals(before + 1, hospital.audits("REFUSED"), "who tries to judge oneself is seen");
        Caller officer = hospital.caller(
                hospital.account("dpo", "x", Role.DATA_PROTECTION_OFFICER), Role.DATA_PROTECTION_OFFICER);
        assertEquals(1, review.list(officer, true).size());
        review.judge(officer, own, new Judged(Verdict.NOT_JUSTIFIED, "Không có hội chẩn"));
    }

    private Emergencies at(Clock clock) {
        return new Emergencies(access, hospital.database, trail, clock, 60);
    }

    private String reasonOfGrant() {
        return hospital.database
                .first(
                        "select detail from audit_event where patient_id = ? and kind = 'GRANT'",
                        row -> row.text("detail"),
                        patient)
                .orElseThrow();
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
