package vn.emr.core.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.Precision;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.Transaction;

/**
 * Laboratory values as a table: one row per analyte and unit (two writings of one unit are one), one column per time of
 * sampling. Nothing is left out. Codes that people said mean the same on the day of sampling stand in one row, each value
 * with the code as sent; numbers in another unit are carried over where the units differ by a power of ten only, and stand
 * in a row of their own otherwise. What another system, as an insurance claim, tells of a value of the laboratory's stands
 * beside that value and not in a column of its own.
 */
public final class LaboratoryGrid {
    private LaboratoryGrid() {}

    /** A column. */
    public record Column(Instant at, String sent, Precision precision, UUID reportId) {}

    /** A report that values stand in: who sent it, and when it was taken in. */
    public record Source(UUID id, String sourceName, Instant recordedAt) {}

    /**
     * @param date which column, counted from 0
     * @param report which of the reports, counted from 0
     * @param range where it is not the one of the row
     * @param corrected left out where it is not
     * @param beside what other systems tell of the same value
     */
    public record Cell(
            int date,
            int report,
            int line,
            String text,
            BigDecimal number,
            String comparator,
            String flag,
            Level level,
            ResultStatus status,
            ReportPage.Range range,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean corrected,
            Sent sent,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Beside> beside) {
        /** Whether it is this value that was told, in the unit of the row. */
        boolean says(Measured other) {
            boolean alike = Objects.equals(comparator, other.comparator());
            return number != null && other.number() != null
                    ? alike && number.compareTo(other.number()) == 0
                    : text != null
                            && other.text() != null
                            && text.strip().equalsIgnoreCase(other.text().strip());
        }
    }

    /**
     * What another system tells of a value.
     *
     * @param text in the unit of the row
     * @param differs whether it is another value
     */
    public record Beside(String sourceName, UUID reportId, String text, boolean differs) {}

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

    /** What many cells share stands once, in the dates and the reports. */
    public record Grid(List<Column> dates, List<Source> reports, List<Analyte> rows) {}

    /** Image reports (HL7 table 0074) carry text, not values of a laboratory. */
    private static final String OF_LABORATORY = """
            d.tenant_id = ? and %s and d.status <> 'ENTERED_IN_ERROR'
              and coalesce(d.category, 'LAB') not in
                ('RAD', 'RX', 'RUS', 'CUS', 'OUS', 'VUS', 'NMR', 'NMS', 'CT', 'CTH', 'MRI', 'IMG', 'EC', 'EN', 'RT', 'XRC')
              and coalesce(d.effective_from, d.issued_from, d.revised_at) >= ?
            """.formatted(InChart.row("d", "d.report_id"));

    private static final String REPORTS = """
            select d.report_id, coalesce(d.effective_from, d.issued_from, d.revised_at) as at, d.code_text, d.revised_at,
                   d.source_id, d.encounter_id, coalesce(s.kind = 'LIS', false) as laboratory, told.effective, told.issued,
                   told.origin->>'sourceName' as source_name
            from diagnostic_report d
            left join source s on s.id = d.source_id
            cross join lateral (%s) told
            where %s
            order by at desc, d.report_id desc
            """.formatted(ReportList.told("d"), OF_LABORATORY);

    /** The values of the reports that were found, in no order: a join with the reports is planned badly before the first analyze. */
    private static final String VALUES = """
            select o.report_id, o.line, o.code, o.code_system, o.code_text, o.sub_id, o.value_type, o.number, o.comparator,
                   o.value_text, o.unit, o.range_text, o.range_low, o.range_high, o.flag, o.status
            from observation o
            where o.tenant_id = ? and o.patient_id = any (?) and o.report_id = any (?) and o.shown
            """;

    static Grid read(Transaction t, Grant grant, Instant since, Meant meant) {
        List<LaboratoryRows.Sampled> reports = t.query(
                REPORTS,
                row -> new LaboratoryRows.Sampled(
                        row.uuid("source_id"),
                        row.instant("at"),
                        row.text("code_text"),
                        Parts.time(row.text("effective")),
                        Parts.time(row.text("issued")),
                        row.bool("laboratory"),
                        row.uuid("encounter_id"),
                        new Source(row.uuid("report_id"), row.text("source_name"), row.instant("revised_at"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                since);
        List<Column> columns = new ArrayList<>();
        LaboratoryRows rows = new LaboratoryRows(meant);
        for (LaboratoryRows.Sampled report : reports) {
            if (columns.isEmpty() || !columns.getLast().at().equals(report.at())) {
                columns.add(column(report));
            }
            rows.column(report, columns.size() - 1);
        }
        Map<UUID, Set<UUID>> beside = ToldBeside.of(
                t,
                grant,
                () -> DepartmentNames.read(t, grant, meant),
                reports.stream().map(LaboratoryRows.Sampled::compared).toList());
        UUID[] ids = reports.stream().map(LaboratoryRows.Sampled::id).toArray(UUID[]::new);
        List<LaboratoryRows.Found> values = t.query(VALUES, rows::found, grant.tenantId(), grant.filedUnder(), ids);
        values.sort(Comparator.comparingInt(LaboratoryRows.Found::place).thenComparingInt(LaboratoryRows.Found::line));
        values.stream().filter(v -> !beside.containsKey(v.report().id())).forEach(rows::add);
        values.stream()
                .filter(v -> beside.containsKey(v.report().id()))
                .filter(v -> !rows.beside(v, beside.get(v.report().id())))
                .forEach(rows::add);
        List<Analyte> sorted = new ArrayList<>(rows.all());
        sorted.sort(Comparator.comparing(Analyte::panel, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Grid(
                columns, reports.stream().map(LaboratoryRows.Sampled::report).toList(), sorted);
    }

    private static Column column(LaboratoryRows.Sampled report) {
        When effective = When.of(report.effective());
        return new Column(
                report.at(),
                effective == null ? null : effective.sent(),
                effective == null ? null : effective.precision(),
                report.id());
    }
}
