package vn.emr.his.claim;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.emr.core.record.TimePoint;
import vn.emr.his.PersonReading;

/** Numbers and times as claim tables write them. */
final class Written {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
    private static final Pattern DAY = Pattern.compile("\\d{8}");
    private static final Pattern TIME = Pattern.compile("\\d{12}");

    private Written() {}

    /** A number with a decimal point and no grouping; empty for anything else. */
    static Optional<BigDecimal> number(String text) {
        return text != null && NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** A time of whatever exactness, unknown parts of a birth written as zeros; empty for anything else. */
    static Optional<TimePoint> time(String text, ZoneId zone) {
        return text == null ? Optional.empty() : TimePoint.parse(PersonReading.knownParts(text), zone);
    }

    /** The day something is of; empty for anything else. */
    static Optional<LocalDate> day(String text, ZoneId zone) {
        return time(text, zone).map(t -> LocalDate.ofInstant(t.from(), zone));
    }

    /** Whether it is written yyyyMMdd and is a day. */
    static boolean isDay(String text, ZoneId zone) {
        return DAY.matcher(text).matches() && TimePoint.parse(text, zone).isPresent();
    }

    /** Whether it is written yyyyMMddHHmm and is a time. */
    static boolean isTime(String text, ZoneId zone) {
        return TIME.matcher(text).matches() && time(text, zone).isPresent();
    }
}
