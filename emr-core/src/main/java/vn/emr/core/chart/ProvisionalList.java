package vn.emr.core.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.ListGrant;
import vn.emr.core.store.Transaction;

/** People nobody has named yet and nobody has merged, newest first, each with who they may be. */
public final class ProvisionalList {
    private ProvisionalList() {}

    public record Unnamed(Candidates.Side side, Instant since, List<Candidates.Candidate> candidates) {}

    private record Found(UUID id, Instant at) {}

    private static final String PROVISIONAL = """
            select p.patient_id, p.revised_at
            from patient p
            where p.tenant_id = ? and p.provisional and (p.revised_at, p.patient_id) < (?, ?)
              and exists (select 1 from (%s) counted where counted.patient_id = p.patient_id)
              and not exists (select 1 from patient_link l
                              where l.tenant_id = p.tenant_id and l.patient_id = p.patient_id and l.active)
            order by p.revised_at desc, p.patient_id desc
            limit ?
            """;

    static PageOf<Unnamed> read(Transaction t, ListGrant grant, String cursor, int limit) {
        PageOf.Cursor after = PageOf.Cursor.of(cursor);
        List<Object> parameters = new ArrayList<>(Arrays.asList(grant.tenantId(), after.at(), after.id()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(PageOf.ask(limit));
        List<Found> found = t.query(
                PROVISIONAL.formatted(grant.counted()),
                row -> new Found(row.uuid("patient_id"), row.instant("revised_at")),
                parameters.toArray());
        List<Found> shown = PageOf.shown(found, limit);
        Map<UUID, Candidates.Known> people =
                Candidates.read(t, grant, shown.stream().map(Found::id).toList());
        List<Unnamed> unnamed = shown.stream()
                .map(f -> people.get(f.id()))
                .map(known -> new Unnamed(
                        known.side(), known.patient().origin().recorded(), Candidates.of(t, grant, known.patient())))
                .toList();
        return PageOf.of(found, limit, unnamed, f -> new PageOf.Cursor(f.at(), f.id(), f.id()));
    }
}
