package vn.emr.core.disclosure;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * By when a request is answered: working days of the hospital's rule ({@code EMR_DISCLOSURE_DAYS}), for people who ask for their
 * own data at most ten days (NĐ 356/2025). Saturdays, Sundays, holidays with a fixed date and those the hospital names
 * ({@code EMR_DAYS_OFF}) are no working days; the day of receipt does not count.
 */
@Singleton
public final class Term {
    private static final int DAYS_OF_THE_LAW = 10;
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(4, 30), MonthDay.of(5, 1), MonthDay.of(9, 2));

    private final int workingDays;
    private final Set<LocalDate> off;

    /** @throws java.time.format.DateTimeParseException when a day is none */
    @Inject
    public Term(
            @ConfigProperty(name = "emr.disclosure.days", defaultValue = "5") int workingDays,
            @ConfigProperty(name = "emr.days.off") Optional<String> off) {
        this.workingDays = workingDays;
        this.off = Arrays.stream(off.orElse("").split("[,\\s]+"))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The last day for what came in on this day. */
    LocalDate of(LocalDate received, Requester requester) {
        LocalDate due = received;
        for (int left = workingDays; left > 0; ) {
            due = due.plusDays(1);
            if (works(due)) {
                left--;
            }
        }
        LocalDate latest = received.plusDays(DAYS_OF_THE_LAW);
        return requester.ofOneself() && due.isAfter(latest) ? latest : due;
    }

    private boolean works(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !HOLIDAYS.contains(MonthDay.from(day))
                && !off.contains(day);
    }
}
