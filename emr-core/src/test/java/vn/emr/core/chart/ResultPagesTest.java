package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ParentResult;
import vn.emr.core.record.ResultStatus;

/** How results are shown: organisms with their susceptibilities, and one row for a unit in two writings. */
class ResultPagesTest extends AtTheBedside {
    @Test
    void a_culture_shows_the_susceptibilities_of_each_organism_whichever_came_first() {
        DiagnosticReport culture = report(
                "CAY",
                "F1",
                null,
                ResultStatus.FINAL,
                value(1, "VK", "1", "CWE", "Escherichia coli", null, ResultStatus.FINAL),
                value(2, "VK", "2", "CWE", "Klebsiella", null, ResultStatus.FINAL));
        Observation ampicillin = value(1, "AMP", null, "NM", "32", "mg/L", ResultStatus.FINAL);
        DiagnosticReport first =
                report("KSD", "F1", new ParentResult(null, "F1", "VK", "1", "E. coli"), ResultStatus.FINAL, ampicillin);
        DiagnosticReport second =
                report("KSD", "F2", new ParentResult(null, "F1", "VK", "2", null), ResultStatus.FINAL, ampicillin);
        List<DiagnosticReport> order = List.of(second, culture, first);
        HOSPITAL.commit(second);
        assertNull(charts.report(open(), second.id()).parent(), "not there yet, and the child is shown by itself");
        order.stream().skip(1).forEach(HOSPITAL::commit);

        ReportPage.Full page = charts.report(open(), culture.id());
        assertEquals(
                List.of("Escherichia coli", "Klebsiella"),
                page.children().stream().map(ReportPage.Child::of).sorted().toList());
        assertEquals("32", page.children().getFirst().observations().getFirst().text());
        assertEquals(culture.id(), charts.report(open(), first.id()).parent().reportId());
        assertEquals(culture.id(), charts.report(open(), second.id()).parent().reportId());
        assertEquals(List.of(), charts.report(open(), first.id()).children(), "a sister is no child");
    }

    @Test
    void two_writings_of_a_unit_are_one_row_and_the_unit_stays_as_sent() {
        HOSPITAL.commit(
                report(
                        "CTM",
                        "F6",
                        null,
                        ResultStatus.FINAL,
                        value(1, "WBC", null, "NM", "7", "G/L", ResultStatus.FINAL)),
                report(
                        "CTM",
                        "F7",
                        null,
                        ResultStatus.FINAL,
                        value(1, "WBC", null, "NM", "8", "x 10^9/L", ResultStatus.FINAL)));
        LaboratoryGrid.Grid grid = charts.laboratory(open(), 30);
        assertEquals(1, grid.rows().size());
        assertEquals("10*9/L", grid.rows().getFirst().ucum());
        assertTrue(List.of("G/L", "x 10^9/L").contains(grid.rows().getFirst().unit()));
    }
}
