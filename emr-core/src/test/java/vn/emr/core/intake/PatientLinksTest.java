package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.PatientLinks.Decision;
import vn.emr.core.intake.PatientLinks.Seen;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Sex;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.House;

/** What people decide about who is who: links only, taken back exactly, and never two decisions on one sight. */
class PatientLinksTest {
    private static final List<String> FACTS = List.of(
            "patient",
            "patient_identifier",
            "encounter",
            "department_stay",
            "record_folder",
            "diagnostic_report",
            "observation");

    private House house;
    private PatientLinks links;
    private Inbox inbox;
    private Decision decision;

    @BeforeEach
    void open() {
        house = new House();
        links = new PatientLinks(
                house.database, house.records, new AuditTrail(house.database), house.intake, Clock.systemUTC());
        inbox = house.inbox(List.of(new Spoken()));
        Actor clerk = new Actor(ActorKind.PERSON, Ids.next(), "luutru.mau", "RECORDS_CLERK", null, null, null);
        decision = new Decision(clerk, house.tenant, house.facility, "cùng một người, đã xem giấy tờ");
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), HistoryCheck.differences(house.database));
        assertEquals(List.of(), HistoryCheck.brokenCommits(house.database));
        assertEquals(0, HistoryCheck.untraced(house.database));
        house.close();
    }

    /** Reads again what was said in words kept aside: the bytes of a test message only name it. */
    private final class Spoken implements Translator {
        @Override
        public String format() {
            return "test";
        }

        @Override
        public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
            int which = Integer.parseInt(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            return Talk.message(house.source, "m" + which, "" + which, spoken.get(which));
        }
    }

    private final List<Notice[]> spoken = new ArrayList<>();

    private Outcome send(Notice... notices) {
        spoken.add(notices);
        int which = spoken.size() - 1;
        return inbox.receive(Talk.message(house.source, "m" + which, "" + which, notices))
                .toCompletableFuture()
                .join();
    }

    private Outcome file(UUID message, int attempts, UUID patient, boolean remember) {
        return inbox.fileUnder(links, decision, message, attempts, patient, remember)
                .toCompletableFuture()
                .join();
    }

    private Seen seen(String number) {
        return house.database
                .first("""
                        select p.patient_id, p.version from patient p join patient_identifier i on i.patient_id = p.patient_id
                        where i.value = ? order by p.patient_id limit 1
                        """, r -> new Seen(r.uuid("patient_id"), r.integer("version")), number)
                .orElseThrow();
    }

    private List<UUID> chart(UUID patient) {
        return house.database.query(
                "select p from link_set(?, ?) p order by 1", r -> r.uuid("p"), house.tenant, patient);
    }

    private int linkVersion(UUID patient) {
        return house.database
                .first("select version from patient_link where patient_id = ?", r -> r.integer("version"), patient)
                .orElseThrow();
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

    private List<UUID> reportsOf(UUID patient) {
        return house.database.query(
                "select report_id from diagnostic_report where patient_id in (select link_set(?, ?)) order by 1",
                r -> r.uuid("report_id"),
                house.tenant,
                patient);
    }

    private static Code code(Runnable act) {
        return assertThrows(Refusal.class, act::run).code();
    }

    private void twoPeople() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V1", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.patient("B", 0, "Đặng Thị Ánh"), Talk.report("B", "R1", 2, ResultStatus.FINAL, "K", "4.1"));
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
        return ofPerson(new PatientRef(List.of()), r);
    }

    private static ReportStated ofPerson(PatientRef who, ReportStated r) {
        return new ReportStated(
                who,
                r.stated(),
                r.visitNumber(),
                r.reportKey(),
                r.placerNumber(),
                r.fillerNumber(),
                r.category(),
                r.code(),
                r.status(),
                r.effective(),
                r.issued(),
                r.performer(),
                r.specimen(),
                r.observations(),
                r.documents(),
                r.notes());
    }

    @Test
    void numbers_of_two_people_are_filed_under_the_one_a_person_chose_and_stay_with_their_owners() {
        twoPeople();
        PatientRef both = new PatientRef(List.of(Notice.patientNumber("BV", "A"), Notice.patientNumber("BV", "B")));
        ReportStated r = Talk.report("?", "R7", 1, ResultStatus.FINAL, "K", "4.1");
        Outcome parked = send(ofPerson(both, r));
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
        Outcome parked = send(ofPerson(card, r));
        assertEquals(
                Outcome.Kind.APPLIED,
                file(parked.inboundId(), 1, seen("A").patientId(), true).kind());
        assertEquals(1, house.count("patient_identifier where kind = 'INSURANCE_CARD' and active"));
    }
}
