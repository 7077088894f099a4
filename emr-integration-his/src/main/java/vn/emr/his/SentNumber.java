package vn.emr.his;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A measured number as Vietnamese systems write it: with a decimal point or comma, after a comparator or without.
 *
 * @param comparator {@code <}, {@code <=}, {@code >}, {@code >=} or null
 */
public record SentNumber(String comparator, BigDecimal value) {
    private static final Pattern NUMBER = Pattern.compile("(<=|>=|<|>|≤|≥)?\\s*([+-]?\\d{1,20}(?:[.,]\\d{1,20})?)");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:([.,])\\d{3})(?:\\1\\d{3})*");
    private static final Pattern AMBIGUOUS = Pattern.compile("\\d,\\d{3}(?!\\d)");

    /** Empty for text that is no number. */
    public static Optional<SentNumber> read(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches()
                ? Optional.of(new SentNumber(comparator(number.group(1)), decimal(number.group(2))))
                : Optional.empty();
    }

    /** 12,500 may mean 12.5 or twelve thousand: such a value stays a text. */
    public static boolean ambiguous(String text) {
        return AMBIGUOUS.matcher(text).find();
    }

    /** Money has no fractions here: 1.250.000 and 1,250,000 are written without separators. Other texts stay. */
    public static String withoutThousands(String text) {
        return THOUSANDS.matcher(text).matches() ? text.replaceAll("[.,]", "") : text;
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }

    private static String comparator(String sent) {
        return switch (sent == null ? "" : sent) {
            case "" -> null;
            case "≤" -> "<=";
            case "≥" -> ">=";
            default -> sent;
        };
    }
}
