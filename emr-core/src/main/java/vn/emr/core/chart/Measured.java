package vn.emr.core.chart;

import java.math.BigDecimal;
import java.util.Optional;
import vn.emr.core.record.Ucum;
import vn.emr.core.store.Row;

/** A value of a laboratory with its unit, and the same value in another unit. */
record Measured(
        String text,
        BigDecimal number,
        String comparator,
        String unit,
        String ucum,
        String rangeText,
        BigDecimal low,
        BigDecimal high) {
    static Measured of(Row row) {
        String unit = row.text("unit");
        return new Measured(
                ValueText.of(row.text("value_type"), row.text("value_text")),
                row.decimal("number"),
                row.text("comparator"),
                unit,
                Ucum.code(unit),
                row.text("range_text"),
                row.decimal("range_low"),
                row.decimal("range_high"));
    }

    /** The UCUM code, else the unit as sent. */
    String exactUnit() {
        return ucum == null ? unit : ucum;
    }

    ReportPage.Range range() {
        return ReportPage.Range.of(rangeText, low, high);
    }

    Level level(String flag) {
        return Level.of(flag, number, low, high);
    }

    /** The same value in a unit, exactly; empty where it cannot be carried over. The range as sent is of the unit as sent. */
    Optional<Measured> as(String otherUnit, String otherUcum) {
        String other = otherUcum == null ? otherUnit : otherUcum;
        if (exactUnit() == null ? other == null : exactUnit().equals(other)) {
            return Optional.of(this);
        }
        if (number == null || ucum == null || otherUcum == null) {
            return Optional.empty();
        }
        return Ucum.convert(number, ucum, otherUcum)
                .map(carried -> new Measured(
                        (comparator == null ? "" : comparator) + carried.toPlainString(),
                        carried,
                        comparator,
                        otherUnit,
                        otherUcum,
                        null,
                        carried(low, otherUcum),
                        carried(high, otherUcum)));
    }

    private BigDecimal carried(BigDecimal limit, String otherUcum) {
        return limit == null ? null : Ucum.convert(limit, ucum, otherUcum).orElseThrow();
    }
}
