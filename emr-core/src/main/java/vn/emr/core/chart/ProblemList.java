package vn.emr.core.chart;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Problem;
import vn.emr.core.store.Transaction;

/** The problems of a chart: those that stand first, of these the important ones. */
public final class ProblemList {
    private static final int MOST = 500;

    /** As they are kept. */
    public static final Kept<Problem> KEPT = Kept.ofPerson(NounKind.PROBLEM, Problem.class, "problem", "problem_id");

    private ProblemList() {}

    /**
     * One version of one of them.
     *
     * @param code of ICD-10; null for words
     * @param seenIn the visit in which it was seen, where the chart shows that
     */
    public record Line(
            UUID id,
            int version,
            String code,
            String text,
            When since,
            Problem.Status status,
            Problem.Importance importance,
            String note,
            UUID seenIn,
            String reason,
            Origin origin) {
        /** @param visits that the chart shows */
        public static Line of(Problem p, Set<UUID> visits) {
            Problem.Details d = p.details();
            return new Line(
                    p.id(),
                    p.version(),
                    d.what().code(),
                    d.what().text(),
                    When.of(d.since()),
                    d.status(),
                    d.importance(),
                    d.note(),
                    visits.contains(d.seenIn()) ? d.seenIn() : null,
                    p.reason(),
                    Origin.of(p.origin()));
        }
    }

    /** All that was ever recorded, also what was taken back. */
    public static List<Problem> all(Transaction t, Grant grant) {
        return KEPT.found(t, grant, """
                order by array_position(array['ACTIVE', 'STABLE', 'RESOLVED'], n.status) nulls last,
                         n.importance = 'HIGH' desc, n.since_from desc nulls last, n.problem_id desc
                limit ?
                """, MOST);
    }

    static List<Line> read(Transaction t, Grant grant, Set<UUID> visits) {
        return all(t, grant).stream()
                .filter(Problem::stands)
                .map(p -> Line.of(p, visits))
                .toList();
    }
}
