package vn.emr.core.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What labels hide of one record from one caller. The database says what the labels find ({@code restrictions}); here stands
 * to whom each of them is open.
 */
record Restrictions(List<Item> items) {
    static final Restrictions NONE = new Restrictions(List.of());

    private static final String TEXTS = "TEXTS";

    /** A label that is in force. */
    record Label(UUID id, boolean told, String nameVi, String nameEn, Set<String> roles) {
        static final String NAMED = """
                select n.label_id, n.told, n.name_vi, n.name_en, n.roles
                from label_now n
                where n.tenant_id = ? and n.label_id = any (?)
                """;

        static Label of(Row row) {
            return new Label(
                    row.uuid("label_id"),
                    row.bool("told"),
                    row.text("name_vi"),
                    row.text("name_en"),
                    Set.of(row.<String>array("roles")));
        }

        /** Whether one of the roles that reach the person reads what it hides; in an emergency each does, a guest what was named. */
        boolean opensTo(Collection<ReadRule.Part> reached, Disclosed disclosed) {
            return disclosed != null
                    ? disclosed.labels().contains(id)
                    : reached.stream()
                            .anyMatch(part -> part.reach() == Reach.EMERGENCY
                                    || roles.contains(part.role().role()));
        }
    }

    /** One thing that a label finds. */
    record Item(Label label, String part, UUID id) {}

    /** What the labels find, of them what is not open to the caller. */
    static Restrictions closed(
            Transaction t, UUID tenant, Row found, List<ReadRule.Part> reached, Disclosed disclosed) {
        UUID[] labels = found.array("labels");
        if (labels.length == 0 || reached.isEmpty()) {
            return NONE;
        }
        String[] parts = found.array("parts");
        UUID[] ids = found.array("ids");
        Map<UUID, Label> named = new HashMap<>();
        t.query(Label.NAMED, Label::of, tenant, labels).stream()
                .filter(label -> !label.opensTo(reached, disclosed))
                .forEach(label -> named.put(label.id(), label));
        return new Restrictions(IntStream.range(0, ids.length)
                .filter(i -> named.containsKey(labels[i]))
                .mapToObj(i -> new Item(named.get(labels[i]), parts[i], ids[i]))
                .toList());
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Rows and visits that are not shown. */
    List<UUID> hidden() {
        return items.stream()
                .filter(item -> !item.part().equals(TEXTS))
                .map(Item::id)
                .distinct()
                .toList();
    }

    /** Visits whose free words are not shown. */
    Set<UUID> silent() {
        return items.stream()
                .filter(item -> item.part().equals(TEXTS))
                .map(Item::id)
                .collect(Collectors.toSet());
    }

    /** The labels that hide something. */
    List<UUID> labels() {
        return items.stream().map(item -> item.label().id()).distinct().toList();
    }

    /** What is said of it, each once. */
    List<Mask> masks() {
        return items.stream()
                .map(item -> item.label().told()
                        ? new Mask(
                                item.part(), item.label().nameVi(), item.label().nameEn())
                        : new Mask(item.part(), null, null))
                .distinct()
                .toList();
    }
}
