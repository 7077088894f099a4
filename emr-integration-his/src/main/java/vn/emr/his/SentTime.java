package vn.emr.his;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.record.TimePoint;

/** Times as hospital systems in Viet Nam write them, made into what every reader here takes. */
public final class SentTime {
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(\\d{1,2})/(\\d{1,2})/(\\d{4})(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?)?");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2}) (\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?");
    private static final Pattern COMPACT = Pattern.compile("\\d{4}|\\d{8}|\\d{12}|\\d{14}");

    private SentTime() {}

    /**
     * dd/mm/yyyy, dd/mm/yyyy HH:MM:SS.mmm, yyyy-MM-dd HH:mm:ss.fff, yyyyMMddHHmm, ISO 8601; as {@code yyyyMMdd[HHmm[ss]]},
     * {@code yyyy} or ISO 8601. Empty for anything else.
     */
    public static Optional<String> compact(String sent) {
        Matcher day = DAY_FIRST.matcher(sent);
        String compact = null;
        if (day.matches()) {
            compact = joined(day.group(3), day.group(2), day.group(1), day.group(4), day.group(5), day.group(6));
        }
        Matcher year = YEAR_FIRST.matcher(sent);
        if (year.matches()) {
            compact = joined(year.group(1), year.group(2), year.group(3), year.group(4), year.group(5), year.group(6));
        }
        String read = compact != null ? compact : COMPACT.matcher(sent).matches() || sent.contains("-") ? sent : "";
        return TimePoint.parse(read, ZoneOffset.UTC).map(time -> read);
    }

    private static String joined(String year, String month, String day, String hour, String minute, String second) {
        String date = year + two(month) + two(day);
        return hour == null ? date : date + two(hour) + minute + (second == null ? "" : second);
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }
}
