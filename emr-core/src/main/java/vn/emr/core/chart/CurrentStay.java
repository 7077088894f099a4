package vn.emr.core.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;

/**
 * Where somebody lies now.
 *
 * @param dayNumber the first day is 1
 */
public record CurrentStay(String department, String room, String bed, When since, Long dayNumber) {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** The latest open stay of an open visit. Somebody under outpatient treatment or at an examination lies nowhere. */
    static Optional<CurrentStay> of(List<Visit> visits, Instant now) {
        return visits.stream()
                .filter(v -> v.end() == null && v.status() == EncounterStatus.IN_PROGRESS)
                .filter(v -> v.encounterClass() != EncounterClass.OUTPATIENT_TREATMENT
                        && v.encounterClass() != EncounterClass.EXAMINATION)
                .flatMap(v -> v.stays().stream())
                .filter(s -> s.end() == null && !s.cancelled())
                .max(Comparator.comparing(
                        s -> s.start() == null ? Instant.MIN : s.start().from()))
                .map(s -> new CurrentStay(s.department(), s.room(), s.bed(), s.start(), day(s.start(), now)));
    }

    private static Long day(When start, Instant now) {
        return start == null
                ? null
                : ChronoUnit.DAYS.between(LocalDate.ofInstant(start.from(), VIETNAM), LocalDate.ofInstant(now, VIETNAM))
                        + 1;
    }
}
