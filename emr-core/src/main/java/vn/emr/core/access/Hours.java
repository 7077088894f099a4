package vn.emr.core.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * When in the week somebody may use the system (CV 365/TTYQG-GPQLCL, III.1.1 g), in Vietnamese time, written like
 * {@code MO-FR 07:00-17:00; SA 07:00-11:30}. A shift may go past midnight ({@code FR 19:00-07:00}); it counts to the day on
 * which it begins. The first minute is within, the last is not; 24:00 ends a day.
 */
public final class Hours {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Pattern SHIFT = Pattern.compile("(\\w\\w)(?:-(\\w\\w))? (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final int MOST_SHIFTS = 21;
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    /** Minutes since Monday 00:00; {@code end} may lie in the next week. */
    private record Shift(int start, int end) {
        boolean includes(int minute) {
            return minute >= start && minute < end || minute + WEEK >= start && minute + WEEK < end;
        }
    }

    private final List<Shift> shifts;

    private Hours(List<Shift> shifts) {
        this.shifts = List.copyOf(shifts);
    }

    /**
     * Reads the hours; null stays null and means any time.
     *
     * @throws Refusal MALFORMED_FIELD
     */
    public static Hours parse(String text) {
        if (text == null) {
            return null;
        }
        List<Shift> shifts = new ArrayList<>();
        for (String part : text.split(";", MOST_SHIFTS + 1)) {
            add(shifts, part.strip());
        }
        if (shifts.size() > MOST_SHIFTS * 7) {
            throw wrong();
        }
        return new Hours(shifts);
    }

    private static void add(List<Shift> shifts, String part) {
        Matcher m = SHIFT.matcher(part.toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            throw wrong();
        }
        int first = day(m.group(1));
        int last = m.group(2) == null ? first : day(m.group(2));
        int start = minute(m.group(3));
        int end = minute(m.group(4));
        if (start == end || start == DAY) {
            throw wrong();
        }
        int length = Math.floorMod(last - first, 7);
        for (int i = 0; i <= length; i++) {
            int base = (first + i) % 7 * DAY;
            shifts.add(new Shift(base + start, base + end + (end < start ? DAY : 0)));
        }
    }

    private static int day(String name) {
        int day = DAYS.indexOf(name);
        if (day < 0) {
            throw wrong();
        }
        return day;
    }

    private static int minute(String text) {
        if (text.equals("24:00")) {
            return DAY;
        }
        try {
            return LocalTime.parse(text).toSecondOfDay() / 60;
        } catch (DateTimeParseException e) {
            throw wrong();
        }
    }

    /** Whether the instant lies within one of the shifts. */
    public boolean includes(Instant instant) {
        ZonedDateTime local = instant.atZone(VIETNAM);
        int minute = (local.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * DAY
                + local.toLocalTime().toSecondOfDay() / 60;
        return shifts.stream().anyMatch(s -> s.includes(minute));
    }

    private static Refusal wrong() {
        return new Refusal(Code.MALFORMED_FIELD, "expected hours such as MO-FR 07:00-17:00; SA 07:00-11:30", "/hours");
    }
}
