package vn.emr.core.chart;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.record.Precision;
import vn.emr.core.record.TimePoint;

/** A value as people read it: dates and times of the HL7 types DT, TS, DTM and TM in the order of this country. */
final class ValueText {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})?(?:\\.\\d+)?(?:[+-]\\d{4})?");

    private ValueText() {}

    /** The text as sent for every other type, and for what is no time. Nothing is padded: 202611 is a month. */
    static String of(String type, String text) {
        if (text == null || type == null) {
            return text;
        }
        return switch (type) {
            case "DT", "TS", "DTM" -> moment(text).orElse(text);
            case "TM" -> timeOfDay(text);
            default -> text;
        };
    }

    private static Optional<String> moment(String text) {
        return TimePoint.parse(text, HERE).map(point -> {
            ZonedDateTime at = point.from().atZone(HERE);
            return DateTimeFormatter.ofPattern(pattern(point.precision())).format(at);
        });
    }

    private static String pattern(Precision precision) {
        return switch (precision) {
            case YEAR -> "yyyy";
            case MONTH -> "MM/yyyy";
            case DAY -> "dd/MM/yyyy";
            case HOUR -> "dd/MM/yyyy HH 'giờ'";
            case MINUTE -> "dd/MM/yyyy HH:mm";
            case SECOND -> "dd/MM/yyyy HH:mm:ss";
        };
    }

    private static String timeOfDay(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            return text;
        }
        return time.group(1) + ":" + time.group(2) + (time.group(3) == null ? "" : ":" + time.group(3));
    }
}
