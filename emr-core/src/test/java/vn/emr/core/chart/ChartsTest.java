package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Observation;
import vn.emr.core.record.TimePoint;

class ChartsTest extends AtTheBedside {
    @Test
    void a_chart_shows_everything_with_its_system() {
        HOSPITAL.condition(patient, "J18", "Viêm phổi");
        HOSPITAL.order(patient);
        HOSPITAL.study(patient);
        UUID report = HOSPITAL.report(patient, Instant.now(), "7.1", "H");
        Charts.Chart chart = charts.chart(open(), patient);
        assertEquals("Nguyễn Văn An", chart.patient().name());
        assertEquals("1958", chart.patient().birth().sent());
        assertEquals(List.of("0912345678"), chart.patient().phones());
        assertEquals(1, chart.encounters().size());
        assertEquals("G1", chart.currentStay().bed());
        assertEquals(1, chart.currentStay().dayNumber());
        assertEquals("J18", chart.conditions().getFirst().code());
        assertEquals("Sinh hóa máu", chart.orders().getFirst().text());
        assertEquals(report, chart.reports().getFirst().id());
        assertEquals(2, chart.reports().getFirst().observations());
        assertEquals(1, chart.reports().getFirst().abnormal());
        assertEquals("CHEST", chart.studies().getFirst().series().getFirst().bodyPart());
        assertNull(chart.mergedInto());
        for (Origin origin : List.of(
                chart.patient().origin(),
                chart.encounters().getFirst().origin(),
                chart.conditions().getFirst().origin(),
                chart.orders().getFirst().origin(),
                chart.reports().getFirst().origin(),
                chart.studies().getFirst().origin())) {
            assertEquals("HIS thử", origin.sourceName());
            assertNotNull(origin.recordedAt());
        }
    }

    @Test
    void the_survivor_reads_what_was_filed_under_the_merged_person() {
        UUID loser = HOSPITAL.patient("Nguyễn An", "L" + Ids.next(), null, List.of());
        UUID report = HOSPITAL.report(loser, Instant.now(), "5.0", "N");
        HOSPITAL.merge(loser, patient);
        Grant grant = open(loser);
        Charts.Chart chart = charts.chart(grant, loser);
        assertEquals(patient, chart.patient().id());
        assertEquals(patient, chart.mergedInto());
        assertEquals(loser, chart.mergedFrom().getFirst().id());
        assertEquals(report, chart.reports().getFirst().id());
        assertEquals(1, charts.laboratory(grant, 365).dates().size());
        assertEquals(report, charts.report(grant, report).id());
    }

    @Test
    void the_grid_has_one_row_per_analyte_newest_first_with_levels_and_corrections() {
        Instant day = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        UUID old = HOSPITAL.report(patient, day.minus(Duration.ofDays(2)), "5.0", null);
        UUID newest = HOSPITAL.report(patient, day, "2.1", "LL");
        HOSPITAL.report(patient, day.minus(Duration.ofDays(400)), "9.9", "HH");
        LaboratoryGrid.Grid grid = charts.laboratory(open(), 365);
        assertEquals(
                List.of(newest, old),
                grid.dates().stream().map(LaboratoryGrid.Column::reportId).toList());
        LaboratoryGrid.Analyte glucose = grid.rows().getFirst();
        assertEquals("GLU", glucose.code());
        assertEquals("Sinh hóa máu", glucose.panel());
        assertEquals("3.9 - 6.4", glucose.range().text());
        assertEquals(
                List.of(Level.LL, Level.N),
                glucose.cells().stream().map(LaboratoryGrid.Cell::level).toList());
        assertEquals(
                List.of(0, 1),
                glucose.cells().stream().map(LaboratoryGrid.Cell::date).toList());
        assertEquals(3, charts.laboratory(open(), 3650).dates().size());
    }

    @Test
    void a_report_shows_its_notes_and_versions() {
        UUID id = Ids.next();
        Instant at = Instant.now();
        List<Observation> values =
                List.of(Hospital.value(1, "GLU", "Glucose", "7.0", "mmol/L", "3.9", "6.4", null, at));
        HOSPITAL.commit(HOSPITAL.report(id, 1, patient, at, values));
        HOSPITAL.commit(HOSPITAL.report(id, 2, patient, at, values));
        ReportPage.Full report = charts.report(open(), id);
        assertEquals(2, report.version());
        assertEquals(
                List.of(2, 1),
                report.versions().stream().map(ReportPage.Version::version).toList());
        assertEquals(Level.H, report.observations().getFirst().level());
        assertEquals(List.of("Ghi chú"), report.notes());
        UUID other = HOSPITAL.report(HOSPITAL.patient("Người Khác"), at, "5", "N");
        assertThrows(Refusal.class, () -> charts.report(open(), other));
    }

