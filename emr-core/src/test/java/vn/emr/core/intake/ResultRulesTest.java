package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.intake.Outcome.Kind.APPLIED;
import static vn.emr.core.intake.Outcome.Kind.PARKED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.StatedObservation.Said;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ResultStatus;

/** What result statements do to each other, in the order sent and in every other order, on the real store. */
class ResultRulesTest extends Sending {
    private int reports;

    @BeforeEach
    void patientA() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
    }

    private Outcome again(Outcome parked, Code confirmed) {
        return inbox.applyAgain(parked.inboundId(), "test", confirmed)
                .toCompletableFuture()
                .join();
    }

    private static ReportStated glucose(int minute, ResultStatus status, String value) {
        return Talk.report("A", "R", minute, status, "GLU", value);
    }

    private static ReportStated nothing(int minute, ResultStatus status, Said said) {
        return Talk.withoutValue("A", "R", minute, status, "GLU", said);
    }

    /** {@code 5.0 FINAL}, the one value of the report. */
    private String now() {
        return now("R");
    }

    private String now(String report) {
        return house.database.first("""
                        select coalesce(trim_scale(o.number)::text, '-') || ' ' || o.status as now
                        from observation o join diagnostic_report d using (tenant_id, patient_id, report_id)
                        where d.report_key = ?
                        """, row -> row.text("now"), report).orElseThrow();
    }

    /** Each order with a report of its own. */
    private void inEveryOrder(String expected, ReportStated... statements) {
        for (List<ReportStated> order : orders(List.of(statements))) {
            String report = "R" + ++reports;
            order.forEach(statement -> send(Talk.as(statement, report)));
            assertEquals(expected, now(report), () -> "in the order " + order);
        }
    }

    private static List<List<ReportStated>> orders(List<ReportStated> all) {
        if (all.size() < 2) {
            return List.of(all);
        }
        List<List<ReportStated>> orders = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<ReportStated> rest = new ArrayList<>(all);
            ReportStated first = rest.remove(i);
            for (List<ReportStated> order : orders(rest)) {
                List<ReportStated> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    @Test
    void a_status_walk_from_preliminary_to_withdrawn_and_back_ends_alike_in_every_order() {
        inEveryOrder(
                "7 FINAL",
                glucose(5, ResultStatus.PRELIMINARY, "4.0"),
                glucose(6, ResultStatus.FINAL, "5.0"),
                glucose(8, ResultStatus.ENTERED_IN_ERROR, "5.0"),
                glucose(9, ResultStatus.FINAL, "7.0"));
    }

    @Test
    void a_settling_statement_gives_its_status_to_the_value_known_before_it_in_every_order() {
        inEveryOrder(
                "4.5 FINAL",
                glucose(5, ResultStatus.PRELIMINARY, "4.0"),
                glucose(6, ResultStatus.PRELIMINARY, "4.5"),
                nothing(7, ResultStatus.FINAL, Said.SETTLED));
    }

    @Test
    void a_settling_statement_never_brings_back_what_was_withdrawn_and_changes_no_correction() {
        inEveryOrder(
                "5 ENTERED_IN_ERROR",
                glucose(5, ResultStatus.FINAL, "5.0"),
                glucose(6, ResultStatus.ENTERED_IN_ERROR, "5.0"),
                nothing(7, ResultStatus.FINAL, Said.SETTLED));
        inEveryOrder(
                "6 CORRECTED",
                glucose(5, ResultStatus.FINAL, "5.0"),
                glucose(6, ResultStatus.CORRECTED, "6.0"),
                nothing(7, ResultStatus.FINAL, Said.SETTLED));
    }

    @Test
    void of_a_final_and_a_correction_at_the_same_time_the_correction_stands() {
        inEveryOrder("6 CORRECTED", glucose(5, ResultStatus.FINAL, "5.0"), glucose(5, ResultStatus.CORRECTED, "6.0"));
    }

    @Test
    void a_result_that_cannot_be_obtained_needs_no_value() {
        inEveryOrder(
                "- CANCELLED", glucose(5, ResultStatus.FINAL, "5.0"), nothing(6, ResultStatus.CANCELLED, Said.VALUE));
    }

    @Test
    void an_empty_value_over_a_final_one_is_held_until_a_person_confirms_just_that() {
        send(glucose(5, ResultStatus.FINAL, "5.0"));
        for (Said said : List.of(Said.NOTHING, Said.EMPTIED)) {
            Outcome held = send(nothing(said == Said.NOTHING ? 6 : 7, ResultStatus.FINAL, said));
            assertEquals(PARKED, held.kind());
            assertEquals(Code.EMPTY_OVER_FINAL, held.code());
            assertEquals("5 FINAL", now());
            assertEquals(PARKED, again(held, null).kind(), "applying again alone confirms nothing");
            assertEquals(PARKED, again(held, Code.DAMAGED_DOCUMENT).kind());
            if (said == Said.EMPTIED) {
                assertEquals(APPLIED, again(held, Code.EMPTY_OVER_FINAL).kind());
            }
        }
        assertEquals("- FINAL", now());
        assertEquals(2, house.count("revision where kind = 'DIAGNOSTIC_REPORT'"), "the value stays in history");
    }

    @Test
    void a_correction_to_nothing_is_held_and_an_older_empty_value_is_only_old() {
        send(glucose(5, ResultStatus.FINAL, "5.0"));
        assertEquals(
                Code.EMPTY_OVER_FINAL,
                send(nothing(6, ResultStatus.CORRECTED, Said.NOTHING)).code());
        assertEquals(APPLIED, send(nothing(4, ResultStatus.FINAL, Said.NOTHING)).kind());
        assertEquals("5 FINAL", now());
    }

    @Test
    void a_final_one_that_comes_after_the_empty_one_is_shown() {
        send(nothing(6, ResultStatus.FINAL, Said.NOTHING));
        send(glucose(5, ResultStatus.FINAL, "5.0"));
        assertEquals("5 FINAL", now());
    }

    @Test
    void an_explicitly_emptied_preliminary_value_is_empty_and_one_not_said_stays() {
        send(glucose(5, ResultStatus.PRELIMINARY, "5.0"));
        send(nothing(6, ResultStatus.PRELIMINARY, Said.NOTHING));
        assertEquals("5 PRELIMINARY", now());
        send(nothing(7, ResultStatus.PRELIMINARY, Said.EMPTIED));
        assertEquals("- PRELIMINARY", now());
    }

    @Test
    void the_same_code_of_two_specimens_is_two_values_and_a_correction_names_its_own() {
        send(of("S1", 5, ResultStatus.FINAL, "5.0"), of("S2", 5, ResultStatus.FINAL, "9.0"));
        send(of("S2", 6, ResultStatus.CORRECTED, "9.5"));
        assertEquals(1, house.count("observation where number = 5.0 and status = 'FINAL'"));
        assertEquals(1, house.count("observation where number = 9.5 and status = 'CORRECTED'"));
        assertEquals(2, house.count("observation"));
    }

    @Test
    void a_correction_that_leaves_the_specimen_out_means_the_only_one_there_is() {
        send(of("S1", 5, ResultStatus.FINAL, "5.0"));
        send(of(null, 6, ResultStatus.CORRECTED, "6.0"));
        assertEquals("6 CORRECTED", now());
    }

    private static ReportStated of(String specimen, int minute, ResultStatus status, String value) {
        StatedObservation v = Talk.value("GLU", value, status);
        StatedObservation named = new StatedObservation(
                v.key(),
                v.code(),
                v.subId(),
                specimen,
                v.valueType(),
                v.said(),
                v.number(),
                v.comparator(),
                v.text(),
                v.coded(),
                v.furtherAnswers(),
                v.unit(),
                v.rangeText(),
                v.rangeLow(),
                v.rangeHigh(),
                v.flag(),
                v.status(),
                v.observed(),
                v.notes());
        return Talk.with(Talk.report("A", "R", minute, status), List.of(named), List.of());
    }

    @Test
    void a_document_is_taken_back_by_its_value_alone_whichever_comes_first() {
        ReportStated pdf = document(5, false);
        ReportStated wrong = Talk.withoutValue("A", "R", 6, ResultStatus.ENTERED_IN_ERROR, "PDF", Said.VALUE);
        for (List<ReportStated> order : orders(List.of(pdf, wrong))) {
            String report = "R" + ++reports;
            order.forEach(statement -> send(Talk.as(statement, report)));
        }
        assertEquals(2, house.count("clinical_document where status = 'ENTERED_IN_ERROR'"));
        assertEquals(2, house.count("clinical_document"));
    }

    @Test
    void a_damaged_document_is_kept_with_its_message_and_filed_when_a_person_confirms_it() {
        Outcome held = send(document(5, true));
        assertEquals(Code.DAMAGED_DOCUMENT, held.code());
        assertEquals(0, house.count("clinical_document"));
        assertEquals(1, house.count("parked where state = 'WAITING'"));
        assertEquals(APPLIED, again(held, Code.DAMAGED_DOCUMENT).kind());
        assertEquals(1, house.count("revision where content->>'damaged' = 'true'"));
        assertTrue(house.count("parked where state = 'WAITING'") == 0);
    }

    private static ReportStated document(int minute, boolean damaged) {
        StatedDocument pdf = new StatedDocument(
                "PDF|",
                new Coded("PDF", "L", "Phiếu"),
                "Phiếu",
                "application/pdf",
                "%PDF-1.4".getBytes(StandardCharsets.UTF_8),
                ResultStatus.FINAL,
                null,
                damaged);
        return Talk.with(Talk.report("A", "R", minute, ResultStatus.FINAL), List.of(), List.of(pdf));
    }
}
