package vn.emr.core.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a medicine is due.
 *
 * @param times of the day, {@code HH:mm} in Vietnam, in their order; of {@code TIMES} only
 * @param everyDays of {@code TIMES}: 1 for each day, 2 for every second one
 * @param everyHours of {@code INTERVAL}, counted from the beginning of the order
 * @param mostPerDay of {@code AS_NEEDED}: how often within 24 hours; null: not said
 */
public record DoseSchedule(Kind kind, List<String> times, Integer everyDays, Integer everyHours, Integer mostPerDay) {
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** More than any list asks for at once. */
    private static final int MOST = 400;

    /** How it comes again. */
    public enum Kind {
        /** At the beginning, and not again. */
        ONCE,
        /** At times of the day. */
        TIMES,
        /** Every so many hours. */
        INTERVAL,
        /** Khi cần: nothing is due by itself. */
        AS_NEEDED
    }

    public DoseSchedule {
        times = times == null ? List.of() : List.copyOf(times);
    }

    /**
     * What is due in a time, in its order.
     *
     * @param from when the order begins
     * @param until when it ends; null: not yet known
     */
    public List<Instant> due(Instant from, Instant until, Instant since, Instant before) {
        Instant first = from.isAfter(since) ? from : since;
        Instant last = until != null && until.isBefore(before) ? until : before;
        if (!first.isBefore(last)) {
            return List.of();
        }
        Stream<Instant> due =
                switch (kind) {
                    case ONCE -> Stream.of(from);
                    case TIMES -> ofTimes(from, first, last);
                    case INTERVAL -> ofHours(from, first, last);
                    case AS_NEEDED -> Stream.empty();
                };
        return due.filter(at -> !at.isBefore(first) && at.isBefore(last))
                .limit(MOST)
                .toList();
    }

    private Stream<Instant> ofTimes(Instant from, Instant first, Instant last) {
        LocalDate begins = LocalDate.ofInstant(from, ZONE);
        int step = everyDays == null ? 1 : everyDays;
        return LocalDate.ofInstant(first, ZONE)
                .datesUntil(LocalDate.ofInstant(last, ZONE).plusDays(1))
                .filter(day -> ChronoUnit.DAYS.between(begins, day) % step == 0)
                .flatMap(day -> times.stream()
                        .map(time ->
                                day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant()));
    }

    private Stream<Instant> ofHours(Instant from, Instant first, Instant last) {
        Duration step = Duration.ofHours(everyHours);
        long passed = Math.ceilDiv(Duration.between(from, first).toMillis(), step.toMillis());
        return Stream.iterate(from.plus(step.multipliedBy(passed)), at -> at.isBefore(last), at -> at.plus(step));
    }

    /** As it is written in an order. */
    public String words() {
        return switch (kind) {
            case ONCE -> "một lần";
            case TIMES ->
                (everyDays == null || everyDays == 1 ? "" : everyDays + " ngày một lần, ") + String.join(", ", times);
            case INTERVAL -> "mỗi " + everyHours + " giờ";
            case AS_NEEDED -> mostPerDay == null ? "khi cần" : "khi cần, tối đa " + mostPerDay + " lần/24 giờ";
        };
    }
}
