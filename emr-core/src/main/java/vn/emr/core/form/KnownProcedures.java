package vn.emr.core.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Procedure.Part;
import vn.emr.core.record.Procedure.Sort;
import vn.emr.core.record.TimePoint;

/**
 * What is known of the surgeries and procedures of a visit.
 *
 * @param done each once, the oldest first
 */
record KnownProcedures(List<Procedure> done) {
    /** What is known at a path below {@code procedure}: of the newest, or of all. */
    List<Fact> facts(String path) {
        if (path.equals("procedure.all")) {
            return done.stream()
                    .map(p -> Fact.words(words(p.details())).by(path, p))
                    .toList();
        }
        return done.isEmpty()
                ? List.of()
                : of(path, done.getLast().details()).stream()
                        .map(fact -> fact.by(path, done.getLast()))
                        .toList();
    }

    /** A row for each. */
    List<Known.Facts> rows(String path) {
        return done.stream()
                .map(p -> {
                    Map<String, Fact> facts = new HashMap<>();
                    for (String at : List.of(
                            "procedure.start",
                            "procedure.sort",
                            "procedure.method",
                            "procedure.operator",
                            "procedure.anaesthetist")) {
                        of(at, p.details()).stream().findFirst().ifPresent(fact -> facts.put(at, fact));
                    }
                    return new Known.Facts(facts, Fact.from(path, p));
                })
                .toList();
    }

    private static List<Fact> of(String path, Procedure.Details d) {
        return switch (path) {
            case "procedure.start" -> Fact.times(d.performed());
            case "procedure.sort" ->
                List.of(
                        Sort.SURGERY.of(d)
                                ? Fact.coded("1", Sort.SURGERY.words)
                                : Fact.coded("2", Sort.PROCEDURE.words));
            case "procedure.name" -> Fact.some(name(d));
            case "procedure.method" -> Fact.some(joined(name(d), d.anaesthesia()));
            case "procedure.anaesthesia" -> Fact.some(d.anaesthesia());
            case "procedure.operator" ->
                d.performers().stream().map(Fact::words).toList();
            case "procedure.anaesthetist" -> people(d, Part.ANAESTHETIST);
            default -> List.of();
        };
    }

    private static List<Fact> people(Procedure.Details d, Part part) {
        return d.entered() == null
                ? List.of()
                : d.entered().names(part).stream().map(Fact::words).toList();
    }

    private static String name(Procedure.Details d) {
        String name = d.code() == null ? null : d.code().shown();
        if (d.entered() == null) {
            return name;
        }
        String side = d.entered().side() == null
                ? null
                : switch (d.entered().side()) {
                    case LEFT -> "bên trái";
                    case RIGHT -> "bên phải";
                    case BOTH -> "hai bên";
                };
        return joined(name, d.entered().site(), side);
    }

    private static String words(Procedure.Details d) {
        TimePoint at = d.performed();
        String what = joined(name(d), d.anaesthesia());
        String after = d.entered() == null
                ? null
                : Stream.of(d.entered().outcome(), d.entered().complications())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; "));
        return (at == null ? "" : Fact.time(at).words() + ": ")
                + what
                + (after == null || after.isEmpty() ? "" : " (" + after + ")");
    }

    private static String joined(String... words) {
        return Stream.of(words).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
