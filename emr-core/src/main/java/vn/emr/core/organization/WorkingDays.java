package vn.emr.core.organization;

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
 * On which days the hospital works (ngày làm việc): not on Saturdays and Sundays, holidays with a fixed date, and those the hospital
 * names ({@code EMR_DAYS_OFF}), as Tết is announced year by year.
 */
@Singleton
public final class WorkingDays {
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(4, 30), MonthDay.of(5, 1), MonthDay.of(9, 2));

    private final Set<LocalDate> off;

    /** @throws java.time.format.DateTimeParseException when a day is none */
    @Inject
    public WorkingDays(@ConfigProperty(name = "emr.days.off") Optional<String> off) {
        this.off = Arrays.stream(off.orElse("").split("[,\\s]+"))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The last of so many working days; the day from which they run does not count. */
    public LocalDate after(LocalDate day, int many) {
        LocalDate last = day;
        for (int left = many; left > 0; ) {
            last = last.plusDays(1);
            if (works(last)) {
                left--;
            }
        }
        return last;
    }

    private boolean works(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !HOLIDAYS.contains(MonthDay.from(day))
                && !off.contains(day);
    }
}
