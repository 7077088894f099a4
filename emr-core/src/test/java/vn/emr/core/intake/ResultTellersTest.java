package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.chart.LaboratoryGrid.Analyte;
import vn.emr.core.chart.LaboratoryGrid.Beside;
import vn.emr.core.chart.LaboratoryGrid.Cell;
import vn.emr.core.chart.LaboratoryGrid.Grid;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.organization.Source;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;

/** A result that its laboratory and an insurance claim tell: one value, and what the claim says otherwise beside it. */
class ResultTellersTest extends Telling {
    private Source laboratory;

    @BeforeEach
    void addLaboratory() {
        laboratory = house.addSource("LIS thử", "lis");
        house.database.update("update source set kind = 'LIS' where id = ?", laboratory.id);
    }

    private void admit(String number, String visit) {
        tell(
                house.source,
                Talk.patient(number, 0, "Đặng Thị Ánh"),
                Talk.visit(number, visit, VisitEvent.ADMITTED, 0, "NOI"));
    }

    private void told(Source source, String number, String visit, String key, String... codesAndValues) {
        ReportStated report = Talk.report(number, key, 5, ResultStatus.FINAL, codesAndValues);
        tell(source, visit == null ? report : Talk.ofVisit(report, visit));
    }

    private Grid grid(String number) {
        Charting charting = new Charting(house, house.noi);
        return charting.pages().laboratory(charting.open(id(number)), 36_000);
    }

    /** Each value with what is told beside it. */
    private List<String> values(String number) {
        List<String> all = new ArrayList<>();
        Grid grid = grid(number);
        for (Analyte row : grid.rows()) {
            for (Cell cell : row.cells()) {
                String source = grid.reports().get(cell.report()).sourceName();
                all.add(row.code() + " " + cell.text() + " " + source + beside(cell));
            }
        }
        Collections.sort(all);
        return all;
    }

    private static String beside(Cell cell) {
        StringBuilder all = new StringBuilder();
        for (Beside b : cell.beside()) {
            all.append(" | ")
                    .append(b.sourceName())
                    .append(' ')
                    .append(b.text())
                    .append(b.differs() ? " differs" : "");
        }
        return all.toString();
    }

    @Test
    void one_value_told_twice_stands_once_in_every_order_and_another_one_is_said_beside_it() {
        Random random = new Random(20261122);
        Set<List<String>> ends = new LinkedHashSet<>();
        for (int round = 0; round < 12; round++) {
            String number = "P" + round;
            admit(number, "V" + round);
            String visit = "V" + round;
            List<Runnable> all = new ArrayList<>(List.of(
                    () -> told(laboratory, number, visit, "XN" + number, "GLU", "6.1", "URE", "4.0"),
                    () -> told(claims, number, visit, visit + "|XN", "GLU", "6.10", "URE", "4.5", "CRP", "12")));
            Collections.shuffle(all, random);
            all.forEach(Runnable::run);
            ends.add(values(number));
        }
        assertEquals(
                Set.of(List.of(
                        "CRP 12 Bảo hiểm thử",
                        "GLU 6.1 LIS thử | Bảo hiểm thử 6.10",
                        "URE 4.0 LIS thử | Bảo hiểm thử 4.5 differs")),
                ends);
        assertEquals(24, house.count("diagnostic_report"), "both are in the record");
        assertEquals(60, house.count("observation"));
    }

    @Test
    void a_result_whose_laboratory_names_no_visit_is_the_same_one() {
        admit("P", "V");
        told(laboratory, "P", null, "XN", "GLU", "6.1");
        told(claims, "P", "V", "V|XN", "GLU", "6.1");
        assertEquals(List.of("GLU 6.1 LIS thử | Bảo hiểm thử 6.1"), values("P"));
    }

    @Test
    void another_code_another_visit_or_another_system_than_a_laboratory_stands_by_itself() {
        admit("P", "V");
        admit("P", "W");
        told(laboratory, "P", "V", "XN", "GLU", "6.1");
        told(claims, "P", "V", "V|XN", "DUONG", "6.1");
        told(claims, "P", "W", "W|XN", "GLU", "6.2");
        told(house.source, "P", "W", "HIS", "URE", "4.0");
        told(claims, "P", "W", "W|URE", "URE", "4.0");
        assertEquals(
                List.of(
                        "DUONG 6.1 Bảo hiểm thử",
                        "GLU 6.1 LIS thử",
                        "GLU 6.2 Bảo hiểm thử",
                        "URE 4.0 Bảo hiểm thử",
                        "URE 4.0 HIS thử"),
                values("P"));
    }

    @Test
    void where_the_laboratory_has_two_such_values_none_is_chosen() {
        admit("P", "V");
        told(laboratory, "P", "V", "XN1", "GLU", "6.1");
        told(laboratory, "P", "V", "XN2", "GLU", "6.3");
        told(claims, "P", "V", "V|XN", "GLU", "6.1");
        assertEquals(List.of("GLU 6.1 Bảo hiểm thử", "GLU 6.1 LIS thử", "GLU 6.3 LIS thử"), values("P"));
    }
}
