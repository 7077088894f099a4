package vn.emr.core.form;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.record.Problem;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value.From;

/** Problems in words, as the history of a form takes them: those that stand and those that are over, each with its source. */
final class KnownProblems {
    private KnownProblems() {}

    static List<Fact> facts(String path, List<Problem> all) {
        return all.stream()
                .filter(p -> p.details().status() != Problem.Status.ENTERED_IN_ERROR)
                .map(p -> Fact.words(words(p.details()))
                        .by(new From(path, p.origin().sourceName(), p.origin().stated(), p.id())))
                .toList();
    }

    private static String words(Problem.Details d) {
        String name = Stream.of(d.what().code(), d.what().text())
                .filter(word -> word != null)
                .collect(Collectors.joining(" "));
        String more = Stream.of(since(d.since()), status(d.status()), d.note())
                .filter(word -> word != null)
                .collect(Collectors.joining("; "));
        return name + " (" + more + ")";
    }

    private static String since(TimePoint since) {
        return since == null ? null : "từ " + Fact.time(since).words();
    }

    private static String status(Problem.Status status) {
        return switch (status) {
            case ACTIVE -> "đang tồn tại";
            case STABLE -> "đã ổn";
            case RESOLVED -> "đã khỏi";
            case ENTERED_IN_ERROR -> null;
        };
    }
}
