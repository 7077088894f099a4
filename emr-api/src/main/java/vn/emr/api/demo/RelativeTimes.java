package vn.emr.api.demo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Sample data has no fixed dates: a time is written as its distance from the anchor, the moment the sample was first
 * fed, so that the demonstration is always of today.
 *
 * <ul>
 *   <li>{@code {{-3d 08:15}}} the clock time 08:15 three days before the anchor's day
 *   <li>{@code {{-3d}}} that day
 *   <li>{@code {{-45y}}} a year only, as for people who do not know their birthday
 *   <li>{@code {{-2h}}} two hours before the anchor, to the minute
 * </ul>
 *
 * {@code +} looks ahead. Days and clock times are those of Asia/Ho_Chi_Minh.
 */
final class RelativeTimes {
    /** How a rendered time is written. */
    enum Form {
        /** HL7 v2 DTM without offset, DICOM DA and DT. */
        COMPACT("yyyyMMdd", "yyyyMMddHHmmss"),
        /** ISO 8601, with offset where there is a clock time. */
        ISO("yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssXXX");

        private final DateTimeFormatter day;
        private final DateTimeFormatter minute;

        Form(String day, String minute) {
            this.day = DateTimeFormatter.ofPattern(day, Locale.ROOT);
            this.minute = DateTimeFormatter.ofPattern(minute, Locale.ROOT);
        }
    }

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([+-]\\d{1,5})([dhy])(?: (\\d{2}):(\\d{2}))?}}");

    private final LocalDateTime anchor;

    RelativeTimes(Instant anchor) {
        this.anchor = LocalDateTime.ofInstant(anchor, ZONE).withSecond(0).withNano(0);
    }

    /** The text with every placeholder written out; a placeholder that is none of the four is an error. */
    String render(String text, Form form) {
        String rendered = PLACEHOLDER.matcher(text).replaceAll(m -> render(m, form));
        int left = rendered.indexOf("{{");
        if (left >= 0) {
            throw new IllegalArgumentException("unreadable time placeholder at character " + left);
        }
        return rendered;
    }

    private String render(MatchResult m, Form form) {
        int distance = Integer.parseInt(m.group(1));
        return switch (m.group(2)) {
            case "y" -> String.format(Locale.ROOT, "%04d", anchor.getYear() + distance);
            case "h" -> form.minute.format(zoned(anchor.plusHours(distance)));
            default ->
                m.group(3) == null
                        ? form.day.format(anchor.plusDays(distance))
                        : form.minute.format(zoned(anchor.plusDays(distance).with(time(m))));
        };
    }

    private static LocalTime time(MatchResult m) {
        return LocalTime.of(Integer.parseInt(m.group(3)), Integer.parseInt(m.group(4)));
    }

    private static ZonedDateTime zoned(LocalDateTime local) {
        return local.atZone(ZONE);
    }
}
