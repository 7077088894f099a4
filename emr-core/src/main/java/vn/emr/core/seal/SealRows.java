package vn.emr.core.seal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.audit.Digest;
import vn.emr.core.seal.Chain.Kind;
import vn.emr.core.seal.Chain.Reason;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The queries of the sealer. */
final class SealRows {
    /** Names our turn among all servers of this database; any number nobody else uses. */
    private static final long TURN = 0x656D72_5EA1L;

    private SealRows() {}

    /** Rows that shall get numbers, in the order of their ids. */
    record Rows(UUID[] ids, byte[] digests) {
        static Rows of(List<One> all) {
            byte[] digests = new byte[32 * all.size()];
            for (int i = 0; i < all.size(); i++) {
                byte[] digest = all.get(i).digest();
                byte[] kept = digest.length == 32 ? digest : Digest.sha256().digest(digest);
                System.arraycopy(kept, 0, digests, 32 * i, 32);
            }
            return new Rows(all.stream().map(One::id).toArray(UUID[]::new), digests);
        }

        int size() {
            return ids.length;
        }
    }

    record One(UUID id, byte[] digest) {
        static One of(Row row) {
            return new One(row.uuid("id"), row.bytes("digest"));
        }
    }

    static boolean ourTurn(Transaction t) {
        return t.first("select pg_try_advisory_xact_lock(?) as ours", row -> row.bool("ours"), TURN)
                .orElseThrow();
    }

    /** Waits until it is our turn; always true. */
    static boolean ourTurnAtLast(Transaction t) {
        return t.first("select pg_advisory_xact_lock(?) is not null as ours", row -> row.bool("ours"), TURN)
                .orElseThrow();
    }

    /** When the oldest transaction began that still runs; now, when none does. Sees those of the own account. */
    static Instant oldestRunning(Transaction t) {
        return t.first("""
                        select least(clock_timestamp(), min(xact_start)) as at
                        from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        """, row -> row.instant("at")).orElseThrow();
    }

    /** The next rows of those that were there before, in the order of their ids. */
    static Rows fromTheBeginning(Transaction t, Kind kind, Instant before, int most) {
        UUID last = t.first(
                        "select last_id from seal where kind = ? and reason = 'FIRST' order by last_id desc limit 1",
                        row -> row.uuid("last_id"),
                        kind)
                .orElse(new UUID(0, 0));
        return Rows.of(t.query(
                "select id, digest from " + table(kind) + " where id > ? and id < ? order by id limit ?",
                One::of,
                last,
                Ids.first(before),
                most));
    }

    /** Rows from this id on that have no number. */
    static Rows without(Transaction t, Kind kind, UUID least, int most) {
        return Rows.of(t.query("""
                select id, digest from %s
                where id >= ? and id not in (select unnest(row_ids) from seal where kind = ? and last_id >= ?)
                order by id limit ?
                """.formatted(table(kind)), One::of, least, kind, least, most));
    }

    /** Rows of this time that have no number. */
    static Rows without(Transaction t, Kind kind, Instant from, Instant to, int most) {
        UUID least = Ids.first(from);
        UUID end = Ids.first(to);
        return Rows.of(t.query("""
                select id, digest from %s
                where id >= ? and id < ?
                  and id not in (select unnest(row_ids) from seal where kind = ? and last_id >= ? and first_id < ?)
                order by id limit ?
                """.formatted(table(kind)), One::of, least, end, kind, least, end, most));
    }

    /** Whether as many rows of this time have a number as there are; far cheaper than asking which. */
    static boolean allSealed(Transaction t, Kind kind, Instant from, Instant to) {
        UUID least = Ids.first(from);
        UUID end = Ids.first(to);
        return t.first(
                        """
                        select (select count(*) from %s where id >= ? and id < ?)
                             = (select count(*) from seal s cross join unnest(s.row_ids) as r(id)
                                where s.kind = ? and s.last_id >= ? and s.first_id < ? and r.id >= ? and r.id < ?) as all_sealed
                        """.formatted(table(kind)),
                        row -> row.bool("all_sealed"),
                        least,
                        end,
                        kind,
                        least,
                        end,
                        least,
                        end)
                .orElseThrow();
    }

    /** Gives the rows the next numbers. */
    static Head write(
            Transaction t, Head head, Kind kind, Reason reason, Rows rows, Instant sealedAt, Instant watermark) {
        Chain chain = new Chain(head.hash());
        byte mark = Chain.mark(kind, reason);
        UUID[] ids = rows.ids();
        for (int i = 0; i < ids.length; i++) {
            chain.add(mark, ids[i], rows.digests(), 32 * i);
        }
        Head next = new Head(head.epoch(), head.number() + ids.length, chain.hash(), watermark, reason == Reason.FIRST);
        t.update(
                """
                insert into seal (last_number, first_number, epoch, kind, reason, row_ids, digests, first_id, last_id, hash,
                                  sealed_at, watermark)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                next.number(),
                head.number() + 1,
                head.epoch(),
                kind,
                reason,
                ids,
                rows.digests(),
                ids[0],
                ids[ids.length - 1],
                next.hash(),
                sealedAt,
                watermark);
        return next;
    }

    static String table(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
