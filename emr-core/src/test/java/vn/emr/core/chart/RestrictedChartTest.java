package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Mask;
import vn.emr.core.movements.MovementForm;
import vn.emr.core.movements.VisitMovements;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.core.restriction.LabelForm;
import vn.emr.core.testing.Role;

/** What a label hides is on no page, in no count and behind no address. */
class RestrictedChartTest extends LabelledChart {
    @Test
    void a_restricted_diagnosis_is_nowhere_and_takes_the_free_texts_of_its_visit_along() throws Exception {
        condition("B20.1", SECRET, visit);
        condition("J18", "Viêm phổi", visit);
        note(visit, SECRET);
        paper(visit, SECRET);
        medicine(visit, "Paracetamol", SECRET);
        order("SH", "Sinh hóa máu", SECRET);
        Charts.Chart chart = charts.chart(open(), patient);
        assertEquals(
                List.of("J18"), chart.conditions().stream().map(c -> c.code()).toList());
        assertEquals(null, chart.encounters().getFirst().reason(), "the reason of the visit may tell it");
        assertNothingIsSaid();
        assertEquals(
                Set.of(new Mask("CONDITION", null, null)),
                Set.copyOf(chart.restricted()).stream()
                        .filter(m -> m.part().equals("CONDITION"))
                        .collect(Collectors.toSet()),
                "of HIV not even the kind is said");
        assertEquals(1, audited("MASK"), "that something was hidden is traced");
        assertEquals(1, charts.treatment(open()).medications().items().size());
    }

    @Test
    void a_restricted_test_hides_its_report_values_order_and_documents_and_is_not_counted() throws Exception {
        Observation value = value(1, "L77", null, "ST", SECRET, null, ResultStatus.FINAL);
        Observation hiv = new Observation(
                2,
                "L78|null",
                new Coded("L78", "L", "Anti-HIV miễn dịch"),
                null,
                null,
                "ST",
                null,
                null,
                SECRET,
                null,
                null,
                null,
                null,
                null,
                null,
                "A",
                ResultStatus.FINAL,
                TimePoint.at(now),
                now,
                null,
                null,
                List.of());
        var report = report("TP", "F-1", null, ResultStatus.FINAL, value, hiv);
        HOSPITAL.commit(report);
        order("HIV01", "Xét nghiệm", SECRET);
        HOSPITAL.report(patient, now, "5.0", "N");
        assertNothingIsSaid();
        assertEquals(1, charts.chart(open(), patient).reports().size());
        assertEquals(1, charts.laboratory(open(), 365).dates().size());
        Refusal gone = assertThrows(Refusal.class, () -> access.report(open(), report.id()));
        assertEquals(Code.NOT_FOUND, gone.code());
        assertThrows(Refusal.class, () -> charts.report(open(), report.id()));
    }

    @Test
    void every_report_names_its_tests_by_which_labels_find_it() {
        HOSPITAL.commit(report(
                "TP",
                "F-9",
                null,
                ResultStatus.FINAL,
                value(1, "L9", null, "ST", "x", null, ResultStatus.FINAL),
                value(2, "L7", null, "ST", "y", null, ResultStatus.FINAL),
                value(3, "L9", "2", "ST", "z", null, ResultStatus.FINAL)));
        HOSPITAL.report(patient, now, "5.0", "N");
        assertEquals(List.of(), HOSPITAL.database.query("""
                        select d.names from diagnostic_report d
                        where d.names is distinct from
                              (select string_agg(distinct concat_ws(' ', o.code, o.code_text) collate "C", E'\\n'
                                                 order by concat_ws(' ', o.code, o.code_text) collate "C")
                               from observation o where o.tenant_id = d.tenant_id and o.patient_id = d.patient_id
                                                    and o.report_id = d.report_id)
                        """, row -> String.valueOf(row.text("names"))));
    }

    @Test
    void a_restricted_department_hides_its_whole_visits_and_the_chart_says_the_kind_where_it_may_be_said()
            throws Exception {
        UUID closed = HOSPITAL.department("TT" + Ids.next());
        String code = HOSPITAL.database
                .first("select code from department where id = ?", row -> row.text("code"), closed)
                .orElseThrow();
        UUID there = HOSPITAL.stay(patient, closed, now, now, false);
        condition("J18", SECRET, there);
        make(new LabelForm(
                "WARD0",
                "Khoa kín",
                "Closed ward",
                true,
                true,
                null,
                null,
                List.of(code),
                null,
                null,
                true,
                null,
                null));
        Charts.Chart chart = charts.chart(open(), patient);
        assertEquals(1, chart.encounters().size());
        assertNothingIsSaid();
        assertTrue(chart.restricted().contains(new Mask("ENCOUNTER", "Khoa kín", "Closed ward")));
        PatientSearch search = new PatientSearch(HOSPITAL.database);
        Caller clerk = HOSPITAL.caller(Role.DIRECTOR);
        PatientSearch.Asked asked = new PatientSearch.Asked("", null, 100, closed, null);
        assertEquals(
                List.of(),
                search.page(lists.search(clerk, clerk.purpose(), null), asked).patients(),
                "nobody lies there");
    }

    private int audited(String kind) {
        return HOSPITAL.database
                .first(
                        "select count(distinct object_id)::int as n from audit_event where kind = ? and patient_id = ?",
                        row -> row.integer("n"),
                        kind,
                        patient)
                .orElseThrow();
    }

    @Test
    void why_somebody_was_moved_is_not_told_of_a_visit_that_a_label_hides_and_is_not_written_over() throws Exception {
        VisitMovements movements =
                new VisitMovements(access, charts, HOSPITAL.database, HOSPITAL.records, Clock.systemUTC());
        Caller doctor = HOSPITAL.caller(Role.DOCTOR, ward);
        MovementForm bed =
                new MovementForm(MovementList.Event.PLACED, Instant.now(), null, "P5", "G5", SECRET, null, null, null);
        MovementList.Line said = movements.say(doctor, open(), visit, new VisitMovements.New(Ids.next(), bed));
        assertEquals(SECRET, said.reason());
        assertTrue(
                charts.chart(open(), patient).encounters().getFirst().movable().correct());
        condition("B20.1", SECRET, visit);
        EncounterList.Visit shown = charts.chart(open(), patient).encounters().getFirst();
        assertEquals("G5", shown.movements().getFirst().bed());
        assertNull(shown.movements().getFirst().reason());
        assertFalse(shown.movable().correct());
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> movements.change(
                        doctor, open(), visit, said.key(), new VisitMovements.Change(1, "Nhầm giường", bed)));
        assertEquals(Code.FORBIDDEN, refusal.code());
        assertNothingIsSaid();
    }
}