    @Test
    void a_document_gives_its_bytes_to_its_own_record_only() {
        byte[] bytes = "PDF".getBytes(StandardCharsets.UTF_8);
        UUID document = HOSPITAL.document(patient, "application/pdf", blobs.put(bytes), bytes.length);
        assertEquals("Phiếu kết quả", charts.documents(open()).getFirst().title());
        assertArrayEquals(bytes, charts.document(open(), document).bytes());
        UUID other =
                HOSPITAL.document(HOSPITAL.patient("Người Khác"), "application/pdf", blobs.put(bytes), bytes.length);
        assertThrows(Refusal.class, () -> charts.document(open(), other));
    }

    @Test
    void reports_go_on_by_cursor_without_gap_or_double() {
        Instant at = Instant.now();
        List<UUID> expected = new ArrayList<>();
        for (int i = 0; i < ReportList.PAGE + 3; i++) {
            expected.add(HOSPITAL.report(patient, at.minusSeconds(60L * (i / 2)), "5.0", "N"));
        }
        Grant grant = open();
        ReportList.Reports first = charts.reports(grant, null);
        ReportList.Reports second = charts.reports(grant, first.next());
        assertEquals(ReportList.PAGE, first.reports().size());
        assertEquals(3, second.reports().size());
        assertNull(second.next());
        List<UUID> all = new ArrayList<>(
                first.reports().stream().map(ReportList.Report::id).toList());
        second.reports().forEach(r -> all.add(r.id()));
        assertEquals(java.util.Set.copyOf(expected), java.util.Set.copyOf(all));
        assertThrows(Refusal.class, () -> charts.reports(grant, "2020-01-01"));
    }

    @Test
    void a_hidden_number_is_masked_on_the_chart_and_shown_when_asked_for() {
        UUID person = HOSPITAL.patient("Trần Thị Ẩn", "N" + Ids.next(), cccd(), List.of());
        HOSPITAL.stay(person, ward, null, null, false);
        Grant grant = open(person);
        PatientPart.Number hidden =
                charts.chart(grant, person).patient().identifiers().get(1);
        assertNull(hidden.value());
        assertTrue(hidden.masked().startsWith("•••••••••"));
        assertTrue(charts.reveal(grant, IdentifierKind.CCCD)
                .endsWith(hidden.masked().substring(9)));
        assertThrows(Refusal.class, () -> charts.reveal(grant, IdentifierKind.PASSPORT));
    }

    @Test
    void ages_are_written_as_on_paper_forms() {
        Instant now = Instant.parse("2026-06-03T05:00:00Z");
        assertEquals("68 tuổi", age("1958", now));
        assertEquals("6 tuổi", age("20200603", now));
        assertEquals("71 tháng", age("20200604", now));
        assertEquals("1 tháng", age("20260503", now));
        assertEquals("4 ngày", age("20260530", now));
        assertEquals("0 ngày", age("20260603", now));
        assertNull(Age.text(null, now));
    }

    /** Printed, not asserted: a busy machine must not turn the build red. The bar is 50 ms at the 95th percentile. */
    @Test
    void a_chart_with_five_thousand_values_opens_quickly() {
        Instant at = Instant.now();
        for (int i = 0; i < 250; i++) {
            Instant then = at.minus(Duration.ofHours(30L * i));
            List<Observation> values = new ArrayList<>();
            for (int line = 1; line <= 20; line++) {
                values.add(
                        Hospital.value(line, "C" + line, "Chỉ số " + line, "5.1", "mmol/L", "3.9", "6.4", "N", then));
            }
            HOSPITAL.commit(HOSPITAL.report(Ids.next(), 1, patient, then, values));
        }
        HOSPITAL.asOwner("analyze");
        Grant grant = open();
        for (int warm = 0; warm < 60; warm++) {
            charts.chart(grant, patient);
            charts.laboratory(grant, 3650);
        }
        long[] chart = new long[60];
        long[] grid = new long[20];
        for (int i = 0; i < chart.length; i++) {
            long start = System.nanoTime();
            assertEquals(200, charts.chart(grant, patient).reports().size());
            chart[i] = System.nanoTime() - start;
        }
        for (int i = 0; i < grid.length; i++) {
            long start = System.nanoTime();
            assertEquals(20, charts.laboratory(grant, 3650).rows().size());
            grid[i] = System.nanoTime() - start;
        }
        System.out.printf(
                "chart with 5,000 values: p50 %.1f ms, p95 %.1f ms; laboratory grid of all of them: p50 %.1f ms%n",
                milliseconds(chart, 0.5), milliseconds(chart, 0.95), milliseconds(grid, 0.5));
    }

    private static double milliseconds(long[] nanos, double quantile) {
        Arrays.sort(nanos);
        return nanos[(int) (nanos.length * quantile)] / 1e6;
    }

    private static String age(String birth, Instant now) {
        return Age.text(TimePoint.parse(birth, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow(), now);
    }

    private static String cccd() {
        return "0790" + String.valueOf(System.nanoTime()).substring(0, 8);
    }
}
