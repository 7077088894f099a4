package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.core.chart.TreatmentPage;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.WorkingSet;

/** What is told of a visit beside orders and results: single facts, and whole visits that replace each other. */
class VisitFactsTest extends Sending {
    private static final String PERSON = "0000123";
    private static final String VISIT = "V1";

    @Test
    void a_newer_statement_replaces_and_an_older_one_only_fills_gaps() {
        send(Talk.patient(PERSON, 0, "Đặng Thị Ánh"));
        send(facts(2, medicine("M1", "Paracetamol 500mg", null)));
        send(facts(1, medicine("M1", "Paracetamol", "ngày 2 lần")));
        assertEquals("Paracetamol 500mg", medicines().getFirst().medicine().text());
        assertEquals("ngày 2 lần", medicines().getFirst().dose());
        send(facts(3, medicine("M1", "Ibuprofen", "ngày 1 lần")));
        assertEquals("Ibuprofen", medicines().getFirst().medicine().text());
        assertEquals(1, house.count("medication_order"));
    }

    @Test
    void facts_of_somebody_nobody_announced_wait_and_come_with_the_person() {
        assertEquals(
                Outcome.Kind.PARKED,
                send(facts(1, medicine("M1", "Paracetamol", null))).kind());
        assertEquals(0, house.count("medication_order"));
        settle(PERSON);
        assertEquals(1, house.count("medication_order"));
    }

    @Test
    void what_a_whole_visit_does_not_tell_any_more_is_taken_back_and_may_be_told_again() {
        send(whole(1, "M1", "M2"));
        send(whole(2, "M2", "M3"));
        assertEquals(Set.of("M2", "M3"), told());
        assertEquals(1, house.count("medication_order where status = 'ENTERED_IN_ERROR'"));
        assertEquals(1, house.count("diagnostic_report where status = 'ENTERED_IN_ERROR'"));
        assertEquals(1, house.count("condition where not active"));
        send(whole(3, "M1"));
        assertEquals(Set.of("M1"), told());
        assertEquals(1, house.count("diagnostic_report where status = 'FINAL'"));
        assertEquals(1, house.count("condition where active"));
    }

