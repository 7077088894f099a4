package vn.emr.core.record;

import java.math.BigDecimal;

/** One measured vital sign (sinh hiệu). */
public record VitalSign(Kind kind, BigDecimal value) {
    /** What was measured; its unit never varies. */
    public enum Kind {
        /** Per minute. */
        PULSE,
        /** Degrees Celsius. */
        TEMPERATURE,
        /** mmHg. */
        SYSTOLIC_PRESSURE,
        /** mmHg. */
        DIASTOLIC_PRESSURE,
        /** Per minute. */
        RESPIRATION,
        /** Percent. */
        OXYGEN_SATURATION,
        /** Level of nursing care, 1 to 3 (hộ lý). */
        CARE_LEVEL,
        /** Kilograms. */
        WEIGHT,
        /** Centimetres. */
        HEIGHT
    }
}
