package vn.emr.core.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Ids;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.outbox.Outbox.Cursor;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * What one subscriber was told. The outbox itself is the queue: a cursor says how far, and what was not taken after all
 * tries stands aside for a person, so that it holds up no other.
 */
final class WebhookQueue {
    private static final int PAGE = 200;

    /** Where a subscriber stands. */
    record Standing(Cursor cursor, int attempts) {}

    private final Database database;
    private final Outbox outbox;
    private final Source subscriber;
    private final Clock clock;

    WebhookQueue(Database database, Outbox outbox, Source subscriber, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.subscriber = subscriber;
        this.clock = clock;
    }

    /** Where it stands; a new subscriber is told of what changes from now on. */
    Standing standing() {
        database.update("""
                insert into webhook_cursor (source_id, txid, change_id, changed_at)
                values (?, pg_snapshot_xmin(pg_current_snapshot()), '00000000-0000-0000-0000-000000000000', ?)
                on conflict do nothing
                """, subscriber.id, now());
        return database.first(
                        "select txid::text as txid, change_id, attempts from webhook_cursor where source_id = ?",
                        row -> new Standing(
                                new Cursor(row.text("txid"), row.uuid("change_id")), row.integer("attempts")),
                        subscriber.id)
                .orElseThrow();
    }

    /** The next changes, those of others and of other kinds among them. */
    List<Change> next(Cursor cursor) {
        return outbox.after(cursor, PAGE);
    }

    /** A parked change that a person wants told again, oldest first. */
    Optional<Change> again() {
        return database.first("""
                select o.txid::text as txid, o.id, o.tenant_id, o.patient_id, o.kind, o.noun_id, o.version, o.commit_id, o.at
                from webhook_parked p join outbox o on o.id = p.change_id and o.txid = p.txid
                where p.source_id = ? and p.state = 'WAITING'
                order by p.txid, p.change_id limit 1
                """, Outbox::change, subscriber.id);
    }

    /** Everything up to this change was told, or is none of its business. */
    void told(Cursor cursor) {
        database.update("""
                update webhook_cursor set txid = ?::xid8, change_id = ?, attempts = 0, trouble = null, changed_at = ?
                where source_id = ?
                """, cursor.transaction(), cursor.id(), now(), subscriber.id);
    }

    /** The next change was not taken; {@code counts} says whether this was a try. */
    void held(boolean counts, String trouble) {
        database.update(
                "update webhook_cursor set attempts = attempts + ?, trouble = ?, changed_at = ? where source_id = ?",
                counts ? 1 : 0,
                trouble,
                now(),
                subscriber.id);
    }

    /** The change stands aside for a person, and the cursor goes on; both or neither. */
    void parked(Change change, int attempts, String trouble) {
        Instant now = now();
        database.run(t -> {
            t.update(
                    """
                    insert into webhook_parked (id, tenant_id, source_id, txid, change_id, attempts, trouble, created_at, changed_at)
                    values (?, ?, ?, ?::xid8, ?, ?, ?, ?, ?) on conflict (source_id, change_id) do nothing
                    """,
                    Ids.next(),
                    change.tenantId(),
                    subscriber.id,
                    change.cursor().transaction(),
                    change.cursor().id(),
                    attempts,
                    trouble,
                    now,
                    now);
            t.update("""
                    update webhook_cursor set txid = ?::xid8, change_id = ?, attempts = 0, trouble = null, changed_at = ?
                    where source_id = ?
                    """, change.cursor().transaction(), change.cursor().id(), now, subscriber.id);
        });
    }

    /** What became of a parked change that was told again. */
    void settled(Change change, boolean taken, String trouble) {
        database.update(
                """
                update webhook_parked set state = ?, attempts = attempts + 1, trouble = coalesce(?, trouble), changed_at = ?
                where source_id = ? and change_id = ? and state = 'WAITING'
                """,
                taken ? "DONE" : "PARKED",
                trouble,
                now(),
                subscriber.id,
                change.cursor().id());
    }

    /** Changes that wait for a person. */
    long parked() {
        return database.first(
                        "select count(*) as n from webhook_parked where source_id = ? and state = 'PARKED'",
                        (Row row) -> row.number("n"),
                        subscriber.id)
                .orElse(0L);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
