package vn.emr.core.form;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.emr.core.record.Value;

/** What forms compute. Each function has an answer or none; none when something it needs is missing. */
public final class Calculation {
    /** Longest result of a division before it is rounded. */
    private static final MathContext PRECISE = MathContext.DECIMAL64;

    private static final BigDecimal CENTIMETRES = BigDecimal.valueOf(100);
    private static final int PLACES_OF_BMI = 1;

    private Calculation() {}

    /** The functions. */
    public enum Function {
        /** Of all numbers of the items, rows included. */
        SUM(1, Integer.MAX_VALUE),
        /** How many answers; of a repeating group how many rows, without entries that are struck out. */
        COUNT(1, Integer.MAX_VALUE),
        /** Weight in kg by the square of the height, which comes second and in cm. */
        BMI(2, 2),
        /** Whole days from the first date to the second, one at least: the day of leaving on the day of coming counts. */
        DAYS(2, 2),
        /** The first less the second. */
        DIFFERENCE(2, 2);

        private final int least;
        private final int most;

        Function(int least, int most) {
            this.least = least;
            this.most = most;
        }

        boolean takes(int items) {
            return items >= least && items <= most;
        }

        /** Whether it may be computed of such items. */
        boolean takes(Form.Item of) {
            return switch (this) {
                case COUNT -> of.type() != Form.Type.DISPLAY && (of.type() != Form.Type.GROUP || of.repeats());
                case DAYS -> of.type() == Form.Type.DATE || of.type() == Form.Type.DATE_TIME;
                case SUM, BMI, DIFFERENCE -> of.type().number();
            };
        }
    }

    /**
     * The result as the item shows it.
     *
     * @param of the answers of each item that it is computed of, in their order
     */
    static Optional<BigDecimal> result(Form.Item item, List<List<Value>> of) {
        Optional<BigDecimal> result =
                switch (item.calculated().function()) {
                    case SUM -> sum(of);
                    case COUNT -> count(of);
                    case BMI -> bmi(number(of.getFirst()), number(of.getLast()));
                    case DAYS -> days(of.getFirst(), of.getLast());
                    case DIFFERENCE -> difference(number(of.getFirst()), number(of.getLast()));
                };
        return result.map(number -> rounded(item, number));
    }

    private static Optional<BigDecimal> sum(List<List<Value>> of) {
        return of.stream()
                .flatMap(List::stream)
                .filter(v -> v.number() != null)
                .map(Value::number)
                .reduce(BigDecimal::add);
    }

    private static Optional<BigDecimal> count(List<List<Value>> of) {
        long count = of.stream()
                .flatMap(List::stream)
                .filter(v -> v.entry() == null || v.entry().struck() == null)
                .count();
        return Optional.of(BigDecimal.valueOf(count));
    }

    private static Optional<BigDecimal> bmi(BigDecimal kilograms, BigDecimal centimetres) {
        if (kilograms == null || centimetres == null || kilograms.signum() <= 0 || centimetres.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal metres = centimetres.divide(CENTIMETRES, PRECISE);
        return Optional.of(kilograms.divide(metres.multiply(metres, PRECISE), PRECISE));
    }

    private static Optional<BigDecimal> days(List<Value> first, List<Value> second) {
        LocalDate from = day(first);
        LocalDate to = day(second);
        return from == null || to == null || to.isBefore(from)
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(Math.max(1, ChronoUnit.DAYS.between(from, to))));
    }

    private static LocalDate day(List<Value> values) {
        return values.stream()
                .findFirst()
                .flatMap(v -> v.date() == null ? v.moment().map(Calculation::localDay) : v.day())
                .orElse(null);
    }

    private static LocalDate localDay(Instant moment) {
        return LocalDate.ofInstant(moment, Forms.ZONE);
    }

    private static Optional<BigDecimal> difference(BigDecimal first, BigDecimal second) {
        return first == null || second == null ? Optional.empty() : Optional.of(first.subtract(second));
    }

    private static BigDecimal number(List<Value> values) {
        return values.isEmpty() ? null : values.getFirst().number();
    }

    private static BigDecimal rounded(Form.Item item, BigDecimal result) {
        int places = item.decimals() != null
                ? item.decimals()
                : item.type() == Form.Type.INTEGER
                        ? 0
                        : item.calculated().function() == Function.BMI ? PLACES_OF_BMI : Check.MOST_DECIMALS;
        BigDecimal rounded = result.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
