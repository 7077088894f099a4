package vn.emr.core.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.Digest;
import vn.emr.core.seal.Chain.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Computes the digests of rows again from what the tables hold now. */
final class RowDigests {
    private static final Comparator<UUID> AS_STORED = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private final Transaction t;
    private long revisions;

    RowDigests(Transaction t) {
        this.t = t;
    }

    /** How many versions the commits asked for were made of. */
    long revisions() {
        return revisions;
    }

    /** The digest of each row that is there once and can be read; an empty one where it is there twice or cannot. */
    Map<UUID, byte[]> of(Kind kind, UUID[] ids) {
        if (ids.length == 0) {
            return Map.of();
        }
        return kind == Kind.AUDIT_EVENT ? lines(ids) : commits(ids);
    }

    private Map<UUID, byte[]> lines(UUID[] ids) {
        UUID least = ids[0];
        UUID greatest = ids[0];
        for (UUID id : ids) {
            least = AS_STORED.compare(id, least) < 0 ? id : least;
            greatest = AS_STORED.compare(id, greatest) > 0 ? id : greatest;
        }
        Map<UUID, byte[]> digests = HashMap.newHashMap(ids.length);
        t.each(
                "select * from audit_event where id between ? and ? and id = any (?)",
                2_000,
                row -> digests.merge(row.uuid("id"), line(row), (one, other) -> new byte[0]),
                least,
                greatest,
                ids);
        return digests;
    }

    private static byte[] line(Row row) {
        try {
            AuditEvent line = AuditTrail.of(row);
            int version = row.integer("digest_version");
            boolean older = version == 1
                    && (line.actor().device() != null
                            || line.encounterId() != null
                            || line.changes() != null
                            || line.reason() != null);
            return older || version < 1 || version > Digest.AUDIT_VERSION ? new byte[0] : Digest.of(line, version);
        } catch (IllegalArgumentException unknownWord) {
            return new byte[0];
        }
    }

    /** @param kept its digest as it is kept, where a part of what it wrote was destroyed; else null */
    private record Commit(UUID id, Instant at, Digest digest, byte[] kept) {}

    private Map<UUID, byte[]> commits(UUID[] ids) {
        List<Commit> commits = new ArrayList<>();
        t.each("""
                select c.*, exists (select 1 from destroyed_version v where v.commit_id = c.id) as partly_destroyed
                from record_commit c where c.id = any (?)
                """, 2_000, row -> commits.add(commit(row)), (Object) ids);
        Map<UUID, Digest> open = HashMap.newHashMap(commits.size());
        Instant least = Instant.MAX;
        Instant greatest = Instant.MIN;
        for (Commit c : commits) {
            open.put(c.id(), c.digest());
            least = c.at().isBefore(least) ? c.at() : least;
            greatest = c.at().isAfter(greatest) ? c.at() : greatest;
        }
        if (!commits.isEmpty()) {
            versions(open, least, greatest, ids);
        }
        Map<UUID, byte[]> digests = HashMap.newHashMap(open.size());
        open.forEach((id, digest) -> digests.put(id, digest.finish()));
        // Content that was lawfully destroyed cannot be computed again: what is left of such a commit is its digest.
        commits.stream().filter(c -> c.kept() != null).forEach(c -> digests.put(c.id(), c.kept()));
        return digests;
    }

    private static Commit commit(Row row) {
        Digest digest = Digest.ofCommit(
                row.uuid("id"),
                row.instant("at"),
                row.uuid("tenant_id"),
                row.text("actor_kind"),
                row.uuid("actor_id"),
                row.text("actor_name"),
                row.text("why"),
                row.uuid("source_id"),
                row.uuid("inbound_id"));
        byte[] kept = Boolean.TRUE.equals(row.bool("partly_destroyed")) ? row.bytes("digest") : null;
        return new Commit(row.uuid("id"), row.instant("at"), digest, kept);
    }

    private void versions(Map<UUID, Digest> open, Instant least, Instant greatest, UUID[] ids) {
        t.each(
                """
                select commit_id, noun_id, version, kind, content::text as content from revision
                where committed_at between ? and ? and commit_id = any (?)
                order by commit_id, noun_id, version
                """,
                1_000,
                row -> {
                    Digest digest = open.get(row.uuid("commit_id"));
                    if (digest != null) {
                        revisions++;
                        digest.version(
                                row.uuid("noun_id"),
                                row.integer("version"),
                                row.text("kind"),
                                Content.canonical(row.text("content")));
                    }
                },
                least,
                greatest,
                ids);
    }
}
