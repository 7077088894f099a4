package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.PatientLinks.Decision;
import vn.emr.core.intake.PatientLinks.Seen;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Sex;

/** What people decide about who is who: links only, taken back exactly, and never two decisions on one sight. */
class PatientLinksTest extends Deciding {
    private static final List<String> FACTS = List.of(
            "patient",
            "patient_identifier",
            "encounter",
            "department_stay",
            "record_folder",
            "diagnostic_report",
            "observation");

    private List<UUID> chart(UUID patient) {
        return house.database.query(
                "select p from link_set(?, ?) p order by 1", r -> r.uuid("p"), house.tenant, patient);
    }

    /** Every row of the record but the links. */
    private List<String> facts() {
        List<String> rows = new ArrayList<>();
        for (String table : FACTS) {
            rows.addAll(
                    house.database.query("select x::text as row from " + table + " x order by 1", r -> r.text("row")));
        }
        return rows;
    }

    @Test
    void merge_and_unmerge_leave_every_fact_where_it_was_and_every_chart_as_it_was() {
        twoPeople();
        UUID a = seen("A").patientId();
        UUID b = seen("B").patientId();
        List<String> before = facts();
        links.merge(decision, seen("B"), seen("A"));
        assertEquals(2, chart(a).size());
        assertEquals(chart(a), chart(b));
        assertEquals(1, reportsOf(a).size());
        assertEquals(before, facts());
        links.unmerge(decision, b, linkVersion(b));
        assertEquals(List.of(a), chart(a));
        assertEquals(List.of(b), chart(b));
        assertEquals(List.of(), reportsOf(a));
        assertEquals(before, facts());
    }

    @Test
    void results_that_came_while_two_were_merged_go_back_with_the_number_they_came_for() {
        twoPeople();
        UUID a = seen("A").patientId();
        UUID b = seen("B").patientId();
        links.merge(decision, seen("B"), seen("A"));
        send(Talk.report("B", "R2", 3, ResultStatus.FINAL, "NA", "4.9"));
        send(Talk.report("A", "R3", 3, ResultStatus.FINAL, "CL", "5.0"));
        assertEquals(3, reportsOf(a).size());
        links.unmerge(decision, b, linkVersion(b));
        assertEquals(1, reportsOf(a).size());
        assertEquals(2, reportsOf(b).size());
    }

    @Test
    void an_old_statement_of_the_merge_that_comes_again_does_not_undo_the_persons_unmerge() {
        twoPeople();
        UUID b = seen("B").patientId();
        send(Talk.merge("B", "A", 5));
        links.unmerge(decision, b, linkVersion(b));
        send(Talk.merge("B", "A", 6));
        assertEquals(List.of(b), chart(b));
    }

    @Test
    void after_a_merge_a_message_with_both_numbers_finds_the_one_person() {
        twoPeople();
        PatientRef both = new PatientRef(List.of(Notice.patientNumber("BV", "A"), Notice.patientNumber("BV", "B")));
        assertEquals(
                Code.AMBIGUOUS_PATIENT,
                send(Talk.patient(both, 7, Talk.named("Đặng Thị Ánh"))).code());
        links.merge(decision, seen("B"), seen("A"));
        assertEquals(
                Outcome.Kind.APPLIED,
                send(Talk.patient(both, 8, Talk.named("Đặng Thị Ánh"))).kind());
    }

    @Test
    void of_two_clerks_at_one_pair_one_decides_and_the_other_is_told_to_look_again() {
        twoPeople();
        Seen a = seen("A");
        Seen b = seen("B");
        CyclicBarrier together = new CyclicBarrier(2);
        List<CompletableFuture<String>> clerks = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        together.await();
                        links.merge(decision, i == 0 ? a : b, i == 0 ? b : a);
                        return "merged";
                    } catch (Refusal refusal) {
                        return refusal.code().name();
                    } catch (Exception e) {
                        return e.toString();
                    }
                }))
                .toList();
        assertEquals(
                Set.of("merged", "CONFLICT"),
                Set.copyOf(clerks.stream().map(CompletableFuture::join).toList()));
        assertEquals(1, house.count("patient_link where active"));
    }

    @Test
    void a_decision_on_something_that_changed_meanwhile_is_refused() {
        twoPeople();
        Seen a = seen("A");
        Seen b = seen("B");
        send(Talk.patient(Talk.number("B"), 5, Talk.demographics("Đặng Thị Ánh", "1958", Sex.FEMALE, Set.of())));
        assertEquals(Code.CONFLICT, code(() -> links.merge(decision, b, a)));
        links.merge(decision, seen("B"), a);
        int version = linkVersion(b.patientId());
        assertEquals(Code.CONFLICT, code(() -> links.merge(decision, seen("B"), a)));
        assertEquals(Code.CONFLICT, code(() -> links.distinct(decision, a.patientId(), b.patientId())));
        assertEquals(Code.CONFLICT, code(() -> links.unmerge(decision, b.patientId(), version + 1)));
        links.unmerge(decision, b.patientId(), version);
        assertEquals(Code.CONFLICT, code(() -> links.unmerge(decision, b.patientId(), version)));
    }

    @Test
    void a_decision_needs_a_reason_and_two_people() {
        twoPeople();
        Decision silent = new Decision(decision.who(), house.tenant, house.facility, " \n ");
        assertEquals(Code.MALFORMED_FIELD, code(() -> links.merge(silent, seen("B"), seen("A"))));
        assertEquals(Code.MALFORMED_FIELD, code(() -> links.merge(decision, seen("A"), seen("A"))));
        assertEquals(Code.NOT_FOUND, code(() -> links.merge(decision, new Seen(Ids.next(), 1), seen("A"))));
    }

    @Test
    void who_merged_and_why_stands_in_history_and_trace() {
        twoPeople();
        links.merge(decision, seen("B"), seen("A"));
        assertEquals(
                List.of("PERSON luutru.mau cùng một người, đã xem giấy tờ"),
                house.database.query(
                        "select actor_kind || ' ' || actor_name || ' ' || why as who from record_commit where actor_kind = 'PERSON'",
                        r -> r.text("who")));
        assertEquals(1, house.count("audit_event where kind = 'MERGE' and actor_kind = 'PERSON'"));
        links.unmerge(decision, seen("B").patientId(), 1);
        assertEquals(2, house.count("audit_event where kind = 'MERGE' and actor_kind = 'PERSON'"));
        assertEquals(2, house.count("audit_event where kind = 'DISTINCT'"));
    }
}
