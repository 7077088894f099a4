package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.intake.LinkNotice.NumberMoved;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.LinkNotice.VisitsMerged;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;

/** Visits that are given to another patient or joined with another visit show there, and stay where they were filed. */
class VisitLinksTest extends Sending {
    static VisitMoved moved(String visit, String from, String to, int minute) {
        return new VisitMoved(Talk.number(to), Talk.at(minute), Talk.number(from), visit, visit);
    }

    static VisitsMerged joined(String patient, String loser, String stays, int minute) {
        return new VisitsMerged(Talk.number(patient), Talk.at(minute), stays, loser, true);
    }

    private static ConditionsStated diagnosis(String number, String visit, int minute) {
        StatedCondition pneumonia =
                new StatedCondition("J18", new Coded("J18", "ICD10", "Viêm phổi"), null, true, null);
        return new ConditionsStated(Talk.number(number), Talk.at(minute), visit, List.of(pneumonia));
    }

    /** A lies in NOI with visit V, its diagnosis and one result; another result of A names no visit. B lies in NGOAI. */
    private void twoPeople() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "OLD", VisitEvent.ADMITTED, 0, "NGOAI"));
        send(Talk.patient("B", 0, "Trần Thị Bình"), Talk.visit("B", "W", VisitEvent.ADMITTED, 1, "NGOAI"));
        send(diagnosis("A", "V", 2));
        send(Talk.ofVisit(Talk.report("A", "R1", 2, ResultStatus.FINAL, "K", "4.1"), "V"));
        send(Talk.report("A", "R2", 2, ResultStatus.FINAL, "NA", "140"));
    }

    private Charting all() {
        return new Charting(house, house.noi, house.ngoai);
    }

    /** The visits, diagnoses and reports of a chart, in words. */
    private List<String> seen(String number) {
        Charts.Chart chart = all().chart(id(number));
        return Stream.of(
                        chart.encounters().stream()
                                .map(v -> v.visitNumber() + " " + v.status() + " "
                                        + v.stays().size()),
                        chart.conditions().stream().map(c -> c.code()),
                        chart.reports().stream().map(r -> reportKey(r.id())))
                .flatMap(s -> s)
                .sorted()
                .toList();
    }

    private String reportKey(UUID report) {
        return house.database
                .first(
                        "select report_key from diagnostic_report where report_id = ?",
                        r -> r.text("report_key"),
                        report)
                .orElseThrow();
    }

    private List<String> filed() {
        List<String> rows = new ArrayList<>();
        for (String table :
                List.of("patient", "encounter", "department_stay", "condition", "diagnostic_report", "record_folder")) {
            rows.addAll(
                    house.database.query("select x::text as row from " + table + " x order by 1", r -> r.text("row")));
        }
        return rows;
    }

    @Test
    void a_visit_given_to_another_patient_shows_there_with_what_was_filed_with_it_and_no_longer_in_the_first() {
        twoPeople();
        List<String> before = filed();
        assertEquals(List.of("J18", "OLD IN_PROGRESS 1", "R1", "R2", "V IN_PROGRESS 1"), seen("A"));
        assertEquals(Outcome.Kind.APPLIED, send(moved("V", "A", "B", 5)).kind());
        assertEquals(List.of("OLD IN_PROGRESS 1", "R2"), seen("A"));
        assertEquals(List.of("J18", "R1", "V IN_PROGRESS 1", "W IN_PROGRESS 1"), seen("B"));
        assertEquals(before, filed(), "and nothing that was filed has moved");
    }

    @Test
    void given_back_both_charts_are_exactly_as_before() {
        twoPeople();
        List<String> a = seen("A");
        List<String> b = seen("B");
        List<String> before = filed();
        send(moved("V", "A", "B", 5));
        send(moved("V", "B", "A", 6));
        assertEquals(a, seen("A"));
        assertEquals(b, seen("B"));
        assertEquals(before, filed());
        assertEquals(2, house.count("revision where kind = 'VISIT_LINK'"), "history keeps both");
        assertEquals(2, house.count("audit_event where kind = 'MERGE' and object_kind = 'VISIT_LINK'"));
    }

    @Test
    void the_ward_reads_the_patient_the_visit_shows_with_and_the_other_no_longer() {
        twoPeople();
        Charting noi = new Charting(house, house.noi);
        assertThrows(Refusal.class, () -> noi.open(id("B")));
        noi.open(id("A"));
        send(moved("V", "A", "B", 5));
        assertThrows(Refusal.class, () -> noi.open(id("A")));
        assertEquals(2, noi.chart(id("B")).encounters().size());
        UUID report = house.database
                .first("select report_id from diagnostic_report where report_key = 'R1'", r -> r.uuid("report_id"))
                .orElseThrow();
        assertEquals(report, noi.pages().report(noi.open(id("B")), report).id());
        assertEquals(1, noi.pages().laboratory(noi.open(id("B")), 36_500).rows().size());
        Charting ngoai = new Charting(house, house.ngoai);
        assertThrows(Refusal.class, () -> ngoai.pages().report(ngoai.open(id("A")), report));
        assertEquals(
                1, ngoai.pages().laboratory(ngoai.open(id("A")), 36_500).rows().size());
    }

    @Test
    void later_events_and_results_find_the_visit_under_its_new_patient() {
        twoPeople();
        send(moved("V", "A", "B", 5));
        send(Talk.visit("B", "V", VisitEvent.TRANSFERRED, 6, "NGOAI"));
        send(Talk.ofVisit(Talk.report("B", "R9", 7, ResultStatus.FINAL, "K", "4.4"), "V"));
        assertEquals(
                List.of("J18", "R1", "R9", "V IN_PROGRESS 2", "W IN_PROGRESS 1"),
                seen("B"),
                "one visit with two stays");
        send(moved("V", "B", "A", 8));
        assertEquals(List.of("J18", "OLD IN_PROGRESS 1", "R1", "R2", "R9", "V IN_PROGRESS 2"), seen("A"));
        assertEquals(List.of("W IN_PROGRESS 1"), seen("B"));
    }

    @Test
    void a_visit_that_is_not_known_yet_waits_and_moves_when_it_comes() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "OLD", VisitEvent.ADMITTED, 0, "NGOAI"));
        Outcome waiting = send(moved("V", "A", "B", 5));
        assertEquals(Outcome.Kind.PARKED, waiting.kind());
        assertEquals(Code.UNKNOWN_VISIT, waiting.code());
        send(Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        settle("A", "B");
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(List.of("V IN_PROGRESS 1"), seen("B"));
        assertEquals(List.of("OLD IN_PROGRESS 1"), seen("A"));
    }

    @Test
    void a_wake_up_lost_in_a_crash_is_found_later() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.patient("B", 0, "Trần Thị Bình"));
        send(moved("V", "A", "B", 5));
        assertEquals(List.of(), house.intake.overdue(10));
        house.database.update("update parked_wait set system = 'lost ' || system");
        send(Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        assertEquals(1, house.intake.overdue(10).size());
    }

    @Test
    void the_visit_of_a_third_patient_waits_for_a_person() {
        twoPeople();
        send(Talk.patient("C", 0, "Lê Văn Cam"));
        Outcome wrong = send(moved("V", "B", "C", 5));
        assertEquals(Code.UNKNOWN_VISIT, wrong.code());
        assertEquals(0, house.count("visit_link"));
        assertEquals(Code.UNKNOWN_PATIENT, send(moved("V", "NOBODY", "B", 6)).code());
    }

    @Test
    void a_visit_that_changes_its_number_on_the_way_is_found_by_both() {
        twoPeople();
        send(new VisitMoved(Talk.number("B"), Talk.at(5), Talk.number("A"), "V", "V2"));
        send(Talk.visit("B", "V2", VisitEvent.TRANSFERRED, 6, "NGOAI"));
        send(Talk.stated(Talk.visit("A", "V", VisitEvent.UPDATED, 3, "NOI"), 3));
        assertEquals(List.of("J18", "R1", "V2 IN_PROGRESS 2", "W IN_PROGRESS 1"), seen("B"));
    }

    @Test
    void joined_visits_show_as_one_with_the_stays_of_both_and_each_keeps_its_own() {
        twoPeople();
        List<String> before = filed();
        send(joined("A", "OLD", "V", 5));
        Charts.Chart chart = all().chart(id("A"));
        assertEquals(1, chart.encounters().size());
        Visit one = chart.encounters().getFirst();
        assertEquals("V", one.visitNumber());
        assertEquals(List.of("OLD"), one.otherNumbers());
        assertEquals(2, one.stays().size());
        assertEquals(before, filed());
        // The one that stays decides when it ended, for the wards of both.
        int now = (int) Duration.between(Talk.NOON, Instant.now()).toMinutes();
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, now - 60, "NOI"));
        List<Visit> over = new Charting(house, house.ngoai).chart(id("A")).encounters();
        assertEquals(
                0, over.getFirst().stays().stream().filter(s -> s.end() == null).count());
        send(Talk.stated(Talk.visit("A", "V", VisitEvent.DISCHARGED, now - 60 - 40 * 24 * 60, "NOI"), now));
        assertThrows(Refusal.class, () -> new Charting(house, house.ngoai).open(id("A")));
    }

    @Test
    void of_two_merges_the_newer_stands_and_a_joined_visit_goes_where_the_other_goes() {
        twoPeople();
        send(joined("A", "OLD", "V", 5));
        send(joined("A", "V", "OLD", 4));
        assertEquals(List.of("J18", "R1", "R2", "V IN_PROGRESS 2"), seen("A"), "an older one changes nothing");
        send(moved("V", "A", "B", 6));
        assertEquals(List.of("J18", "R1", "V IN_PROGRESS 2", "W IN_PROGRESS 1"), seen("B"));
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> all().open(id("A"))).code());
        send(moved("V", "B", "A", 7));
        send(joined("A", "V", "OLD", 8));
        assertEquals(List.of("J18", "OLD IN_PROGRESS 2", "R1", "R2"), seen("A"), "the other way round");
    }

    @Test
    void a_merge_of_a_visit_nobody_knows_waits_and_one_that_comes_with_people_does_not() {
        twoPeople();
        Outcome waiting = send(joined("A", "V", "NEW", 5));
        assertEquals(Code.UNKNOWN_VISIT, waiting.code());
        Outcome account = send(new VisitsMerged(Talk.number("A"), Talk.at(5), "K1", "K2", false));
        assertEquals(Outcome.Kind.APPLIED, account.kind());
        assertTrue(
                account.remarks().toString().contains("account"),
                account.remarks().toString());
        send(Talk.visit("A", "NEW", VisitEvent.ADMITTED, 4, "NOI"));
        settle("A", "B");
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertTrue(seen("A").contains("NEW IN_PROGRESS 2"), seen("A").toString());
    }

    @Test
    void a_merge_of_people_and_its_undoing_leave_a_visit_with_the_number_it_was_given_to() {
        twoPeople();
        send(moved("V", "A", "B", 5));
        List<String> a = seen("A");
        List<String> b = seen("B");
        send(Talk.merge("B", "A", 6));
        assertEquals(3, all().chart(id("A")).encounters().size());
        send(Talk.unmerge("B", "A", 7));
        assertEquals(a, seen("A"));
        assertEquals(b, seen("B"));
    }

    @Test
    void a_number_given_to_another_person_takes_its_facts_along_as_a_link() {
        twoPeople();
        send(Talk.patient("X", 0, "Đặng Thị Ánh"), Talk.visit("X", "VX", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.merge("X", "A", 2));
        assertTrue(seen("A").contains("VX IN_PROGRESS 1"));
        send(new NumberMoved(Talk.number("B"), Talk.at(5), Talk.number("X"), Talk.number("A")));
        assertTrue(seen("B").contains("VX IN_PROGRESS 1"));
        assertEquals(List.of("J18", "OLD IN_PROGRESS 1", "R1", "R2", "V IN_PROGRESS 1"), seen("A"));
        send(new NumberMoved(Talk.number("A"), Talk.at(6), Talk.number("X"), Talk.number("B")));
        assertTrue(seen("A").contains("VX IN_PROGRESS 1"));
    }

    @Test
    void a_number_that_cannot_be_told_apart_or_is_of_a_third_person_waits() {
        twoPeople();
        send(Talk.patient("X", 0, "Đặng Thị Ánh"), Talk.patient("C", 0, "Lê Văn Cam"));
        send(Talk.merge("X", "A", 2));
        Outcome third = send(new NumberMoved(Talk.number("B"), Talk.at(5), Talk.number("X"), Talk.number("C")));
        assertEquals(Code.NOT_APPLICABLE, third.code());
        Outcome same = send(new NumberMoved(Talk.number("B"), Talk.at(5), Talk.number("A"), Talk.number("A")));
        assertEquals(Code.NOT_APPLICABLE, same.code());
        assertEquals(1, house.count("patient_link where active"));
    }
}
