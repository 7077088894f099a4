package vn.emr.core.outbox;

import java.time.Instant;
import java.util.Optional;
import vn.emr.core.Ids;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.privacy.Pass;
import vn.emr.core.store.Database;

/** What a subscriber would not take: it stands aside for a person, so that it holds up no other change. */
final class WebhookQueue {
    private final Database database;
    private final ChangeReader reader;

    WebhookQueue(Database database, ChangeReader reader) {
        this.database = database;
        this.reader = reader;
    }

    ChangeReader reader() {
        return reader;
    }

    /** See {@link ChangeReader#pass}. */
    Optional<Pass> pass(Change change) {
        return reader.pass(change);
    }

    /** A parked change that a person wants told again, oldest first. */
    Optional<Change> again() {
        return database.first("""
                select o.txid::text as txid, o.id, o.tenant_id, o.patient_id, o.kind, o.noun_id, o.version, o.commit_id, o.at
                from webhook_parked p join outbox o on o.id = p.change_id and o.txid = p.txid
                where p.source_id = ? and p.state = 'WAITING'
                order by p.txid, p.change_id limit 1
                """, Outbox::change, reader.subscriber());
    }

    /** The change stands aside for a person, and the cursor goes on; both or neither. */
    void parked(Change change, int attempts, String trouble, Integer answer) {
        Instant now = reader.now();
        database.run(t -> {
            t.update(
                    """
                    insert into webhook_parked (id, tenant_id, source_id, txid, change_id, attempts, trouble, created_at, changed_at)
                    values (?, ?, ?, ?::xid8, ?, ?, ?, ?, ?) on conflict (source_id, change_id) do nothing
                    """,
                    Ids.next(),
                    change.tenantId(),
                    reader.subscriber(),
                    change.cursor().transaction(),
                    change.cursor().id(),
                    attempts,
                    trouble,
                    now,
                    now);
            reader.refused(t, change.cursor(), answer);
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
                reader.now(),
                reader.subscriber(),
                change.cursor().id());
    }

    /** Changes that wait for a person. */
    long parked() {
        return database.first(
                        "select count(*) as n from webhook_parked where source_id = ? and state = 'PARKED'",
                        row -> row.number("n"),
                        reader.subscriber())
                .orElse(0L);
    }
}
