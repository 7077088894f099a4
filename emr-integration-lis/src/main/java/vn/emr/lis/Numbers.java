package vn.emr.lis;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in results as laboratories write them. What is not clearly a number stays text only; nothing is guessed. */
final class Numbers {
    /**
     * A number with what stands before it.
     *
     * @param comparator {@code <}, {@code <=}, {@code >}, {@code >=} or null
     */
    record Measured(BigDecimal number, String comparator) {}

    /** A reference range; null for an open side. */
    record Range(BigDecimal low, BigDecimal high) {}

    private static final Range NO_RANGE = new Range(null, null);

    /** A comma is a decimal point unless three digits follow: 1,234 may mean either. */
    private static final String NUMBER = "[+-]?\\d{1,30}(?:\\.\\d{1,30}|,(?:\\d{1,2}|\\d{4,30}))?";

    private static final Pattern PLAIN = Pattern.compile(
            "([+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30})" + "(?:[eE][+-]?\\d{1,2})?|" + NUMBER + ")");
    private static final Pattern MEASURED =
            Pattern.compile("([<>]=?|=[<>]|[≤≥]|=)?\\s*" + PLAIN.pattern().strip());
    private static final String UNIT = "(?:\\s*[\\])]|\\s+[^\\s\\d<>;,-][^<>;,-]{0,20}|\\s+10[\\^*][^<>;,-]{1,20})?";
    private static final Pattern BETWEEN = Pattern.compile(
            "[\\[(]?\\s*(" + NUMBER + ")\\s*(?:-|–|—|~|_|to|đến)\\s*(" + NUMBER + ")" + UNIT, Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN =
            Pattern.compile("([<>]=?|=[<>]|[≤≥])\\s*(?:or\\s*=\\s*)?(" + NUMBER + ")" + UNIT);

    private Numbers() {}

    /** A value such as {@code 5.6}, {@code 5,6}, {@code <0.01}, {@code ≥ 90}; null when it is not just that. */
    static Measured measured(String text) {
        Matcher m = MEASURED.matcher(text.strip());
        return m.matches() ? new Measured(number(m.group(2)), comparator(m.group(1))) : null;
    }

    /** A plain number, or null. */
    static BigDecimal plain(String text) {
        Matcher m = PLAIN.matcher(text.strip());
        return m.matches() ? number(m.group()) : null;
    }

    /** A reference range {@code a-b}, {@code <a}, {@code >=a}, with or without its unit behind it. */
    static Range range(String text) {
        String plain = text.strip();
        Matcher between = BETWEEN.matcher(plain);
        if (between.matches()) {
            BigDecimal low = number(between.group(1));
            BigDecimal high = number(between.group(2));
            return low.compareTo(high) <= 0 ? new Range(low, high) : NO_RANGE;
        }
        Matcher open = OPEN.matcher(plain);
        if (open.matches()) {
            BigDecimal limit = number(open.group(2));
            return comparator(open.group(1)).startsWith("<") ? new Range(null, limit) : new Range(limit, null);
        }
        return NO_RANGE;
    }

    /** One of the four comparators, or null for none, {@code =} and anything else. */
    static String comparator(String sent) {
        return switch (sent == null ? "" : sent.strip()) {
            case "<" -> "<";
            case "<=", "=<", "≤" -> "<=";
            case ">" -> ">";
            case ">=", "=>", "≥" -> ">=";
            default -> null;
        };
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits.replace(',', '.'));
    }
}
