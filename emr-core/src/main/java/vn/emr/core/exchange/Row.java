package vn.emr.core.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.emr.core.form.Fact;
import vn.emr.core.record.Coded;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;

/** One row of a group that repeats: facts by name, and rows within it. */
final class Row {
    private final Map<String, List<Fact>> facts = new HashMap<>();
    private final Map<String, List<Row>> rows = new HashMap<>();

    List<Fact> facts(String name) {
        return facts.getOrDefault(name, List.of());
    }

    /** Null when it has no rows of that kind. */
    List<Row> rows(String each) {
        return rows.get(each);
    }

    Row say(String name, String words) {
        facts.put(name, Fact.some(words));
        return this;
    }

    Row say(String name, Coded coded) {
        facts.put(name, Fact.coded(coded));
        return this;
    }

    Row say(String name, TimePoint time) {
        facts.put(name, Fact.times(time));
        return this;
    }

    Row say(String name, BigDecimal number) {
        facts.put(name, number == null ? List.of() : List.of(Fact.number(number)));
        return this;
    }

    Row say(String name, Fact fact) {
        facts.put(name, fact == null ? List.of() : List.of(fact));
        return this;
    }

    /** What was answered on a sheet, each answer under the name of its item. */
    Row say(Map<String, List<Value>> answers) {
        answers.forEach((item, values) -> facts.put(
                item, values.stream().map(Fact::of).filter(f -> f != null).toList()));
        return this;
    }

    Row add(String each, Row row) {
        rows.computeIfAbsent(each, e -> new ArrayList<>()).add(row);
        return this;
    }
}
