package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.testing.House;

/** What merges, their undoing and the movements of a visit change, on the real store. */
class MergesAndMovementsTest extends Sending {
    @Test
    void a_cancelled_transfer_gives_the_stay_before_back() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 2, "NGOAI"));
        assertEquals(
                1, house.count("department_stay where end_from is null and department_id = '" + house.ngoai + "'"));
        send(Talk.visit("A", "V", VisitEvent.TRANSFER_CANCELLED, 3, "NOI"));
        assertEquals(
                1,
                house.count("department_stay where end_from is null and not cancelled and department_id = '" + house.noi
                        + "'"));
        assertEquals(1, house.count("department_stay where cancelled"));
    }

    @Test
    void a_cancelled_discharge_opens_the_visit_again_and_a_cancelled_admission_cancels_its_folder() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, 2, "NOI"));
        assertEquals(1, house.count("encounter where status = 'FINISHED' and end_from is not null"));
        send(Talk.visit("A", "V", VisitEvent.DISCHARGE_CANCELLED, 3, "NOI"));
        assertEquals(1, house.count("encounter where status = 'IN_PROGRESS' and end_from is null"));
        send(Talk.visit("A", "V", VisitEvent.ADMISSION_CANCELLED, 4, "NOI"));
        assertEquals(1, house.count("encounter where status = 'CANCELLED'"));
        assertEquals(1, house.count("record_folder where state = 'CANCELLED'"));
    }

    @Test
    void a_merge_with_results_and_updates_between_and_its_undoing_leaves_what_was_without_the_merge() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "VA", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.patient("B", 0, "Đặng Thị Anh"), Talk.visit("B", "VB", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.merge("B", "A", 2));
        send(Talk.report("B", "R", 3, ResultStatus.FINAL, "GLU", "5.0"));
        // After a merge senders name both numbers.
        PatientRef both = new PatientRef(List.of(Notice.patientNumber("BV", "A"), Notice.patientNumber("BV", "B")));
        Outcome update = send(Talk.patient(both, 4, Talk.named("Đặng Thị Ánh")));
        assertEquals(Outcome.Kind.APPLIED, update.kind());
        send(Talk.visit("A", "VB", VisitEvent.TRANSFERRED, 5, "NGOAI"));
        assertEquals(
                1,
                house.count("patient_identifier i where value = 'A' and 2 = (select count(*) from link_set(i.tenant_id,"
                        + " i.patient_id))"));
        send(Talk.unmerge("B", "A", 6));
        assertEquals(0, house.count("patient_link where active"));
        assertEquals(1, patient("A").identifiers().size());
        assertEquals(1, patient("B").identifiers().size());
        assertEquals("Đặng Thị Anh", patient("B").name().orElseThrow().full());
        assertEquals(
                1,
                house.count(
                        "diagnostic_report where patient_id = '" + patient("B").id() + "'"));
        assertEquals(
                2,
                house.count(
                        "department_stay where patient_id = '" + patient("B").id() + "'"));
        assertEquals(
                1, house.count("encounter where patient_id = '" + patient("A").id() + "'"));
    }

    @Test
    void after_a_merge_and_its_undoing_every_table_is_as_if_there_had_been_no_merge() {
        List<String> merged = story(true);
        List<String> never;
        try (House other = new House()) {
            House own = house;
            Inbox ownInbox = inbox;
            house = other;
            inbox = other.inbox(List.of());
            never = story(false);
            house = own;
            inbox = ownInbox;
        }
        assertEquals(never, merged);
        assertEquals(9, merged.size());
    }

    /** What the record says of two patients, without ids and clocks of ours. */
    private List<String> story(boolean merge) {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "VA", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.patient("B", 0, "Đặng Thị Anh"), Talk.visit("B", "VB", VisitEvent.ADMITTED, 1, "NOI"));
        if (merge) {
            send(Talk.merge("B", "A", 2));
        }
        send(Talk.report("B", "R", 3, ResultStatus.FINAL, "GLU", "5.0"));
        send(Talk.report("A", "S", 3, ResultStatus.FINAL, "CRE", "80"));
        send(Talk.patient("A", 4, "Đặng Thị Ánh Tuyết"));
        send(Talk.visit("B", "VB", VisitEvent.TRANSFERRED, 5, "NGOAI"));
        if (merge) {
            send(Talk.unmerge("B", "A", 6));
        }
        send(Talk.report("B", "R", 7, ResultStatus.CORRECTED, "GLU", "5.5"));
        return house.database.query("""
                with who as (select patient_id, value from patient_identifier)
                select w.value || ' ' || x.said as line from who w join (
                  select patient_id, 'name ' || name || ' ' || provisional as said from patient
                  union all select patient_id, 'visit ' || visit_number || ' ' || status || ' ' || start_from from encounter
                  union all select patient_id, 'stay ' || stay_key || ' ' || department_code || ' ' || cancelled
                    || coalesce(end_from::text, '') from department_stay
                  union all select patient_id, 'value ' || code || ' ' || value_text || ' ' || status from observation
                ) x using (patient_id) order by line
                """, row -> row.text("line"));
    }

    @Test
    void an_undoing_that_arrives_before_its_merge_holds_and_a_newer_merge_links_again() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
        send(Talk.patient("B", 0, "Đặng Thị Anh"));
        send(Talk.unmerge("B", "A", 6));
        send(Talk.merge("B", "A", 2));
        assertEquals(0, house.count("patient_link where active"));
        send(Talk.merge("B", "A", 7));
        assertEquals(1, house.count("patient_link where active"));
        send(Talk.unmerge("A", "B", 8));
        assertEquals(0, house.count("patient_link where active"), "either may be named first");
    }

    @Test
    void a_cancel_that_names_a_movement_undoes_that_one_and_not_the_last() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.movement("A", "V", VisitEvent.ADMITTED, 1, "NOI", "m1"));
        send(Talk.movement("A", "V", VisitEvent.TRANSFERRED, 2, "NGOAI", "m2"));
        send(Talk.movement("A", "V", VisitEvent.TRANSFERRED, 3, "NOI", "m3"));
        send(Talk.movement("A", "V", VisitEvent.TRANSFER_CANCELLED, 4, "NOI", "m2"));
        assertEquals(1, house.count("department_stay where cancelled and stay_key = 'm2'"));
        assertEquals(1, house.count("department_stay where not cancelled and stay_key = 'm3' and end_from is null"));
        Outcome unknown = send(Talk.movement("A", "V", VisitEvent.TRANSFER_CANCELLED, 5, "NOI", "m9"));
        assertTrue(unknown.remarks().toString().contains("not known yet"));
        assertEquals(1, house.count("department_stay where cancelled"), "and an unknown one undoes nothing");
        send(Talk.movement("A", "V", VisitEvent.TRANSFERRED, 4, "NGOAI", "m9"));
        assertEquals(2, house.count("department_stay where cancelled"), "until it comes");
    }

    @Test
    void a_transfer_told_after_the_discharge_it_came_before_does_not_open_the_visit_again() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, 5, "NOI"));
        send(Talk.stated(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 3, "NGOAI"), 9));
        assertEquals(1, house.count("encounter where status = 'FINISHED'"));
        assertEquals(2, house.count("department_stay where end_from is not null"));
    }

    @Test
    void a_discharge_more_than_a_day_ahead_is_parked_and_a_planned_admission_is_not() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        int ahead = (int) Duration.between(Talk.NOON, Instant.now().plus(Duration.ofDays(3)))
                .toMinutes();
        Outcome outcome = send(Talk.stated(Talk.visit("A", "V", VisitEvent.DISCHARGED, ahead, "NOI"), 2));
        assertEquals(Code.FUTURE_TIME, outcome.code());
        assertEquals(Outcome.Kind.PARKED, outcome.kind());
        assertEquals(1, house.count("encounter where status = 'IN_PROGRESS'"));
        Outcome planned = send(Talk.stated(Talk.visit("A", "W", VisitEvent.PLANNED, ahead, "NOI"), 2));
        assertEquals(Outcome.Kind.APPLIED, planned.kind());
    }
}
