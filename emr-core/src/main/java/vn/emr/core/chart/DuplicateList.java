package vn.emr.core.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.ListGrant;
import vn.emr.core.store.Transaction;

/** People who may be one, newest first. Both must be within the reach of the one who looks. */
public final class DuplicateList {
    private DuplicateList() {}

    /** @param evidence {@code NUMBER} or {@code NAME}: why the server thinks they may be one */
    public record Pair(
            Candidates.Side one,
            Candidates.Side other,
            String evidence,
            Instant foundAt,
            List<Comparison.Fact> facts) {}

    private record Found(UUID one, UUID other, String evidence, Instant at) {}

    private static final String PAIRS = """
            select d.one_id, d.other_id, d.evidence, d.found_at
            from possible_duplicate d
            where d.tenant_id = ? and (d.found_at, d.one_id, d.other_id) < (?, ?, ?)
              and exists (select 1 from (%1$s) counted where counted.patient_id = d.one_id)
              and exists (select 1 from (%1$s) counted where counted.patient_id = d.other_id)
              and not exists (select 1 from patient_link l
                              where l.tenant_id = d.tenant_id and l.patient_id in (d.one_id, d.other_id) and l.active)
            order by d.found_at desc, d.one_id desc, d.other_id desc
            limit ?
            """;

    static PageOf<Pair> read(Transaction t, ListGrant grant, String cursor, int limit) {
        PageOf.Cursor after = PageOf.Cursor.of(cursor);
        List<Object> parameters =
                new ArrayList<>(Arrays.asList(grant.tenantId(), after.at(), after.id(), after.second()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(PageOf.ask(limit));
        List<Found> found = t.query(
                PAIRS.formatted(grant.counted()),
                row -> new Found(
                        row.uuid("one_id"), row.uuid("other_id"), row.text("evidence"), row.instant("found_at")),
                parameters.toArray());
        List<Found> shown = PageOf.shown(found, limit);
        Map<UUID, Candidates.Known> people = Candidates.read(
                t,
                grant,
                shown.stream().flatMap(f -> Stream.of(f.one(), f.other())).toList());
        List<Pair> pairs = shown.stream()
                .map(f -> pair(f, people.get(f.one()), people.get(f.other())))
                .toList();
        return PageOf.of(found, limit, pairs, f -> new PageOf.Cursor(f.at(), f.one(), f.other()));
    }

    private static Pair pair(Found f, Candidates.Known one, Candidates.Known other) {
        return new Pair(one.side(), other.side(), f.evidence(), f.at(), Comparison.of(one.patient(), other.patient()));
    }
}
