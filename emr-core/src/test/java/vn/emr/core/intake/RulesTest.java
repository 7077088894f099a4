package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Patient;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Sex;
import vn.emr.core.record.VisitEvent;

/** What each statement changes, on the real store. */
class RulesTest extends Sending {
    @Test
    void a_newer_statement_replaces_what_it_states_and_leaves_what_it_does_not_say() {
        send(Talk.patient(Talk.number("A"), 0, Talk.demographics("Đặng Thị Ánh", "1958", Sex.FEMALE, Set.of())));
        send(Talk.patient(Talk.number("A"), 1, Talk.demographics("Đặng Thị Ánh Tuyết", null, null, Set.of())));
        Patient p = patient("A");
        assertEquals("Đặng Thị Ánh Tuyết", p.name().orElseThrow().full());
        assertEquals(1958, p.birth().year());
        assertEquals(Sex.FEMALE, p.sex());
        assertEquals(2, p.version());
    }

    @Test
    void an_older_statement_that_arrives_late_only_fills_gaps() {
        send(Talk.patient(Talk.number("A"), 5, Talk.demographics("Đặng Thị Ánh", null, Sex.FEMALE, Set.of())));
        send(Talk.patient(Talk.number("A"), 1, Talk.demographics("Đặng Thị Anh", "1958", Sex.MALE, Set.of())));
        Patient p = patient("A");
        assertEquals("Đặng Thị Ánh", p.name().orElseThrow().full());
        assertEquals(Sex.FEMALE, p.sex());
        assertEquals(1958, p.birth().year());
    }

    @Test
    void an_erased_field_is_emptied_by_a_newer_statement_and_kept_by_an_older_one() {
        send(Talk.patient(Talk.number("A"), 5, Talk.demographics("Đặng Thị Ánh", "1958", Sex.FEMALE, Set.of())));
        send(Talk.patient(Talk.number("A"), 1, Talk.demographics(null, null, null, Set.of(Demographics.Field.BIRTH))));
        assertEquals(1958, patient("A").birth().year());
        send(Talk.patient(Talk.number("A"), 6, Talk.demographics(null, null, null, Set.of(Demographics.Field.BIRTH))));
        assertNull(patient("A").birth());
    }

    @Test
    void a_person_without_papers_gets_a_code_that_never_looks_like_a_national_number() {
        send(Talk.patient(new PatientRef(List.of()), 0, Talk.named("Chưa rõ danh tính")));
        String code = house.database
                .first("select value from patient_identifier where kind = 'TEMPORARY'", r -> r.text("value"))
                .orElseThrow();
        assertTrue(code.startsWith("79001-T"), code);
        assertFalse(code.matches("\\d{12}"));
    }

    @Test
    void a_national_number_that_does_not_fit_sex_or_birth_year_warns_and_does_not_block() {
        // 001 158 …: province 001, digit 1 = female born 19xx, year 58
        send(Talk.patient(
                Talk.numberAndCccd("A", "001158000001"),
                0,
                Talk.demographics("Đặng Văn Anh", "1960", Sex.MALE, Set.of())));
        assertEquals(
                List.of("CCCD_SEX_MISMATCH", "CCCD_BIRTH_YEAR_MISMATCH"),
                patient("A").warnings());
        send(Talk.patient(
                Talk.numberAndCccd("B", "001158000002"),
                0,
                Talk.demographics("Đặng Thị Anh", "1958", Sex.FEMALE, Set.of())));
        assertEquals(List.of(), patient("B").warnings());
    }

    @Test
    void a_newer_national_number_takes_the_old_ones_place_and_the_old_one_stays_as_history() {
        send(Talk.patient(Talk.numberAndCccd("A", "001158000001"), 0, Talk.named("Đặng Thị Ánh")));
        send(Talk.patient(Talk.numberAndCccd("A", "001158000009"), 1, Talk.named("Đặng Thị Ánh")));
        Patient p = patient("A");
        assertEquals(
                "001158000009",
                p.active(IdentifierKind.CCCD).map(Identifier::value).orElseThrow());
        assertEquals(3, p.identifiers().size());
    }

    @Test
    void a_national_number_held_by_another_person_is_a_remark_and_never_an_error() {
        send(Talk.patient(Talk.numberAndCccd("A", "001158000001"), 0, Talk.named("Đặng Thị Ánh")));
        send(Talk.patient("B", 0, "Trần Thị Bình"));
        Outcome outcome = send(Talk.patient(Talk.numberAndCccd("B", "001158000001"), 1, Talk.named("Trần Thị Bình")));
        assertEquals(Outcome.Kind.APPLIED, outcome.kind());
        assertTrue(outcome.remarks().stream().anyMatch(r -> r.startsWith("POSSIBLE_DUPLICATE")));
        assertTrue(patient("B").active(IdentifierKind.CCCD).isEmpty());
    }

