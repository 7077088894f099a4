package vn.emr.core.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.chart.LaboratoryGrid.Analyte;
import vn.emr.core.chart.LaboratoryGrid.Beside;
import vn.emr.core.chart.LaboratoryGrid.Cell;
import vn.emr.core.chart.LaboratoryGrid.Merged;
import vn.emr.core.chart.LaboratoryGrid.Sent;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Ucum;
import vn.emr.core.store.Row;

/**
 * The rows of the laboratory table while it is filled. They stand in the order of the newest report that has them; its range,
 * unit and name are the row's.
 */
final class LaboratoryRows {
    record Sampled(
            UUID sourceId,
            Instant at,
            String panel,
            TimePoint effective,
            TimePoint issued,
            boolean laboratory,
            UUID encounter,
            LaboratoryGrid.Source report) {
        UUID id() {
            return report.id();
        }

        ToldBeside.Report compared() {
            return new ToldBeside.Report(id(), laboratory, encounter, effective, issued);
        }
    }

    /** A value with its code, not placed yet. */
    record Found(
            Sampled report,
            int place,
            int line,
            String subId,
            Sent sent,
            Measured value,
            String flag,
            ResultStatus status,
            Meaning meaning) {}

    private record Analysed(boolean mapped, String system, String code, String subId, String unit) {}

    private final Meant meant;
    private final List<Sampled> reports = new ArrayList<>();
    private final Map<UUID, Integer> placeOf = new HashMap<>();
    private final List<Integer> columnOf = new ArrayList<>();
    private final Map<Analysed, Analyte> rows = new LinkedHashMap<>();

    LaboratoryRows(Meant meant) {
        this.meant = meant;
    }

    /** The next report, and in which column its values stand. */
    void column(Sampled report, int number) {
        placeOf.put(report.id(), reports.size());
        reports.add(report);
        columnOf.add(number);
    }

    Collection<Analyte> all() {
        return rows.values();
    }

    /** A value of one of the reports. */
    Found found(Row row) {
        int place = placeOf.get(row.uuid("report_id"));
        Sampled report = reports.get(place);
        Measured value = Measured.of(row);
        Sent sent = new Sent(
                row.text("code") == null ? row.text("code_text") : row.text("code"),
                row.text("code_system"),
                row.text("code_text"),
                value.text(),
                value.unit());
        return new Found(
                report,
                place,
                row.integer("line"),
                row.text("sub_id"),
                sent,
                value,
                row.text("flag"),
                ResultStatus.valueOf(row.text("status")),
                meant.value(report.sourceId(), sent.system(), sent.code(), report.at()));
    }

    void add(Found found) {
        Analyte analyte = analyte(found);
        merge(analyte, found);
        analyte.cells().add(cell(found, analyte));
    }

    /** Puts a value beside the one it tells of; false when the row has not exactly one such value. */
    boolean beside(Found found, Set<UUID> told) {
        Analyte analyte = rows.get(key(found));
        Measured carried = analyte == null
                ? null
                : found.value().as(analyte.unit(), analyte.ucum()).orElse(null);
        List<Cell> same = carried == null
                ? List.of()
                : analyte.cells().stream()
                        .filter(c -> told.contains(reports.get(c.report()).id()))
                        .toList();
        if (same.size() != 1) {
            return false;
        }
        Cell cell = same.getFirst();
        cell.beside()
                .add(new Beside(
                        found.report().report().sourceName(),
                        found.report().id(),
                        carried.text(),
                        !cell.says(carried)));
        merge(analyte, found);
        return true;
    }

    private void merge(Analyte analyte, Found found) {
        if (found.meaning() == null) {
            return;
        }
        Sent sent = found.sent();
        Merged merged = new Merged(
                sent.code(), sent.system(), sent.text(), found.report().report().sourceName());
        if (!analyte.mergedFrom().contains(merged)) {
            analyte.mergedFrom().add(merged);
        }
    }

    private static Analysed key(Found found) {
        boolean mapped = found.meaning() != null;
        String unit = found.value().exactUnit();
        return mapped
                ? new Analysed(true, found.meaning().system(), found.meaning().code(), found.subId(), Ucum.base(unit))
                : new Analysed(false, found.sent().system(), found.sent().code(), found.subId(), unit);
    }

    private Analyte analyte(Found found) {
        Measured value = found.value();
        Meaning meaning = found.meaning();
        Analysed key = key(found);
        Analyte standing = rows.get(key);
        if (standing != null && value.as(standing.unit(), standing.ucum()).isEmpty()) {
            // Words cannot be carried over to another unit.
            key = new Analysed(key.mapped(), key.system(), key.code(), key.subId(), "=" + value.exactUnit());
        }
        return rows.computeIfAbsent(
                key,
                k -> new Analyte(
                        k.code(),
                        k.system(),
                        meaning != null ? meaning.name() : found.sent().text(),
                        value.unit(),
                        value.ucum(),
                        value.range(),
                        found.report().panel(),
                        meaning != null ? meaning.loinc() : null,
                        new ArrayList<>(),
                        new ArrayList<>()));
    }

    private Cell cell(Found found, Analyte analyte) {
        Measured shown = found.value().as(analyte.unit(), analyte.ucum()).orElseThrow();
        return new Cell(
                columnOf.get(found.place()),
                found.place(),
                found.line(),
                shown.text(),
                shown.number(),
                shown.comparator(),
                found.flag(),
                found.value().level(found.flag()),
                found.status(),
                Objects.equals(shown.range(), analyte.range()) ? null : shown.range(),
                found.status() == ResultStatus.CORRECTED || found.status() == ResultStatus.AMENDED,
                found.meaning() == null ? null : found.sent(),
                new ArrayList<>());
    }
}
