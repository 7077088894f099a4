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
import vn.emr.core.access.InChart;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.record.Precision;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Ucum;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Laboratory values as a table: one row per analyte and unit (two writings of one unit are one), one column per time of
 * sampling. Nothing is left out. Codes that people said mean the same on the day of sampling stand in one row, each value
 * with the code as sent; numbers in another unit are carried over where the units differ by a power of ten only, and stand
 * in a row of their own otherwise.
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

    /** The code, value and unit as their system sent them, where the row shows what they mean. */
    public record Sent(String code, String system, String text, String value, String unit) {}

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

    static Grid read(Transaction t, Grant grant, Instant since, Meant meant) {
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
        Filling filling = new Filling(meant);
        for (Sampled report : reports) {
            if (columns.isEmpty() || !columns.getLast().at().equals(report.at())) {
                columns.add(column(report));
            }
            filling.reports.put(report.id(), report);
            filling.columnOf.put(report.id(), columns.size() - 1);
        }
        t.query(VALUES, filling::add, grant.tenantId(), grant.filedUnder(), grant.people(), since);
        List<Analyte> sorted = new ArrayList<>(filling.rows.values());
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

    /** Rows stand in the order of the newest report that has them; its range, unit and name are the row's. */
    private static final class Filling {
        private final Meant meant;
        private final Map<UUID, Sampled> reports = new HashMap<>();
        private final Map<UUID, Integer> columnOf = new HashMap<>();
        private final Map<Analysed, Analyte> rows = new LinkedHashMap<>();

        Filling(Meant meant) {
            this.meant = meant;
        }

        boolean add(Row row) {
            Sampled report = reports.get(row.uuid("report_id"));
            if (report == null) {
                // Stored between the two queries: the next look shows it.
                return false;
            }
            Measured value = Measured.of(row);
            Sent sent = new Sent(
                    row.text("code") == null ? row.text("code_text") : row.text("code"),
                    row.text("code_system"),
                    row.text("code_text"),
                    value.text(),
                    value.unit());
            Meaning meaning = meant.value(row.uuid("source_id"), sent.system(), sent.code(), report.at());
            Analyte analyte = analyte(row.text("sub_id"), report, sent, value, meaning);
            if (meaning != null) {
                Merged merged = new Merged(
                        sent.code(), sent.system(), sent.text(), report.origin().sourceName());
                if (!analyte.mergedFrom().contains(merged)) {
                    analyte.mergedFrom().add(merged);
                }
            }
            return analyte.cells().add(cell(row, report, value, analyte, meaning == null ? null : sent));
        }

        private Analyte analyte(String subId, Sampled report, Sent sent, Measured value, Meaning meaning) {
            boolean mapped = meaning != null;
            String system = mapped ? meaning.system() : sent.system();
            String code = mapped ? meaning.code() : sent.code();
            String unit = mapped ? Ucum.base(value.exactUnit()) : value.exactUnit();
            Analysed key = new Analysed(mapped, system, code, subId, unit);
            Analyte standing = rows.get(key);
            if (standing != null && value.as(standing.unit(), standing.ucum()).isEmpty()) {
                // Words cannot be carried over to another unit.
                key = new Analysed(mapped, system, code, subId, "=" + value.exactUnit());
            }
            return rows.computeIfAbsent(
                    key,
                    k -> new Analyte(
                            code,
                            system,
                            mapped ? meaning.name() : sent.text(),
                            value.unit(),
                            value.ucum(),
                            value.range(),
                            report.panel(),
                            mapped ? meaning.loinc() : null,
                            new ArrayList<>(),
                            new ArrayList<>()));
        }

        private Cell cell(Row row, Sampled report, Measured value, Analyte analyte, Sent sent) {
            ResultStatus status = ResultStatus.valueOf(row.text("status"));
            Measured shown = value.as(analyte.unit(), analyte.ucum()).orElseThrow();
            return new Cell(
                    columnOf.get(report.id()),
                    report.id(),
                    row.integer("line"),
                    shown.text(),
                    shown.number(),
                    shown.comparator(),
                    row.text("flag"),
                    value.level(row.text("flag")),
                    status,
                    shown.range(),
                    status == ResultStatus.CORRECTED || status == ResultStatus.AMENDED,
                    report.origin(),
                    sent);
        }
    }
}
