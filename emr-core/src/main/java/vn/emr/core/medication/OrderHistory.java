package vn.emr.core.medication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.record.MedicationOrder;

/**
 * One order with all its versions: what was due follows from the version that stood then, so a change or a stop takes nothing back
 * that should have been given before.
 *
 * @param versions the oldest first
 */
record OrderHistory(List<MedicationOrder> versions) {
    /** Of versions in any order; the newest order first. */
    static List<OrderHistory> of(List<MedicationOrder> versions) {
        return versions.stream()
                .sorted(Comparator.comparing(MedicationOrder::version))
                .collect(Collectors.groupingBy(MedicationOrder::id, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(OrderHistory::new)
                .sorted(Comparator.comparing(OrderHistory::ordered).reversed())
                .toList();
    }

    MedicationOrder current() {
        return versions.getLast();
    }

    UUID id() {
        return current().id();
    }

    private Instant ordered() {
        return versions.getFirst().origin().recorded();
    }

    /** What is or was due in a time, in its order. */
    List<Instant> due(Instant since, Instant before) {
        List<Instant> due = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            MedicationOrder one = versions.get(i);
            if (one.details().status() != MedicationOrder.Status.ACTIVE) {
                continue;
            }
            Instant begins = i == 0 ? one.details().plan().from() : one.origin().recorded();
            Instant ends =
                    i + 1 < versions.size() ? versions.get(i + 1).origin().recorded() : before;
            due.addAll(one.details()
                    .plan()
                    .schedule()
                    .due(
                            one.details().plan().from(),
                            one.details().plan().until(),
                            begins.isAfter(since) ? begins : since,
                            ends.isBefore(before) ? ends : before));
        }
        return due.stream().distinct().sorted().toList();
    }

    /** The version under which something was due or was given. */
    MedicationOrder at(Instant moment) {
        return versions.stream()
                .filter(one -> !one.origin().recorded().isAfter(moment))
                .reduce((first, last) -> last)
                .orElse(versions.getFirst());
    }
}
