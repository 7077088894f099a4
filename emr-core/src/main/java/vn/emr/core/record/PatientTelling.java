package vn.emr.core.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What one system last told of a person, value by value. What of it stands is the newest of all systems' tellings, so it
 * does not depend on who told first.
 *
 * @param sourceId null for what was known before tellings were kept apart
 * @param sourceName the system's name when it last told anything
 * @param values in the order of {@link ToldValue.What}, each at most once
 */
public record PatientTelling(UUID sourceId, String sourceName, List<ToldValue> values) {
    /** Of two systems that say something at the same time, the one with the greater number stands. */
    private static final Comparator<PatientTelling> BY_SOURCE =
            Comparator.comparing(PatientTelling::sourceId, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The tellings after one more statement of a system. An older one fills in what it has not told yet. */
    public static List<PatientTelling> after(
            List<PatientTelling> known, UUID sourceId, String sourceName, List<ToldValue> said) {
        if (said.isEmpty()) {
            return known;
        }
        List<PatientTelling> all = new ArrayList<>(known);
        PatientTelling own = known.stream()
                .filter(t -> Objects.equals(t.sourceId, sourceId))
                .findFirst()
                .orElse(new PatientTelling(sourceId, sourceName, List.of()));
        all.remove(own);
        all.add(own.with(sourceName, said));
        all.sort(BY_SOURCE);
        return List.copyOf(all);
    }

    private PatientTelling with(String name, List<ToldValue> said) {
        List<ToldValue> next = new ArrayList<>(values);
        for (ToldValue value : said) {
            Optional<ToldValue> old = value(value.what());
            if (old.isEmpty() || !value.stated().isBefore(old.get().stated())) {
                old.ifPresent(next::remove);
                next.add(value);
            }
        }
        next.sort(Comparator.comparing(ToldValue::what));
        return new PatientTelling(sourceId, name, List.copyOf(next));
    }

    /** What it says of one value; empty when it never spoke of it. */
    public Optional<ToldValue> value(ToldValue.What what) {
        return values.stream().filter(v -> v.what() == what).findFirst();
    }

    /**
     * What stands of one value: the newest telling; of times that mean the same the most exact, so that a birth year does not
     * take the place of a birthday in it. Empty when nobody ever spoke of it.
     */
    public static Optional<ToldValue> standing(List<PatientTelling> all, ToldValue.What what) {
        List<ToldValue> told = all.stream()
                .sorted(BY_SOURCE)
                .flatMap(t -> t.value(what).stream())
                .toList();
        Optional<ToldValue> newest = told.stream().reduce((a, b) -> b.stated().isBefore(a.stated()) ? a : b);
        return newest.map(n -> n.time() == null ? n : mostExact(n, told));
    }

    private static ToldValue mostExact(ToldValue newest, List<ToldValue> told) {
        TimePoint at = newest.time();
        return told.stream()
                .filter(v -> v.time() != null
                        && !v.time().from().isBefore(at.from())
                        && !v.time().to().isAfter(at.to()))
                .max(Comparator.comparing((ToldValue v) -> v.time().precision()).thenComparing(ToldValue::stated))
                .orElse(newest);
    }

    /** Whether two systems' tellings say the same, at whatever time. */
    public static boolean saySame(List<PatientTelling> a, List<PatientTelling> b) {
        return timeless(a).equals(timeless(b));
    }

    private static List<PatientTelling> timeless(List<PatientTelling> all) {
        return all.stream()
                .map(t -> new PatientTelling(
                        t.sourceId,
                        t.sourceName,
                        t.values.stream().map(v -> v.statedAt(null)).toList()))
                .toList();
    }
}
