package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ResultStatus;

/** Waiting messages that a person files under a patient: links only, taken back exactly, and never twice. */
class FiledByHandTest extends Deciding {
    private Outcome file(UUID message, int attempts, UUID patient, boolean remember) {
        return inbox.fileUnder(links, decision, message, attempts, patient, remember)
                .toCompletableFuture()
                .join();
    }

    @Test
    void a_waiting_result_is_filed_under_the_chosen_patient_and_the_next_one_finds_the_way_when_so_said() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        Outcome parked = send(Talk.report("X9", "R1", 1, ResultStatus.FINAL, "K", "4.1"));
        assertEquals(Code.UNKNOWN_PATIENT, parked.code());
        UUID a = seen("A").patientId();
        assertEquals(Outcome.Kind.APPLIED, file(parked.inboundId(), 1, a, true).kind());
        assertEquals(1, reportsOf(a).size());
        assertEquals(
                Outcome.Kind.APPLIED,
                send(Talk.report("X9", "R2", 2, ResultStatus.FINAL, "K", "4.2")).kind());
        assertEquals(2, reportsOf(a).size());
        // Taken back, both results leave the chart together, and stay with their number.
        UUID place = seen("X9").patientId();
        assertNotEquals(a, place);
        links.unmerge(decision, place, linkVersion(place));
        assertEquals(List.of(), reportsOf(a));
        assertEquals(2, reportsOf(place).size());
    }

    @Test
    void filed_for_this_once_the_next_message_with_the_number_waits_again() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        Outcome parked = send(Talk.report("X9", "R1", 1, ResultStatus.FINAL, "K", "4.1"));
        UUID a = seen("A").patientId();
        assertEquals(Outcome.Kind.APPLIED, file(parked.inboundId(), 1, a, false).kind());
        assertEquals(1, reportsOf(a).size());
        assertEquals(
                Code.UNKNOWN_PATIENT,
                send(Talk.report("X9", "R2", 2, ResultStatus.FINAL, "K", "4.2")).code());
        assertEquals(1, reportsOf(a).size());
    }

    @Test
    void a_result_without_any_number_is_filed_only_by_a_person_and_only_itself() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        ReportStated r = Talk.report("?", "R1", 1, ResultStatus.FINAL, "K", "4.1");
        Outcome parked = send(nameless(r));
        assertEquals(Code.UNKNOWN_PATIENT, parked.code());
        UUID a = seen("A").patientId();
        assertEquals(Outcome.Kind.APPLIED, file(parked.inboundId(), 1, a, true).kind());
        assertEquals(1, reportsOf(a).size());
        assertEquals(
                Code.UNKNOWN_PATIENT,
                send(nameless(Talk.report("?", "R2", 2, ResultStatus.FINAL, "K", "4.2")))
                        .code());
    }

    private static ReportStated nameless(ReportStated r) {
        return Talk.of(new PatientRef(List.of()), r);
    }

    @Test
    void numbers_of_two_people_are_filed_under_the_one_a_person_chose_and_stay_with_their_owners() {
        twoPeople();
        PatientRef both = new PatientRef(List.of(Notice.patientNumber("BV", "A"), Notice.patientNumber("BV", "B")));
        ReportStated r = Talk.report("?", "R7", 1, ResultStatus.FINAL, "K", "4.1");
        Outcome parked = send(Talk.of(both, r));
        assertEquals(Code.AMBIGUOUS_PATIENT, parked.code());
        UUID a = seen("A").patientId();
        assertEquals(Outcome.Kind.APPLIED, file(parked.inboundId(), 1, a, false).kind());
        assertEquals(1, reportsOf(a).size());
        assertEquals(Code.CONFLICT, code(() -> file(parked.inboundId(), 1, a, false)));
        assertEquals(2, house.count("patient_identifier where active and kind = 'PATIENT_NUMBER'"));
    }

    @Test
    void of_two_clerks_at_one_waiting_message_one_files_it() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        Outcome parked = send(Talk.report("X9", "R1", 1, ResultStatus.FINAL, "K", "4.1"));
        UUID a = seen("A").patientId();
        assertEquals(Code.CONFLICT, code(() -> file(parked.inboundId(), 9, a, true)));
        file(parked.inboundId(), 1, a, true);
        assertEquals(Code.CONFLICT, code(() -> file(parked.inboundId(), 1, a, true)));
        assertEquals(Code.CONFLICT, code(() -> file(parked.inboundId(), 3, a, true)));
        assertEquals(1, house.count("patient where provisional"));
    }

    @Test
    void a_patient_who_came_meanwhile_is_not_overruled() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        Outcome parked = send(Talk.report("X9", "R1", 1, ResultStatus.FINAL, "K", "4.1"));
        house.database.update("update parked set code = 'OTHER' where inbound_id = ?", parked.inboundId());
        house.database.update("delete from parked_wait");
        send(Talk.patient("X9", 2, "Trần Thị Bình"));
        assertEquals(
                Code.CONFLICT, code(() -> file(parked.inboundId(), 1, seen("A").patientId(), true)));
        assertTrue(reportsOf(seen("A").patientId()).isEmpty());
    }

    @Test
    void insurance_numbers_and_others_that_decide_nothing_are_kept_with_the_place() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        ReportStated r = Talk.report("?", "R1", 1, ResultStatus.FINAL, "K", "4.1");
        PatientRef card =
                new PatientRef(List.of(new Identifier(IdentifierKind.INSURANCE_CARD, "VN", "1234567890", true)));
        Outcome parked = send(Talk.of(card, r));
        assertEquals(
                Outcome.Kind.APPLIED,
                file(parked.inboundId(), 1, seen("A").patientId(), true).kind());
        assertEquals(1, house.count("patient_identifier where kind = 'INSURANCE_CARD' and active"));
    }
}
