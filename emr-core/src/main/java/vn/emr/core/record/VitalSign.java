package vn.emr.core.record;

import java.math.BigDecimal;
import java.util.List;

/** One measured vital sign (sinh hiệu). */
public record VitalSign(Kind kind, BigDecimal value) {
    /**
     * What was measured, with its unit, which never varies, and its limits: what lies outside {@code lowest} and {@code highest}
     * cannot be, as in the forms; what lies outside {@code usualLow} and {@code usualHigh} is asked about before it is kept.
     */
    public enum Kind {
        PULSE("/min", 0, 400, 30, 220, 0, "8867-4"),
        TEMPERATURE("Cel", 20, 45, 34, 42, 1, "8310-5"),
        SYSTOLIC_PRESSURE("mm[Hg]", 0, 400, 60, 250, 0, "8480-6"),
        DIASTOLIC_PRESSURE("mm[Hg]", 0, 300, 30, 150, 0, "8462-4"),
        RESPIRATION("/min", 0, 200, 6, 60, 0, "9279-1"),
        OXYGEN_SATURATION("%", 0, 100, 70, 100, 0, "59408-5", "2708-6"),
        /** Level of nursing care, 1 to 3 (hộ lý): told, not measured. */
        CARE_LEVEL("{level}", 1, 3, 1, 3, 0),
        WEIGHT("kg", 0, 500, 1, 250, 1, "29463-7", "3141-9"),
        HEIGHT("cm", 0, 280, 40, 220, 1, "8302-2"),
        /** As the person says, from 0 to 10. */
        PAIN("{score}", 0, 10, 0, 10, 0, "72514-3"),
        /** Since the reading before. */
        URINE_OUTPUT("mL", 0, 30_000, 0, 4_000, 0, "9187-6");

        /** As UCUM has it. */
        public final String unit;

        public final BigDecimal lowest;
        public final BigDecimal highest;
        public final BigDecimal usualLow;
        public final BigDecimal usualHigh;
        public final int decimals;
        /** By which codes of LOINC it is told, that by which we tell it first. */
        public final List<String> loinc;

        Kind(String unit, int lowest, int highest, int usualLow, int usualHigh, int decimals, String... loinc) {
            this.unit = unit;
            this.lowest = BigDecimal.valueOf(lowest);
            this.highest = BigDecimal.valueOf(highest);
            this.usualLow = BigDecimal.valueOf(usualLow);
            this.usualHigh = BigDecimal.valueOf(usualHigh);
            this.decimals = decimals;
            this.loinc = List.of(loinc);
        }

        /** Whether people enter it as a reading. */
        public boolean measured() {
            return !loinc.isEmpty();
        }

        public boolean possible(BigDecimal value) {
            return value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0;
        }

        public boolean usual(BigDecimal value) {
            return value.compareTo(usualLow) >= 0 && value.compareTo(usualHigh) <= 0;
        }
    }
}
