package vn.emr.core.seal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.seal.Chain.Kind;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Whether the trace of a time is as it was sealed: its rows against their seals, the chain within the time, and nothing put in
 * behind it. What was told outside is not compared here; {@code ./emr audit verify} does, over all of the chain.
 */
public final class WindowCheck {
    private static final int STEP = 10_000;
    private static final int MOST = 200;
    /** A line is sealed within seconds; as long as this it may wait. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private final Database database;
    private final List<Finding> findings = new ArrayList<>();

    private record Bounds(long after, long end, byte[] hash, Integer epoch) {}

    public WindowCheck(Database database) {
        this.database = database;
    }

    /** Verifies a time; lines of its last ten minutes may not be sealed yet. */
    public Verification.Result run(Instant from, Instant to, Instant now) {
        Bounds bounds = database.inTransaction(t -> bounds(t, from, to));
        Chain chain = bounds.hash() == null ? null : new Chain(bounds.hash());
        Integer epoch = bounds.epoch();
        long number = bounds.after();
        for (long after = bounds.after(); after < bounds.end(); after += STEP) {
            long first = after;
            long last = Math.min(after + STEP, bounds.end());
            Window window = database.inTransaction(t -> Window.read(t, first, last, Instant.EPOCH));
            window.findings().forEach(this::found);
            for (Window.Part part : window.parts()) {
                if (part.first() != number + 1) {
                    found(new Finding(
                            number + 1, "numbers " + (number + 1) + " to " + (part.first() - 1) + " are missing"));
                }
                boolean goesOn = chain != null && epoch != null && epoch == part.epoch();
                if (goesOn && !fits(chain, part)) {
                    found(new Finding(part.first(), "the chain does not fit from number " + part.first() + " on"));
                }
                chain = new Chain(part.hash());
                epoch = part.epoch();
                number = part.last();
            }
        }
        behind(from, to.isBefore(now.minus(YOUNG)) ? to : now.minus(YOUNG));
        return new Verification.Result(number - bounds.after(), 0, List.of(), List.copyOf(findings));
    }

    private static boolean fits(Chain chain, Window.Part part) {
        byte mark = Chain.mark(part.kind(), part.reason());
        for (int i = 0; i < part.ids().length; i++) {
            chain.add(mark, part.ids()[i], part.digests(), 32 * i);
        }
        return Verification.same(chain.hash(), part.hash());
    }

    /** The seals of this time, and the one before them. */
    private static Bounds bounds(Transaction t, Instant from, Instant to) {
        long end = number(t, "select coalesce(max(last_number), 0) as n from seal where sealed_at < ?", to.plus(YOUNG));
        long after = number(t, "select coalesce(max(last_number), 0) as n from seal where sealed_at < ?", from);
        return t.first(
                        "select hash, epoch from seal where last_number = ?",
                        row -> new Bounds(after, end, row.bytes("hash"), row.integer("epoch")),
                        after)
                .orElse(new Bounds(after, end, null, null));
    }

    private static long number(Transaction t, String sql, Instant at) {
        return t.first(sql, row -> row.number("n"), at).orElse(0L);
    }

    /** Lines of the time that no seal names. */
    private void behind(Instant from, Instant to) {
        UUID first = Ids.first(from);
        UUID last = Ids.first(to);
        database.query("""
                        select a.id from audit_event a
                        where a.id >= ? and a.id < ? and not exists (
                          select 1 from seal s where s.kind = ? and s.last_id >= a.id and s.first_id <= a.id and a.id = any (s.row_ids))
                        order by a.id limit ?
                        """, row -> row.uuid("id"), first, last, Kind.AUDIT_EVENT, MOST)
                .forEach(id -> found(new Finding(0, "a row of audit_event was put in behind the seal: " + id)));
    }

    private void found(Finding finding) {
        if (findings.size() < MOST) {
            findings.add(finding);
        }
    }
}
