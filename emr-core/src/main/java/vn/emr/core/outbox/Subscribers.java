package vn.emr.core.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.store.Database;

/** How those who are told of changes stand, and what a person does with what one of them would not take. No patient data. */
@ApplicationScoped
public class Subscribers {
    private static final int MOST_PARKED = 200;

    /**
     * One subscriber.
     *
     * @param toldUpTo time of the newest change it was told of or passed over; null before the first
     * @param attempts at the next event
     * @param trouble why the next event was not taken, null when nothing is wrong
     * @param parked events that wait for a person
     */
    public record Subscriber(
            UUID sourceId,
            String name,
            String address,
            boolean enabled,
            Instant toldUpTo,
            Instant changedAt,
            int attempts,
            String trouble,
            long parked) {}

    /** An event that waits for a person. */
    public record Refused(
            UUID id,
            String subscriber,
            String kind,
            Instant changedAt,
            int attempts,
            String trouble,
            Instant parkedAt) {}

    private final Database database;
    private final Access access;
    private final Decided decided;

    @Inject
    public Subscribers(Database database, Access access, Decided decided) {
        this.database = database;
        this.access = access;
        this.decided = decided;
    }

    /** All subscribers of the caller's hospital by name. */
    public List<Subscriber> list(Caller caller) {
        access.require(caller, "WEBHOOKS", null, Right.SOURCE_READ);
        return database.query(
                """
                select s.id, s.name, s.settings->>'webhook-address' as address, s.enabled, c.changed_at,
                       coalesce(c.attempts, 0) as attempts, c.trouble,
                       (select o.at from outbox o where o.txid = c.txid and o.id = c.change_id) as told_up_to,
                       (select count(*) from webhook_parked p where p.source_id = s.id and p.state = 'PARKED') as parked
                from source s left join change_cursor c on c.source_id = s.id and c.channel = 'webhook'
                where s.tenant_id = ? and s.settings->>'webhook-address' is not null
                order by s.name, s.id
                """,
                row -> new Subscriber(
                        row.uuid("id"),
                        row.text("name"),
                        row.text("address"),
                        row.bool("enabled"),
                        row.instant("told_up_to"),
                        row.instant("changed_at"),
                        row.integer("attempts"),
                        row.text("trouble"),
                        row.number("parked")),
                caller.tenantId());
    }

    /** Events that wait for a person, oldest first. */
    public List<Refused> parked(Caller caller) {
        access.require(caller, "WEBHOOKS", null, Right.PARKED_READ);
        return database.query(
                """
                select p.id, s.name, o.kind, o.at, p.attempts, p.trouble, p.created_at
                from webhook_parked p
                join source s on s.id = p.source_id
                join outbox o on o.txid = p.txid and o.id = p.change_id
                where p.tenant_id = ? and p.state = 'PARKED'
                order by p.txid, p.change_id
                limit ?
                """,
                row -> new Refused(
                        row.uuid("id"),
                        row.text("name"),
                        row.text("kind"),
                        row.instant("at"),
                        row.integer("attempts"),
                        row.text("trouble"),
                        row.instant("created_at")),
                caller.tenantId(),
                MOST_PARKED);
    }

    /**
     * Tells a parked event again, once.
     *
     * @throws Refusal NOT_FOUND when nothing of this id is parked in the caller's hospital
     */
    public void tellAgain(Caller caller, UUID id) {
        decide(caller, id, "WAITING", "tell again");
    }

    /** The event is not told. Refusals as {@link #tellAgain}. */
    public void dismiss(Caller caller, UUID id) {
        decide(caller, id, "DISMISSED", "dismiss");
    }

    private static final String DECIDE = """
            update webhook_parked set state = ?, changed_at = ? where id = ? and tenant_id = ? and state = 'PARKED'
            """;

    private void decide(Caller caller, UUID id, String state, String what) {
        if (!decided.by(caller, "WEBHOOK", id, DECIDE, state, what)) {
            throw new Refusal(Code.NOT_FOUND, "no parked event with this id");
        }
    }
}
