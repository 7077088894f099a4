package vn.emr.core.form;

import static vn.emr.core.form.Fact.days;
import static vn.emr.core.form.Fact.some;
import static vn.emr.core.form.Fact.times;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.emr.core.form.Known.Facts;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;

/**
 * What is known of the visit and the stays it is made of.
 *
 * @param told whether the caller sees what the visit is for
 * @param department a department as people know it
 */
record KnownVisit(Encounter encounter, boolean told, Function<DepartmentStay, Fact> department) {
    /** What is known at a path below {@code encounter}, {@code stay} or {@code staff}. */
    List<Fact> facts(String path) {
        return of(path).stream().map(fact -> fact.by(path, encounter)).toList();
    }

    /** The stays that stand after the first, in their order: to where the patient was moved. */
    List<Facts> rows(String path) {
        return stays().skip(1)
                .map(stay -> new Facts(ofStay(stay), Fact.from(path, encounter)))
                .toList();
    }

    private List<Fact> of(String path) {
        return switch (path) {
            case "encounter.number" -> some(encounter.visitNumber());
            case "encounter.start" -> times(encounter.start());
            case "encounter.end" -> times(encounter.end());
            case "encounter.days" -> days(encounter.start(), encounter.end());
            case "encounter.reason" -> told ? some(encounter.reason()) : List.of();
            case "staff.attending" -> some(encounter.attendingDoctor());
            case "stay.department", "stay.room", "stay.bed" ->
                stays()
                        .reduce((first, second) -> second)
                        .map(last -> ofStay(last).get(path))
                        .stream()
                        .toList();
            case "stay.left", "stay.entered" -> ofTransfer(path.equals("stay.left"));
            case "stay.first.department", "stay.first.start", "stay.first.days" ->
                stays().findFirst().map(first -> ofStay(first).get(path.replace(".first", ""))).stream()
                        .toList();
            default -> List.of();
        };
    }

    /** The departments of the last transfer; before any, that where the patient lies is the one they will leave. */
    private List<Fact> ofTransfer(boolean left) {
        List<DepartmentStay> all = stays().toList();
        if (all.size() < 2) {
            return left ? all.stream().map(department).toList() : List.of();
        }
        return List.of(department.apply(all.get(all.size() - (left ? 2 : 1))));
    }

    private Map<String, Fact> ofStay(DepartmentStay stay) {
        Map<String, Fact> facts = new HashMap<>();
        facts.put("stay.department", department.apply(stay));
        put(facts, "stay.room", some(stay.room()));
        put(facts, "stay.bed", some(stay.bed()));
        put(facts, "stay.start", times(stay.start()));
        put(facts, "stay.days", days(stay.start(), stay.end()));
        return facts;
    }

    private static void put(Map<String, Fact> facts, String path, List<Fact> some) {
        some.forEach(fact -> facts.put(path, fact));
    }

    private Stream<DepartmentStay> stays() {
        return encounter.stays().stream().filter(stay -> !stay.cancelled());
    }
}
