package vn.emr.his.pull;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One way of writing times.
 *
 * @param parts how many of year, month, day, hour, minute and second it says
 */
record DateForm(DateTimeFormatter form, int parts) {
    private static final List<ChronoField> FIELDS = List.of(
            ChronoField.YEAR,
            ChronoField.MONTH_OF_YEAR,
            ChronoField.DAY_OF_MONTH,
            ChronoField.HOUR_OF_DAY,
            ChronoField.MINUTE_OF_HOUR,
            ChronoField.SECOND_OF_MINUTE);

    /** @throws IllegalArgumentException for a pattern that is none, see {@link DateTimeFormatter} */
    static DateForm of(String pattern) {
        if (!pattern.matches("[yMdHhmsa /.:,T-]{2,40}") || !pattern.contains("y")) {
            throw new IllegalArgumentException("not a pattern of years, months, days and times");
        }
        int parts = 1;
        for (String letters : List.of("M", "d", "[Hh]", "m", "s")) {
            if (!pattern.matches(".*" + letters + ".*")) {
                break;
            }
            parts++;
        }
        return new DateForm(
                DateTimeFormatter.ofPattern(pattern.replace("T", "'T'").replace('y', 'u'), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT),
                parts);
    }

    /** As {@code yyyy[MM[dd[HH[mm[ss]]]]]}; empty when the text is not written so. */
    Optional<String> compact(String sent) {
        try {
            TemporalAccessor time = form.parse(sent);
            StringBuilder compact = new StringBuilder("%04d".formatted(time.get(ChronoField.YEAR)));
            FIELDS.subList(1, parts).forEach(field -> compact.append("%02d".formatted(time.get(field))));
            return Optional.of(compact.toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
