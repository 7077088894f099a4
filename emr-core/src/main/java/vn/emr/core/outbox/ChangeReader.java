package vn.emr.core.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.outbox.Outbox.Cursor;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.privacy.Pass;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/** How far one subscriber was told of the changes. The outbox itself is the queue; this is the cursor in it. */
public final class ChangeReader {
    private static final int PAGE = 500;

    /** How a subscriber is told; each way has a cursor of its own. */
    enum Channel {
        WEBHOOK,
        TOPIC;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param attempts at the next change */
    record Standing(Cursor cursor, int attempts) {}

    /**
     * Changes to be told, and where the subscriber stands when they are.
     *
     * @param changes those of the subscriber's hospital; may be none although the cursor moves
     */
    public record Next(List<ChangeEvent> changes, Cursor cursor, boolean more) {}

    private final Database database;
    private final Outbox outbox;
    private final EgressGate gate;
    private final Source subscriber;
    private final Channel channel;
    private final Clock clock;

    ChangeReader(Database database, Outbox outbox, EgressGate gate, Source subscriber, Channel channel, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.gate = gate;
        this.subscriber = subscriber;
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * The next changes of the subscriber's hospital, without those of people who do not agree to it; a new subscriber is told of
     * what changes from now on.
     */
    public Next next() {
        Cursor from = standing().cursor();
        List<Change> page = page(from);
        return new Next(
                page.stream()
                        .filter(c -> c.tenantId().equals(subscriber.tenantId))
                        .flatMap(c -> pass(c).map(pass -> ChangeEvent.of(c, pass)).stream())
                        .toList(),
                page.isEmpty() ? from : page.getLast().cursor(),
                page.size() == PAGE);
    }

    /**
     * Everything up to here was told: the subscriber took something just now.
     *
     * @param answer the HTTP status; null where there is none
     */
    public void told(Cursor cursor, Integer answer) {
        database.update("""
                update change_cursor set txid = ?::xid8, change_id = ?, attempts = 0, trouble = null, changed_at = ?,
                                         delivered_at = ?, failing_since = null, next_try_at = null, answer = ?
                where source_id = ? and channel = ?
                """, cursor.transaction(), cursor.id(), now(), now(), answer, subscriber.id, channel.word());
    }

    /** Nothing up to here is the subscriber's business any more; it was not asked. */
    public void passed(Cursor cursor) {
        database.run(t -> passed(t, cursor));
    }

    /**
     * The next change was not taken.
     *
     * @param counts whether this was a try
     * @param answer the HTTP status; null when there was none
     */
    public void held(boolean counts, String trouble, Integer answer, Instant nextTry) {
        database.update(
                """
                update change_cursor set attempts = attempts + ?, trouble = ?, changed_at = ?, answer = ?, next_try_at = ?,
                                         failing_since = coalesce(failing_since, ?)
                where source_id = ? and channel = ?
                """,
                counts ? 1 : 0,
                trouble,
                now(),
                answer,
                nextTry.truncatedTo(ChronoUnit.MICROS),
                now(),
                subscriber.id,
                channel.word());
    }

    /** What came of a change that was told again, which the cursor has long passed. */
    void toldAgain(boolean taken, Integer answer) {
        database.update("""
                update change_cursor set answer = ?, delivered_at = case when ? then ? else delivered_at end,
                                         failing_since = case when ? then null else coalesce(failing_since, ?) end
                where source_id = ? and channel = ?
                """, answer, taken, now(), taken, now(), subscriber.id, channel.word());
    }

    /** Whether the subscriber may be told of this change now; what is kept back is never told later. */
    Optional<Pass> pass(Change change) {
        return gate.pass(
                subscriber,
                EgressGate.Way.CHANGES,
                change.patientId(),
                change.cursor().id());
    }

    Standing standing() {
        database.update("""
                insert into change_cursor (source_id, channel, txid, change_id, changed_at)
                values (?, ?, pg_snapshot_xmin(pg_current_snapshot()), '00000000-0000-0000-0000-000000000000', ?)
                on conflict do nothing
                """, subscriber.id, channel.word(), now());
        return database.first(
                        """
                        select txid::text as txid, change_id, attempts from change_cursor where source_id = ? and channel = ?
                        """,
                        row -> new Standing(
                                new Cursor(row.text("txid"), row.uuid("change_id")), row.integer("attempts")),
                        subscriber.id,
                        channel.word())
                .orElseThrow();
    }

    /** The next changes, those of other hospitals among them. */
    List<Change> page(Cursor cursor) {
        return outbox.after(cursor, PAGE);
    }

    void passed(Transaction t, Cursor cursor) {
        t.update("""
                update change_cursor set txid = ?::xid8, change_id = ?, attempts = 0, trouble = null, changed_at = ?,
                                         next_try_at = null
                where source_id = ? and channel = ?
                """, cursor.transaction(), cursor.id(), now(), subscriber.id, channel.word());
    }

    /** A change was refused for good; what follows it goes on. */
    void refused(Transaction t, Cursor cursor, Integer answer) {
        passed(t, cursor);
        t.update("""
                update change_cursor set answer = ?, failing_since = coalesce(failing_since, ?)
                where source_id = ? and channel = ?
                """, answer, now(), subscriber.id, channel.word());
    }

    UUID subscriber() {
        return subscriber.id;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
