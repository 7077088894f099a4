package vn.emr.core.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.emr.core.form.EnableWhen.Operator;
import vn.emr.core.form.Form.Item;
import vn.emr.core.record.Value;

/**
 * A form with answers: which items are asked, and what is computed. Takes any answers, also those that {@link Check} finds fault with;
 * what is no answer to its item counts as none.
 */
public final class Filled {
    /** Not in a row. */
    static final int TOP = -1;

    private record Place(Item item, Item parent, String rows) {}

    private record Asked(String item, int row) {}

    private final Form form;
    private final SortedMap<String, List<Value>> answers;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<Asked, Boolean> known = new HashMap<>();

    public Filled(Form form, Map<String, List<Value>> answers) {
        this.form = form;
        this.answers = Value.sorted(answers);
        form.item().forEach(item -> place(item, null, null));
    }

    private void place(Item item, Item parent, String rows) {
        places.put(item.linkId(), new Place(item, parent, rows));
        String inside = item.rows() ? item.linkId() : rows;
        item.item().forEach(child -> place(child, item, inside));
    }

    /** The items that are asked, as pointers into the answers; in rows once for each row. */
    public SortedSet<String> enabled() {
        SortedSet<String> enabled = new TreeSet<>();
        each((item, pointer, row) -> {
            if (enabled(item.linkId(), row)) {
                enabled.add(pointer);
            }
        });
        return enabled;
    }

    /** What is computed, by pointers; items without a result are left out. */
    public SortedMap<String, BigDecimal> calculated() {
        SortedMap<String, BigDecimal> calculated = new TreeMap<>();
        each((item, pointer, row) -> {
            if (item.calculated() != null) {
                values(item.linkId(), row).forEach(value -> calculated.put(pointer, value.number()));
            }
        });
        return calculated;
    }

    /** The answers with what is computed, whatever was sent in its place. */
    public SortedMap<String, List<Value>> completed() {
        Map<String, List<Value>> completed = new TreeMap<>(answers);
        for (Item item : form.answered()) {
            if (item.rows()) {
                completed.computeIfPresent(item.linkId(), (id, rows) -> completed(item, rows));
            } else {
                compute(item, TOP, completed);
            }
        }
        return Value.sorted(completed);
    }

    private List<Value> completed(Item group, List<Value> rows) {
        List<Item> inside = group.item().stream().flatMap(Item::answered).toList();
        List<Value> completed = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Value value = rows.get(row);
            if (value == null || value.answers() == null) {
                completed.add(value);
            } else {
                Map<String, List<Value>> of = new TreeMap<>(value.answers());
                int number = row;
                inside.forEach(item -> compute(item, number, of));
                completed.add(value.with(of));
            }
        }
        return completed;
    }

    private void compute(Item item, int row, Map<String, List<Value>> into) {
        if (item.calculated() != null) {
            List<Value> result = values(item.linkId(), row);
            if (result.isEmpty()) {
                into.remove(item.linkId());
            } else {
                into.put(item.linkId(), result);
            }
        }
    }

    /** Whether an item is asked: its own conditions hold, and those of its groups. */
    boolean enabled(String id, int row) {
        Asked asked = new Asked(id, row);
        Boolean before = known.get(asked);
        if (before != null) {
            return before;
        }
        Place place = places.get(id);
        boolean above = place.parent() == null || enabled(place.parent().linkId(), place.rows() == null ? TOP : row);
        boolean enabled = above && (place.item().enableWhen().isEmpty() || holds(place.item(), row));
        known.put(asked, enabled);
        return enabled;
    }

    private boolean holds(Item item, int row) {
        return item.enableBehavior() == EnableWhen.Behavior.ANY
                ? item.enableWhen().stream().anyMatch(when -> holds(when, row))
                : item.enableWhen().stream().allMatch(when -> holds(when, row));
    }

    private boolean holds(EnableWhen when, int row) {
        List<Value> values = values(when.question(), row);
        return switch (when.operator()) {
            case EXISTS -> Objects.equals(when.answer(), !values.isEmpty());
            case EQUAL -> values.stream().anyMatch(value -> same(value, when.answer()));
            case NOT_EQUAL -> !values.isEmpty() && values.stream().noneMatch(value -> same(value, when.answer()));
            default ->
                values.stream()
                        .filter(value -> value.number() != null)
                        .anyMatch(value -> compares(
                                when.operator(), value.number().compareTo(FormRules.number((Number) when.answer()))));
        };
    }

    private static boolean same(Value value, Object answer) {
        return switch (answer) {
            case Boolean yes -> yes.equals(value.yes());
            case Number number -> value.number() != null && value.number().compareTo(FormRules.number(number)) == 0;
            default -> answer.equals(value.code()) || answer.equals(value.text());
        };
    }

    private static boolean compares(Operator operator, int order) {
        return switch (operator) {
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> order <= 0;
        };
    }

    /** The answers of an item that is asked, in its row; from the top level those of all rows. */
    private List<Value> values(String id, int row) {
        Place place = places.get(id);
        if (place.rows() != null && row == TOP) {
            List<Value> all = new ArrayList<>();
            for (int each = 0; each < rows(place.rows()).size(); each++) {
                if (counts(rows(place.rows()).get(each))) {
                    all.addAll(values(id, each));
                }
            }
            return all;
        }
        if (!enabled(id, place.rows() == null ? TOP : row)) {
            return List.of();
        }
        if (place.item().calculated() != null) {
            return computed(place.item(), row);
        }
        Map<String, List<Value>> in = place.rows() == null ? answers : inRow(place.rows(), row);
        return in.getOrDefault(id, List.of()).stream()
                .filter(Objects::nonNull)
                .filter(value -> !place.item().rows() || value.answers() != null)
                .filter(value -> value.number() == null || Check.countable(value.number()))
                .toList();
    }

    private List<Value> computed(Item item, int row) {
        List<List<Value>> of =
                item.calculated().of().stream().map(id -> values(id, row)).toList();
        Optional<BigDecimal> result = Calculation.result(item, of);
        return result.map(number -> List.of(Value.of(number))).orElse(List.of());
    }

    private Map<String, List<Value>> inRow(String group, int row) {
        Value value = rows(group).get(row);
        return value == null || value.answers() == null ? Map.of() : value.answers();
    }

    private List<Value> rows(String group) {
        List<Value> rows = answers.get(group);
        return rows == null ? List.of() : rows;
    }

    /** Whether a row counts: an entry that was struck out does not. */
    private static boolean counts(Value row) {
        return row != null && (row.entry() == null || row.entry().struck() == null);
    }

    /** What is done with an item where it stands. */
    interface Visit {
        void at(Item item, String pointer, int row);
    }

    /** Each item that may be answered; in rows once for each row. */
    void each(Visit visit) {
        for (Item item : form.answered()) {
            visit.at(item, "/" + item.linkId(), TOP);
            if (item.rows()) {
                List<Item> inside = item.item().stream().flatMap(Item::answered).toList();
                for (int row = 0; row < rows(item.linkId()).size(); row++) {
                    int number = row;
                    inside.forEach(child ->
                            visit.at(child, "/" + item.linkId() + "/" + number + "/" + child.linkId(), number));
                }
            }
        }
    }
}
