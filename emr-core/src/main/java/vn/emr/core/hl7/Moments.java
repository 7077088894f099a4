package vn.emr.core.hl7;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.record.Precision;
import vn.emr.core.record.TimePoint;

/**
 * The times of one message. A time without an offset is in the source's zone. What cannot be read as a time is remarked and
 * left out; it stays in the kept bytes.
 */
public final class Moments {
    /** Vietnamese order, as some systems put it into HL7 fields against the standard. */
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");

    /** Milliseconds without the point before them. */
    private static final Pattern RUN_TOGETHER = Pattern.compile("(\\d{14})(\\d{1,6})([+-]\\d{4})?");

    private static final Pattern ZEROS = Pattern.compile("0+([+-]\\d{4})?");
    private static final Pattern MIDNIGHT = Pattern.compile("(\\d{8})(?:00){1,3}(?:\\.0+)?(?:[+-]\\d{4})?");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final ZoneId zone;
    private final Instant receivedAt;
    private final Remarks remarks;
    private final TimePoint sent;

    /** @param receivedAt stands in for MSH-7 when that is absent */
    public Moments(Hl7Message message, ZoneId zone, Instant receivedAt, Remarks remarks) {
        this.zone = zone;
        this.receivedAt = receivedAt;
        this.remarks = remarks;
        this.sent = read(message.msh(), 7).orElse(null);
    }

    /** MSH-7, else the receipt. */
    public Instant sent() {
        return sent == null ? receivedAt : sent.from();
    }

    /** The time in a field; empty when there is none or it cannot be read. */
    public Optional<TimePoint> read(Segment segment, int field) {
        return read(segment, field, segment.value(field));
    }

    /** A date in a field, such as a birth date: a time of exactly midnight only pads it. */
    public Optional<TimePoint> readDate(Segment segment, int field) {
        Matcher padded = MIDNIGHT.matcher(segment.value(field).strip());
        return read(segment, field, padded.matches() ? padded.group(1) : segment.value(field));
    }

    private Optional<TimePoint> read(Segment segment, int field, String value) {
        String text = value.strip();
        if (text.isEmpty() || ZEROS.matcher(text).matches()) {
            return Optional.empty();
        }
        Optional<TimePoint> read = TimePoint.parse(text, zone).or(() -> TimePoint.parse(mended(text), zone));
        if (read.isEmpty()) {
            remarks.add(segment.name() + "-" + field + " is not a time that can be read; it is left out");
        }
        return read;
    }

    private static String mended(String text) {
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            StringBuilder ordered = new StringBuilder(dayFirst.group(3));
            for (int group : new int[] {2, 1, 4, 5, 6}) {
                String part = dayFirst.group(group);
                if (part != null) {
                    ordered.append(part.length() == 1 ? "0" : "").append(part);
                }
            }
            return ordered.toString();
        }
        Matcher together = RUN_TOGETHER.matcher(text);
        if (together.matches()) {
            return together.group(1) + "." + together.group(2) + (together.group(3) == null ? "" : together.group(3));
        }
        // Claim tables fill unknown parts of a date with zeros: 19580000 means the year 1958.
        if (text.length() >= 8 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.startsWith("00", 4) ? text.substring(0, 4) : text.substring(0, 6);
        }
        return "";
    }

    /**
     * When the sender says it: the given time, which decides between older and newer statements. One that is only exact to
     * the day gives way to MSH-7 of the same day; one that lies after the message was sent and is not yet past cannot be
     * right.
     *
     * @param named OBR-22 or EVN-2; null gives MSH-7
     * @param field its name, for the remark
     */
    public Instant stated(TimePoint named, String field) {
        if (named == null) {
            return sent();
        }
        if (sent == null) {
            return named.from();
        }
        if (named.from().isAfter(sent.to().plus(CLOCKS_DIFFER))
                && named.from().isAfter(receivedAt.plus(CLOCKS_DIFFER))) {
            remarks.add(field + " lies in the future; the time the message was sent (MSH-7) is taken instead");
            return sent.from();
        }
        boolean coarse = named.precision().compareTo(Precision.MINUTE) < 0;
        boolean sameTime = !sent.from().isBefore(named.from()) && sent.from().isBefore(named.to());
        return coarse && sameTime ? sent.from() : named.from();
    }
}
