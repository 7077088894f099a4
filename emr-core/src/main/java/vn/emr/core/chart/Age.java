package vn.emr.core.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import vn.emr.core.record.Precision;
import vn.emr.core.record.TimePoint;

/**
 * An age as Vietnamese paper forms write it: days below one month, months below 72 months, else years. Somebody known by
 * birth year only gets the difference of years.
 */
public final class Age {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MONTHS_UNTIL = 72;

    private Age() {}

    /**
     * @param at now, or the time of death
     * @return null when the birth is not known
     */
    public static String text(TimePoint birth, Instant at) {
        if (birth == null) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(at, VIETNAM);
        if (birth.precision() == Precision.YEAR) {
            return Math.max(0, today.getYear() - birth.year()) + " tuổi";
        }
        LocalDate born = LocalDate.ofInstant(birth.from(), VIETNAM);
        Period period = Period.between(born, today);
        long months = period.toTotalMonths();
        if (months >= MONTHS_UNTIL) {
            return period.getYears() + " tuổi";
        }
        if (months >= 1 || birth.precision() == Precision.MONTH) {
            return Math.max(0, months) + " tháng";
        }
        return Math.max(0, ChronoUnit.DAYS.between(born, today)) + " ngày";
    }
}
