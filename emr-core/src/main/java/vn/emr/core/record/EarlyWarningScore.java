package vn.emr.core.record;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.VitalSign.Kind;
import vn.emr.core.record.VitalSigns.Consciousness;
import vn.emr.core.record.VitalSigns.Details;

/**
 * The National Early Warning Score 2 of one reading (Royal College of Physicians, 2017). A reading that lacks one of the seven
 * parameters has no total.
 *
 * @param total 0 to 20; null while something is missing
 * @param band null while something is missing
 * @param red one parameter alone scores 3
 */
public record EarlyWarningScore(Integer total, Band band, boolean red, List<Points> points, List<Parameter> missing) {
    /** What is scored. */
    public enum Parameter {
        RESPIRATION,
        OXYGEN_SATURATION,
        OXYGEN,
        SYSTOLIC_PRESSURE,
        PULSE,
        CONSCIOUSNESS,
        TEMPERATURE
    }

    /** What follows from it: each asks for another response. */
    public enum Band {
        ZERO,
        /** 1 to 4. */
        LOW,
        /** Up to 4, with 3 in one parameter. */
        LOW_MEDIUM,
        /** 5 or 6. */
        MEDIUM,
        /** 7 and more. */
        HIGH
    }

    public record Points(Parameter parameter, int points) {}

    /** Up to which value it scores how much; what is above the last scores {@code above}. */
    private record Chart(int above, double[] upTo, int... points) {
        int of(BigDecimal value) {
            for (int i = 0; i < upTo.length; i++) {
                if (value.doubleValue() <= upTo[i]) {
                    return points[i];
                }
            }
            return above;
        }
    }

    private static final Chart RESPIRATION = new Chart(3, new double[] {8, 11, 20, 24}, 3, 1, 0, 2);
    private static final Chart SATURATION_1 = new Chart(0, new double[] {91, 93, 95}, 3, 2, 1);
    private static final Chart SATURATION_2_ON_AIR = new Chart(0, new double[] {83, 85, 87}, 3, 2, 1);
    private static final Chart SATURATION_2_ON_OXYGEN =
            new Chart(3, new double[] {83, 85, 87, 92, 94, 96}, 3, 2, 1, 0, 1, 2);
    private static final Chart SYSTOLIC = new Chart(3, new double[] {90, 100, 110, 219}, 3, 2, 1, 0);
    private static final Chart PULSE = new Chart(3, new double[] {40, 50, 90, 110, 130}, 3, 1, 0, 1, 2);
    private static final Chart TEMPERATURE = new Chart(2, new double[] {35.0, 36.0, 38.0, 39.0}, 3, 1, 0, 1);

    private static final int RED = 3;
    private static final int ON_OXYGEN = 2;
    private static final int MEDIUM_FROM = 5;
    private static final int HIGH_FROM = 7;

    public EarlyWarningScore {
        points = List.copyOf(points);
        missing = List.copyOf(missing);
    }

    /** Empty when the reading is not scored: see its {@link Basis}. */
    public static Optional<EarlyWarningScore> of(Details reading) {
        if (!reading.basis().scored()) {
            return Optional.empty();
        }
        List<Points> points = new ArrayList<>();
        List<Parameter> missing = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            points(parameter, reading)
                    .ifPresentOrElse(scored -> points.add(new Points(parameter, scored)), () -> missing.add(parameter));
        }
        boolean red = points.stream().anyMatch(p -> p.points() == RED);
        if (!missing.isEmpty()) {
            return Optional.of(new EarlyWarningScore(null, null, red, points, missing));
        }
        int total = points.stream().mapToInt(Points::points).sum();
        return Optional.of(new EarlyWarningScore(total, band(total, red), red, points, missing));
    }

    private static Optional<Integer> points(Parameter parameter, Details reading) {
        return switch (parameter) {
            case RESPIRATION -> reading.sign(Kind.RESPIRATION).map(RESPIRATION::of);
            case OXYGEN_SATURATION -> reading.sign(Kind.OXYGEN_SATURATION).flatMap(value -> saturation(reading, value));
            case OXYGEN -> Optional.ofNullable(reading.oxygen()).map(given -> given ? ON_OXYGEN : 0);
            case SYSTOLIC_PRESSURE -> reading.sign(Kind.SYSTOLIC_PRESSURE).map(SYSTOLIC::of);
            case PULSE -> reading.sign(Kind.PULSE).map(PULSE::of);
            case CONSCIOUSNESS ->
                Optional.ofNullable(reading.consciousness()).map(c -> c == Consciousness.ALERT ? 0 : RED);
            case TEMPERATURE -> reading.sign(Kind.TEMPERATURE).map(TEMPERATURE::of);
        };
    }

    /** On scale 2 it is not known what a high saturation scores until it is said whether oxygen was given. */
    private static Optional<Integer> saturation(Details reading, BigDecimal value) {
        if (reading.basis() == Basis.SCALE_1) {
            return Optional.of(SATURATION_1.of(value));
        }
        int onAir = SATURATION_2_ON_AIR.of(value);
        int onOxygen = SATURATION_2_ON_OXYGEN.of(value);
        if (reading.oxygen() == null) {
            return onAir == onOxygen ? Optional.of(onAir) : Optional.empty();
        }
        return Optional.of(reading.oxygen() ? onOxygen : onAir);
    }

    /** @param red one parameter alone scores 3 */
    public static Band band(int total, boolean red) {
        if (total >= HIGH_FROM) {
            return Band.HIGH;
        }
        if (total >= MEDIUM_FROM) {
            return Band.MEDIUM;
        }
        if (red) {
            return Band.LOW_MEDIUM;
        }
        return total == 0 ? Band.ZERO : Band.LOW;
    }
}
