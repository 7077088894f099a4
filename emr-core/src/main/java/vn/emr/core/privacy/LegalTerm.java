package vn.emr.core.privacy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Terms of the law counted in days of Viet Nam: the day of the receipt is not counted, the last day is whole. */
final class LegalTerm {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    private LegalTerm() {}

    /** The end of so many days. */
    static Instant days(Instant from, int days) {
        return end(day(from).plusDays(days));
    }

    /** The end of so many working days, Monday to Friday. Public holidays are not known here; they would only give more time. */
    static Instant workingDays(Instant from, int days) {
        LocalDate day = day(from);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 ? 1 : 0;
        }
        return end(day);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(HERE).toLocalDate();
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(HERE).toInstant();
    }
}
