package vn.emr.core.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Noun;
import vn.emr.core.record.Precision;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;
import vn.emr.core.record.Value.From;

/**
 * One fact of a chart in every form in which an item may take it; what it is not is null.
 *
 * @param words as a person writes it
 */
public record Fact(String words, BigDecimal number, String date, Instant moment, String code, From from) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(Forms.ZONE);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(Forms.ZONE);

    Fact by(From source) {
        return new Fact(words, number, date, moment, code, source);
    }

    Fact by(String path, Noun noun) {
        return by(from(path, noun));
    }

    static From from(String path, Noun noun) {
        Provenance origin = noun.origin();
        return new From(path, origin.sourceName(), origin.stated(), noun.id());
    }

    /** Words alone. */
    public static Fact words(String words) {
        return new Fact(words, null, null, null, null, null);
    }

    /** Words, or nothing. */
    public static List<Fact> some(String words) {
        return words == null || words.isBlank() ? List.of() : List.of(words(words));
    }

    static Fact coded(String code, String words) {
        return new Fact(words, null, null, null, code, null);
    }

    /** A code with its words, or nothing. */
    public static List<Fact> coded(Coded coded) {
        return coded == null ? List.of() : List.of(coded(coded.code(), coded.shown()));
    }

    /** A time as exact as it was told, or nothing. */
    public static List<Fact> times(TimePoint point) {
        return point == null ? List.of() : List.of(time(point));
    }

    /** A time as exact as it was told: a year stays a year. */
    static Fact time(TimePoint point) {
        LocalDate day = LocalDate.ofInstant(point.from(), Forms.ZONE);
        return switch (point.precision()) {
            case YEAR -> new Fact(String.valueOf(point.year()), null, String.valueOf(point.year()), null, null, null);
            case MONTH ->
                new Fact(
                        "%02d/%d".formatted(day.getMonthValue(), day.getYear()),
                        null,
                        day.toString().substring(0, 7),
                        null,
                        null,
                        null);
            case DAY -> day(day);
            default -> moment(point.from());
        };
    }

    static Fact day(LocalDate day) {
        return new Fact(DAY.format(day.atStartOfDay(Forms.ZONE)), null, day.toString(), null, null, null);
    }

    static Fact moment(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return new Fact(
                MOMENT.format(second),
                null,
                LocalDate.ofInstant(second, Forms.ZONE).toString(),
                second,
                null,
                null);
    }

    /** A number. */
    public static Fact number(BigDecimal number) {
        return new Fact(number.toPlainString(), number, null, null, null, null);
    }

    /** What was answered on a form; null for a row. */
    public static Fact of(Value value) {
        if (value.text() != null) {
            return words(value.text());
        } else if (value.number() != null) {
            return number(value.number());
        } else if (value.yes() != null) {
            return coded(value.yes() ? "1" : "0", value.yes() ? "Có" : "Không");
        } else if (value.date() != null) {
            String words = String.join("/", List.of(value.date().split("-")).reversed());
            return new Fact(words, null, value.date(), null, null, null);
        } else if (value.dateTime() != null) {
            return value.moment().map(Fact::moment).orElse(null);
        }
        return value.code() == null ? null : coded(value.code(), value.display());
    }

    /** How many days from one to the other, as a hospital counts them: one at least; nothing when either is not known to the day. */
    static List<Fact> days(TimePoint start, TimePoint end) {
        if (start == null || end == null || start.precision().compareTo(Precision.DAY) < 0) {
            return List.of();
        }
        long days = ChronoUnit.DAYS.between(
                LocalDate.ofInstant(start.from(), Forms.ZONE), LocalDate.ofInstant(end.from(), Forms.ZONE));
        return days < 0 ? List.of() : List.of(number(BigDecimal.valueOf(Math.max(1, days))));
    }
}
