package vn.emr.core.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.Precision;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Ucum;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Laboratory values as a table: one row per analyte and unit (two writings of one unit are one), one column per time of
 * sampling. Nothing is left out. Codes that people said mean the same on the day of sampling stand in one row, each value
 * with the code as sent.
 */
public final class LaboratoryGrid {
    private LaboratoryGrid() {}

    /** A column. */
    public record Column(Instant at, String sent, Precision precision, UUID reportId) {}

    public record CellOrigin(String sourceName, Instant recordedAt) {}

    /** @param date which column, counted from 0 */
    public record Cell(
            int date,
            UUID reportId,
            int line,
            String text,
            BigDecimal number,
            String comparator,
            String flag,
            Level level,
            ResultStatus status,
            ReportPage.Range range,
            boolean corrected,
            CellOrigin origin,
            Sent sent) {}

    /** The code as its system sent it, where the row shows what it means. */
    public record Sent(String code, String system, String text) {}

    public record Analyte(
            String code,
            String system,
            String text,
            String unit,
            String ucum,
            ReportPage.Range range,
            String panel,
            String loinc,
            List<Merged> mergedFrom,
            List<Cell> cells) {}

    /** A code that a row brings together with others, and who sends it. */
    public record Merged(String code, String system, String text, String sourceName) {}

    public record Grid(List<Column> dates, List<Analyte> rows) {}

    private record Sampled(UUID id, Instant at, String panel, When effective, CellOrigin origin) {}

    private record Analysed(boolean mapped, String system, String code, String subId, String unit) {}

    /** Image reports (HL7 table 0074) carry text, not values of a laboratory. */
    private static final String OF_LABORATORY = """
            d.tenant_id = ? and %s and d.status <> 'ENTERED_IN_ERROR'
              and coalesce(d.category, 'LAB') not in
                ('RAD', 'RX', 'RUS', 'CUS', 'OUS', 'VUS', 'NMR', 'NMS', 'CT', 'CTH', 'MRI', 'IMG', 'EC', 'EN', 'RT', 'XRC')
              and coalesce(d.effective_from, d.issued_from, d.revised_at) >= ?
            """.formatted(InChart.row("d"));

    private static final String REPORTS = """
            select d.report_id, coalesce(d.effective_from, d.issued_from, d.revised_at) as at, d.code_text, d.revised_at,
                   r.content->>'effective' as effective, r.content->'origin'->>'sourceName' as source_name
            from diagnostic_report d
            join revision r on r.tenant_id = d.tenant_id and r.patient_id = d.patient_id and r.noun_id = d.report_id
                           and r.version = d.version and r.committed_at = d.revised_at
            where %s
            order by at desc, d.report_id desc
            """.formatted(OF_LABORATORY);

    private static final String VALUES = """
            select d.source_id, o.report_id, o.line, o.code, o.code_system, o.code_text, o.sub_id, o.value_type, o.number,
                   o.comparator, o.value_text,
                   o.unit, o.range_text, o.range_low, o.range_high, o.flag, o.status
            from diagnostic_report d
            join observation o on o.tenant_id = d.tenant_id and o.patient_id = d.patient_id and o.report_id = d.report_id
            where %s and o.shown
            order by coalesce(d.effective_from, d.issued_from, d.revised_at) desc, d.report_id desc, o.line
            """.formatted(OF_LABORATORY);

    static Grid read(Transaction t, Grant grant, Instant since, Meanings meanings) {
        List<Sampled> reports = t.query(
                REPORTS,
                row -> new Sampled(
                        row.uuid("report_id"),
                        row.instant("at"),
                        row.text("code_text"),
                        Parts.when(row.text("effective")),
                        new CellOrigin(row.text("source_name"), row.instant("revised_at"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                since);
        List<Column> columns = new ArrayList<>();
        Map<UUID, Sampled> byId = new HashMap<>();
        Map<UUID, Integer> columnOf = new HashMap<>();
        for (Sampled report : reports) {
            if (columns.isEmpty() || !columns.getLast().at().equals(report.at())) {
                columns.add(column(report));
            }
            byId.put(report.id(), report);
            columnOf.put(report.id(), columns.size() - 1);
        }
        Map<Analysed, Analyte> rows = new LinkedHashMap<>();
        t.query(
                VALUES,
                row -> add(rows, row, byId, columnOf, grant, meanings),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                since);
        List<Analyte> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(Analyte::panel, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Grid(columns, sorted);
    }

    private static Column column(Sampled report) {
        When effective = report.effective();
        return new Column(
                report.at(),
                effective == null ? null : effective.sent(),
                effective == null ? null : effective.precision(),
                report.id());
    }

    /** Rows stand in the order of the newest report that has them; its range and name are the row's. */
    private static boolean add(
            Map<Analysed, Analyte> rows,
            Row row,
            Map<UUID, Sampled> reports,
            Map<UUID, Integer> columnOf,
            Grant grant,
            Meanings meanings) {
        UUID reportId = row.uuid("report_id");
        Sampled report = reports.get(reportId);
        if (report == null) {
            // Stored between the two queries: the next look shows it.
            return false;
        }
        String unit = row.text("unit");
        String ucum = Ucum.code(unit);
        Sent sent = new Sent(
                row.text("code") == null ? row.text("code_text") : row.text("code"),
                row.text("code_system"),
                row.text("code_text"));
        Meaning meaning = meanings.of(
                        grant.tenantId(), CodeKind.LAB, row.uuid("source_id"), sent.system(), sent.code(), report.at())
                .orElse(null);
        boolean mapped = meaning != null;
        Analysed key = new Analysed(
                mapped,
                mapped ? meaning.system() : sent.system(),
                mapped ? meaning.code() : sent.code(),
                row.text("sub_id"),
                ucum == null ? unit : ucum);
        BigDecimal low = row.decimal("range_low");
        BigDecimal high = row.decimal("range_high");
        ReportPage.Range range = ReportPage.Range.of(row.text("range_text"), low, high);
        Analyte analyte = rows.computeIfAbsent(
                key,
                k -> new Analyte(
                        k.code(),
                        k.system(),
                        mapped ? meaning.name() : sent.text(),
                        unit,
                        ucum,
                        range,
                        report.panel(),
                        mapped ? meaning.loinc() : null,
                        new ArrayList<>(),
                        new ArrayList<>()));
        if (mapped) {
            merge(analyte, sent, report.origin().sourceName());
        }
        ResultStatus status = ResultStatus.valueOf(row.text("status"));
        BigDecimal number = row.decimal("number");
        return analyte.cells()
                .add(new Cell(
                        columnOf.get(reportId),
                        reportId,
                        row.integer("line"),
                        ValueText.of(row.text("value_type"), row.text("value_text")),
                        number,
                        row.text("comparator"),
                        row.text("flag"),
                        Level.of(row.text("flag"), number, low, high),
                        status,
                        range,
                        status == ResultStatus.CORRECTED || status == ResultStatus.AMENDED,
                        report.origin(),
                        mapped ? sent : null));
    }

    private static void merge(Analyte analyte, Sent sent, String sourceName) {
        Merged merged = new Merged(sent.code(), sent.system(), sent.text(), sourceName);
        if (!analyte.mergedFrom().contains(merged)) {
            analyte.mergedFrom().add(merged);
        }
    }
}
