package vn.emr.core.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.Precision;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.Transaction;

/**
 * Reports by which another system, as an insurance claim does, tells what the laboratory told itself: of the same visit, or
 * one the laboratory does not name, and found or sampled in the same minute. Whether a value of one is a value of the other
 * is for the row to say, in which both must stand.
 */
final class ToldBeside {
    /**
     * A report as it is compared.
     *
     * @param laboratory whether a laboratory's own system sent it
     * @param encounter the visit it was filed with, or null
     */
    record Report(UUID id, boolean laboratory, UUID encounter, TimePoint effective, TimePoint issued) {}

    private ToldBeside() {}

    /** For each report that tells what others told, those of the laboratory. */
    static Map<UUID, Set<UUID>> of(
            Transaction t, Grant grant, Supplier<DepartmentNames> departments, List<Report> reports) {
        List<Report> own = reports.stream().filter(Report::laboratory).toList();
        List<Report> others = reports.stream()
                .filter(r -> !r.laboratory() && r.encounter() != null)
                .toList();
        if (own.isEmpty() || others.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<Report>> byMinute = new HashMap<>();
        own.forEach(r -> minutes(r).forEach(m -> byMinute.computeIfAbsent(m, k -> new ArrayList<>())
                .add(r)));
        if (others.stream().noneMatch(r -> minutes(r).stream().anyMatch(byMinute::containsKey))) {
            return Map.of();
        }
        Map<UUID, UUID> visits = visits(t, grant, departments.get());
        Map<UUID, Set<UUID>> beside = new HashMap<>();
        for (Report other : others) {
            Set<UUID> same = minutes(other).stream()
                    .flatMap(m -> byMinute.getOrDefault(m, List.of()).stream())
                    .filter(r -> r.encounter() == null || one(visits, r.encounter(), other.encounter()))
                    .map(Report::id)
                    .collect(Collectors.toSet());
            if (!same.isEmpty()) {
                beside.put(other.id(), same);
            }
        }
        return beside;
    }

    private static boolean one(Map<UUID, UUID> visits, UUID a, UUID b) {
        return visits.getOrDefault(a, a).equals(visits.getOrDefault(b, b));
    }

    /** The visit that shows, by every system's telling of it. */
    private static Map<UUID, UUID> visits(Transaction t, Grant grant, DepartmentNames departments) {
        Map<UUID, UUID> shown = new HashMap<>();
        for (Visit visit : EncounterList.read(t, grant, departments)) {
            visit.otherIds().forEach(id -> shown.put(id, visit.id()));
        }
        return shown;
    }

    /** The minutes it was sampled and found in; none of a time that is not told so exactly. */
    private static Set<Long> minutes(Report r) {
        return Stream.of(r.effective(), r.issued())
                .filter(Objects::nonNull)
                .filter(at -> at.precision().compareTo(Precision.MINUTE) >= 0)
                .map(at -> at.from().getEpochSecond() / 60)
                .collect(Collectors.toSet());
    }
}