    @Test
    void patient_numbers_of_two_different_people_in_one_message_are_parked() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        send(Talk.patient("B", 0, "Trần Thị Bình"));
        PatientRef both = new PatientRef(List.of(Notice.patientNumber("BV", "A"), Notice.patientNumber("BV", "B")));
        Outcome outcome = send(Talk.patient(both, 1, Talk.named("Đặng Thị Ánh")));
        assertEquals(Outcome.Kind.PARKED, outcome.kind());
        assertEquals(Code.AMBIGUOUS_PATIENT, outcome.code());
    }

    @Test
    void a_time_more_than_a_day_ahead_is_parked() {
        Outcome outcome = send(new Notice.PatientStated(
                Talk.number("A"), Instant.now().plusSeconds(2 * 86_400), Talk.named("Đặng Thị Ánh"), false));
        assertEquals(Code.FUTURE_TIME, outcome.code());
        assertEquals(0, house.count("patient"));
    }

    @Test
    void an_unmapped_department_is_kept_as_sent_and_remarked() {
        Outcome outcome =
                send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "K99"));
        assertEquals(Outcome.Kind.APPLIED, outcome.kind());
        assertTrue(outcome.remarks().stream().anyMatch(r -> r.startsWith("UNMAPPED_DEPARTMENT")));
        assertEquals(1, house.count("department_stay where department_id is null and department_code = 'K99'"));
    }

    @Test
    void a_preliminary_value_never_replaces_a_final_one_and_an_older_final_never_a_newer() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        send(Talk.report("A", "R", 5, ResultStatus.FINAL, "GLU", "5.0", "CRE", "80"));
        send(Talk.report("A", "R", 6, ResultStatus.PRELIMINARY, "GLU", "4.0"));
        send(Talk.report("A", "R", 4, ResultStatus.FINAL, "GLU", "4.5"));
        assertEquals(1, house.count("observation where code = 'GLU' and number = 5.0 and status = 'FINAL'"));
        send(Talk.report("A", "R", 7, ResultStatus.CORRECTED, "GLU", "5.5"));
        assertEquals(1, house.count("observation where code = 'GLU' and number = 5.5 and status = 'CORRECTED'"));
        assertEquals(1, house.count("observation where code = 'CRE' and number = 80"), "absence is not deletion");
    }

    @Test
    void a_value_posted_in_error_is_hidden_and_stays_in_history() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        send(Talk.report("A", "R", 5, ResultStatus.FINAL, "GLU", "5.0"));
        send(Talk.report("A", "R", 6, ResultStatus.ENTERED_IN_ERROR, "GLU", "5.0"));
        assertEquals(1, house.count("observation where not shown"));
        assertEquals(2, house.count("revision where kind = 'DIAGNOSTIC_REPORT'"));
    }

    @Test
    void a_merge_moves_no_row_and_a_newer_merge_the_other_way_takes_it_back() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        send(Talk.patient("B", 0, "Đặng Thị Anh"));
        send(Talk.report("B", "R", 1, ResultStatus.FINAL, "GLU", "5.0"));
        send(Talk.merge("B", "A", 2));
        assertEquals(
                patient("B").id(),
                house.database
                        .first("select patient_id from diagnostic_report", r -> r.uuid("patient_id"))
                        .orElseThrow());
        send(Talk.merge("A", "B", 3));
        assertEquals(
                1,
                house.count("patient_link where active and survivor_id = '"
                        + patient("B").id() + "'"));
        send(Talk.merge("B", "A", 1));
        assertEquals(1, house.count("patient_link where active"));
    }

    @Test
    void a_study_of_nobody_is_filed_under_a_provisional_patient_and_linked_when_the_number_becomes_known() {
        send(study("1.2.3", "X"));
        assertEquals(1, house.count("patient where provisional"));
        send(Talk.patient("X", 0, "Đặng Thị Ánh"));
        send(study("1.2.3", "X"), Talk.patient("X", 9, "Đặng Thị Ánh"));
        assertEquals(1, house.count("patient_link where active"));
        assertEquals(1, house.count("imaging_study where matched_by = 'PATIENT_ID'"));
        send(study("1.2.4", "X"));
        assertEquals(
                1,
                house.count("imaging_study where patient_id = '" + patient("X").id() + "'"));
    }

    private static StudyStated study(String uid, String number) {
        return new StudyStated(
                Talk.number(number),
                Talk.at(3),
                uid,
                null,
                Talk.time(1),
                List.of("CT"),
                "CT ngực",
                List.of(),
                0,
                true,
                new ImagingStudy.ReceivedIdentity(number, null, "DANG THI ANH", null, "F"));
    }
}
