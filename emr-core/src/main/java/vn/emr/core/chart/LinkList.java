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

/** Merges that stand, newest first, for those who may have to take one back. */
public final class LinkList {
    private LinkList() {}

    /**
     * @param version of the link, to be named when it is taken back
     * @param by who merged: a person or a system
     * @param why the reason a person gave, or the event of the message
     */
    public record Link(
            int version,
            Candidates.Side loser,
            Candidates.Side survivor,
            Instant at,
            String by,
            String why,
            List<Comparison.Fact> facts) {}

    private record Found(UUID loser, UUID survivor, UUID link, int version, Instant at, String by, String why) {}

    private static final String LINKS = """
            select l.patient_id, l.survivor_id, l.link_id, l.version, l.revised_at, c.actor_name, c.why
            from patient_link l
            join revision r on r.tenant_id = l.tenant_id and r.patient_id = l.patient_id and r.noun_id = l.link_id
                           and r.version = l.version and r.committed_at = l.revised_at
            join record_commit c on c.id = r.commit_id
            where l.tenant_id = ? and l.active and (l.revised_at, l.link_id) < (?, ?)
              and exists (select 1 from (%1$s) counted where counted.patient_id = l.patient_id)
              and exists (select 1 from (%1$s) counted where counted.patient_id = l.survivor_id)
            order by l.revised_at desc, l.link_id desc
            limit ?
            """;

    static PageOf<Link> read(Transaction t, ListGrant grant, String cursor, int limit) {
        PageOf.Cursor after = PageOf.Cursor.of(cursor);
        List<Object> parameters = new ArrayList<>(Arrays.asList(grant.tenantId(), after.at(), after.id()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(PageOf.ask(limit));
        List<Found> found = t.query(
                LINKS.formatted(grant.counted()),
                row -> new Found(
                        row.uuid("patient_id"),
                        row.uuid("survivor_id"),
                        row.uuid("link_id"),
                        row.integer("version"),
                        row.instant("revised_at"),
                        row.text("actor_name"),
                        row.text("why")),
                parameters.toArray());
        List<Found> shown = PageOf.shown(found, limit);
        Map<UUID, Candidates.Known> people = Candidates.read(
                t,
                grant,
                shown.stream().flatMap(f -> Stream.of(f.loser(), f.survivor())).toList());
        List<Link> links = shown.stream()
                .map(f -> link(f, people.get(f.loser()), people.get(f.survivor())))
                .toList();
        return PageOf.of(found, limit, links, f -> new PageOf.Cursor(f.at(), f.link(), f.link()));
    }

    private static Link link(Found f, Candidates.Known loser, Candidates.Known survivor) {
        return new Link(
                f.version(),
                loser.side(),
                survivor.side(),
                f.at(),
                f.by(),
                f.why(),
                Comparison.of(loser.patient(), survivor.patient()));
    }
}
