package vn.emr.his.pull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * How far a view or a list was read.
 *
 * @param at the watermark: a {@link LocalDateTime} in the zone of the source, an {@link OffsetDateTime}, or a
 *     {@link BigDecimal}
 * @param key the last row with this watermark: a {@link BigDecimal} or a text; null for before all of them
 */
record Mark(Object at, Object key) {
    /** The mark that {@link #text} wrote. */
    static Mark parse(String text) {
        String[] lines = text.split("\n", 2);
        return new Mark(value(lines[0]), lines.length == 1 ? null : value(lines[1]));
    }

    private static Object value(String line) {
        String[] parts = line.split(" ", 2);
        return switch (parts[0]) {
            case "local" -> LocalDateTime.parse(parts[1]);
            case "offset" -> OffsetDateTime.parse(parts[1]);
            case "number" -> new BigDecimal(parts[1]);
            default -> parts[1];
        };
    }

    /** Says its types too, so that nobody has to ask the hospital's database for them first. */
    String text() {
        return key == null ? line(at) : line(at) + "\n" + line(key);
    }

    private static String line(Object value) {
        return switch (value) {
            case LocalDateTime time -> "local " + time;
            case OffsetDateTime time -> "offset " + time;
            case BigDecimal number -> "number " + number.toPlainString();
            default -> "text " + value;
        };
    }

    /** Some minutes of a time, or steps of a number, before this. */
    Mark back(int overlap) {
        return new Mark(
                switch (at) {
                    case LocalDateTime time -> time.minusMinutes(overlap);
                    case OffsetDateTime time -> time.minusMinutes(overlap);
                    default -> ((BigDecimal) at).subtract(BigDecimal.valueOf(overlap));
                },
                null);
    }

    /** A row dated in the future must not hide what comes until then. */
    Mark notAfter(Instant now, ZoneId zone) {
        return switch (at) {
            case LocalDateTime time
            when time.atZone(zone).toInstant().isAfter(now) -> new Mark(LocalDateTime.ofInstant(now, zone), null);
            case OffsetDateTime time
            when time.toInstant().isAfter(now) -> new Mark(OffsetDateTime.ofInstant(now, zone), null);
            default -> this;
        };
    }

    /** Whether reading came further than to another mark of the same column; always when that has another type. */
    boolean further(Mark other) {
        if (other == null || other.at.getClass() != at.getClass()) {
            return true;
        }
        int order =
                switch (at) {
                    case LocalDateTime time -> time.compareTo((LocalDateTime) other.at);
                    case OffsetDateTime time -> time.compareTo((OffsetDateTime) other.at);
                    default -> ((BigDecimal) at).compareTo((BigDecimal) other.at);
                };
        return order > 0 || order == 0 && key != null && !key.equals(other.key);
    }
}
