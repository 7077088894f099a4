package vn.emr.core.disclosure;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.organization.WorkingDays;

/**
 * By when a request is answered: working days of the hospital's rule ({@code EMR_DISCLOSURE_DAYS}), for people who ask for their
 * own data at most ten days (NĐ 356/2025). The day of receipt does not count.
 */
@Singleton
public final class Term {
    private static final int DAYS_OF_THE_LAW = 10;

    private final int days;
    private final WorkingDays working;

    @Inject
    public Term(@ConfigProperty(name = "emr.disclosure.days", defaultValue = "5") int days, WorkingDays working) {
        this.days = days;
        this.working = working;
    }

    /** The last day for what came in on this day. */
    LocalDate of(LocalDate received, Requester requester) {
        LocalDate due = working.after(received, days);
        LocalDate latest = received.plusDays(DAYS_OF_THE_LAW);
        return requester.ofOneself() && due.isAfter(latest) ? latest : due;
    }
}
