package vn.emr.core.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as its sender stated it: the text, how exact it is, and the first and the last instant it can mean. Nothing is
 * padded: a birth year stays a year, and sorts by its first instant.
 *
 * @param from first instant meant, inclusive
 * @param to last instant meant, exclusive
 * @param zoneRule where the zone came from: {@code sent} (an offset was in the text) or the zone that was assumed
 */
public record TimePoint(String sent, Precision precision, Instant from, Instant to, String zoneRule) {
    private static final Pattern HL7 =
            Pattern.compile("(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(?:\\.(\\d{1,9}))?([+-]\\d{4}|Z)?");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})-(\\d{2})(?:-(\\d{2}))?(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?(Z|[+-]\\d{2}:?\\d{2})?");

    /**
     * Reads an HL7 v2 DT/TS/DTM (chapter 2.A) or an ISO 8601 time. Empty for text that is neither, for impossible dates
     * and for the all-zero times some senders use to mean "none".
     */
    public static Optional<TimePoint> parse(String text, ZoneId assumedZone) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        Matcher matcher = HL7.matcher(trimmed);
        if (!matcher.matches()) {
            matcher = ISO.matcher(trimmed);
            if (!matcher.matches()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(of(trimmed, matcher, assumedZone));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An exact instant of our own clock. */
    public static TimePoint at(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return new TimePoint(instant.toString(), Precision.SECOND, instant, second.plusSeconds(1), "sent");
    }

    /** The year in the zone it was stated in, for ages and for people known by birth year only. */
    public int year() {
        return Integer.parseInt(sent.substring(0, 4));
    }

    private static TimePoint of(String sent, Matcher m, ZoneId assumed) {
        Precision precision = precision(m);
        LocalDateTime start = LocalDateTime.of(
                number(m.group(1), 0),
                number(m.group(2), 1),
                number(m.group(3), 1),
                number(m.group(4), 0),
                number(m.group(5), 0),
                number(m.group(6), 0));
        if (m.group(7) != null) {
            start = start.withNano(Integer.parseInt((m.group(7) + "00000000").substring(0, 9)));
        }
        if (start.getYear() < 1800 || start.getYear() > Year.MAX_VALUE / 100_000) {
            throw new java.time.DateTimeException("year");
        }
        String offset = m.group(8);
        ZoneId zone = offset == null ? assumed : ZoneOffset.of(offset);
        LocalDateTime end = start.plus(1, unit(precision));
        return new TimePoint(
                sent,
                precision,
                start.atZone(zone).toInstant(),
                end.atZone(zone).toInstant(),
                offset == null ? assumed.getId() : "sent");
    }

    private static Precision precision(Matcher m) {
        Precision[] all = Precision.values();
        int given = 0;
        while (given + 2 <= 6 && m.group(given + 2) != null) {
            given++;
        }
        return all[given];
    }

    private static ChronoUnit unit(Precision precision) {
        return switch (precision) {
            case YEAR -> ChronoUnit.YEARS;
            case MONTH -> ChronoUnit.MONTHS;
            case DAY -> ChronoUnit.DAYS;
            case HOUR -> ChronoUnit.HOURS;
            case MINUTE -> ChronoUnit.MINUTES;
            case SECOND -> ChronoUnit.SECONDS;
        };
    }

    private static int number(String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