    @Test
    void whole_visits_end_alike_in_every_order_of_arrival() {
        Random random = new Random(20261121);
        for (int round = 0; round < 20; round++) {
            List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4));
            Collections.shuffle(order, random);
            String visit = "V" + round;
            order.forEach(minute -> send(wholeOf(visit, minute, "M" + minute, "M" + minute + 1)));
            assertEquals(Set.of("M4", "M41"), told(visit), () -> "in the order " + order);
        }
    }

    @Test
    void another_visit_and_another_system_keep_what_they_told() {
        send(whole(1, "M1"));
        send(wholeOf("V2", 2, "M2"));
        assertEquals(Set.of("M1"), told());
        assertEquals(Set.of("M2"), told("V2"));
        assertEquals(2, house.count("diagnostic_report where status = 'FINAL'"));
    }

    @Test
    void a_card_is_kept_once_and_its_number_is_hidden_on_the_page() {
        send(Talk.patient(PERSON, 0, "Đặng Thị Ánh"), Talk.visit(PERSON, VISIT, VisitEvent.ADMITTED, 0, "NOI"));
        Coverage.Details card = new Coverage.Details("DN4790000000001", null, null, "79001", null, "K1");
        send(new CoverageStated(Talk.number(PERSON), Talk.at(1), VISIT, "DN4790000000001@", card));
        send(new CoverageStated(Talk.number(PERSON), Talk.at(2), VISIT, "DN4790000000001@", card));
        assertEquals(1, house.count("coverage"));
        assertTrue(treatment().cards().items().getFirst().details().number().endsWith("•001"));
    }

    @Test
    void a_paper_shows_its_fields_in_order_with_identity_numbers_hidden() {
        send(Talk.patient(PERSON, 0, "Đặng Thị Ánh"), Talk.visit(PERSON, VISIT, VisitEvent.ADMITTED, 0, "NOI"));
        List<NamedValue> fields =
                List.of(new NamedValue("SO_CCCD", "001158000001"), new NamedValue("CHAN_DOAN_RV", "Viêm phổi thùy"));
        send(facts(
                1,
                new StatedFact(
                        "XML7",
                        new Paper.Details(
                                Paper.Status.CURRENT,
                                Paper.Form.DISCHARGE,
                                "12/RV",
                                Talk.time(1),
                                "0001/GPHN",
                                fields))));
        Paper.Details shown = treatment().papers().items().getFirst().details();
        assertEquals("•••••••••001", shown.fields().getFirst().value());
        assertEquals("Viêm phổi thùy", shown.fields().getLast().value());
        assertEquals(1, house.count("revision where content::text like '%001158000001%'"));
    }

    @Test
    void services_and_notes_are_filed_with_the_visit_they_name() {
        send(Talk.patient(PERSON, 0, "Đặng Thị Ánh"), Talk.visit(PERSON, VISIT, VisitEvent.ADMITTED, 0, "NOI"));
        send(facts(1, service("S1"), note("N1")));
        TreatmentPage.Treatment page = treatment();
        assertEquals(
                "Siêu âm ổ bụng",
                page.procedures().items().getFirst().details().code().text());
        assertEquals("Bệnh tỉnh", page.notes().items().getFirst().details().text());
        assertEquals(VISIT, page.notes().items().getFirst().visitNumber());
        assertEquals(0, house.count("procedure where encounter_id is null"));
        send(new FactsStated(Talk.number(PERSON), Talk.at(2), null, List.of(note("N2"))));
        assertNull(treatment().notes().items().stream()
                .filter(n -> n.encounterId() == null)
                .findFirst()
                .orElseThrow()
                .visitNumber());
    }

    private static FactsStated facts(int minute, StatedFact... facts) {
        return new FactsStated(Talk.number(PERSON), Talk.at(minute), VISIT, List.of(facts));
    }

    private static StatedFact medicine(String key, String name, String dose) {
        return new StatedFact(
                key,
                new MedicationOrder.Details(
                        MedicationOrder.Status.ACTIVE,
                        null,
                        new Coded("40.1", "", name),
                        "500mg",
                        null,
                        null,
                        null,
                        dose,
                        null,
                        new BigDecimal("2.000"),
                        "viên",
                        Talk.time(0),
                        null,
                        null,
                        "NOI",
                        List.of(),
                        List.of()));
    }

    private static StatedFact service(String key) {
        return new StatedFact(
                key,
                new Procedure.Details(
                        Procedure.Status.COMPLETED,
                        null,
                        new Coded("18.0001", "", "Siêu âm ổ bụng"),
                        BigDecimal.ONE,
                        "lần",
                        Talk.time(0),
                        Talk.time(1),
                        null,
                        null,
                        List.of(),
                        "NOI",
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()));
    }

    private static StatedFact note(String key) {
        return new StatedFact(
                key,
                new ClinicalNote.Details(
                        ClinicalNote.Status.CURRENT,
                        Talk.time(1),
                        List.of(),
                        "Bệnh tỉnh",
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()));
    }

    private static Notice[] whole(int minute, String... keys) {
        return wholeOf(VISIT, minute, keys);
    }

    /** A visit told as a whole: its summary, and a medicine, a diagnosis and a result under each key. */
    private static Notice[] wholeOf(String visit, int minute, String... keys) {
        List<StatedFact> facts = new ArrayList<>();
        facts.add(new StatedFact(
                "XML1",
                new Paper.Details(
                        Paper.Status.CURRENT, Paper.Form.VISIT_SUMMARY, visit, Talk.time(0), null, List.of())));
        List<Notice> all = new ArrayList<>();
        all.add(Talk.patient(PERSON, 0, "Đặng Thị Ánh"));
        all.add(Talk.visit(PERSON, visit, VisitEvent.ADMITTED, 0, "NOI"));
        List<StatedCondition> conditions = new ArrayList<>();
        for (String key : keys) {
            facts.add(medicine(key, "Thuốc " + key, null));
            conditions.add(new StatedCondition(key, new Coded("J18.9", "ICD10", key), "secondary", true, null));
            all.add(Talk.ofVisit(
                    Talk.report(PERSON, visit + "|" + key, minute, ResultStatus.FINAL, "GLU", "5.0"), visit));
        }
        all.add(new FactsStated(Talk.number(PERSON), Talk.at(minute), visit, facts));
        all.add(new ConditionsStated(Talk.number(PERSON), Talk.at(minute), visit, conditions));
        Set<String> told = Set.of(keys);
        all.add(new WholeVisitStated(
                Talk.number(PERSON),
                Talk.at(minute),
                visit,
                Map.of(
                        NounKind.PAPER,
                        Set.of("XML1"),
                        NounKind.MEDICATION_ORDER,
                        told,
                        NounKind.CONDITION,
                        told,
                        NounKind.DIAGNOSTIC_REPORT,
                        told.stream().map(k -> visit + "|" + k).collect(Collectors.toSet()))));
        return all.toArray(Notice[]::new);
    }

    private Set<String> told() {
        return told(VISIT);
    }

    /** The keys of the medicines that stand; those of results and diagnoses must be the same. */
    private Set<String> told(String visit) {
        Set<String> medicines = keys(
                "select order_key as key from medication_order where visit_number = ? and status <> 'ENTERED_IN_ERROR'",
                visit);
        assertEquals(
                medicines,
                keys(
                        "select substr(report_key, length(?) + 2) as key from diagnostic_report where status = 'FINAL' and report_key like ? || '|%'",
                        visit, visit));
        assertEquals(
                medicines,
                keys(
                        "select substr(condition_key, length(?) + 2) as key from condition where active and condition_key like ? || '|%'",
                        visit, visit));
        return medicines;
    }

    private Set<String> keys(String sql, Object... parameters) {
        return new TreeSet<>(house.database.query(sql, row -> row.text("key"), parameters));
    }

    private List<MedicationOrder.Details> medicines() {
        return house.database.inTransaction(tx -> new WorkingSet(tx, house.tenant)
                .draft().find(Lookup.factsOf(NounKind.MEDICATION_ORDER, house.source.id, VISIT)).stream()
                        .map(n -> ((MedicationOrder) n).details())
                        .toList());
    }

    private TreatmentPage.Treatment treatment() {
        Charting charting = new Charting(house, house.noi);
        return charting.pages().treatment(charting.open(id(PERSON)));
    }
}
