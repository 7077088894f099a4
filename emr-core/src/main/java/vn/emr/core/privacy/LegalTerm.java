package vn.emr.core.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import vn.emr.core.organization.WorkingDays;

/** Terms of the law counted in days of Viet Nam: the day of the receipt is not counted, the last day is whole. */
final class LegalTerm {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    private LegalTerm() {}

    /** The end of so many days. */
    static Instant days(Instant from, int days) {
        return end(day(from).plusDays(days));
    }

    /** The end of so many working days of the hospital. */
    static Instant workingDays(WorkingDays working, Instant from, int days) {
        return end(working.after(day(from), days));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(HERE).toLocalDate();
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(HERE).toInstant();
    }
}
