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
import vn.emr.core.store.Row;

/** How those who are told of changes stand, and what a person does with what one of them would not take. No patient data. */
@ApplicationScoped
public class Subscribers {
    private static final int MOST_PARKED = 200;

    /**
     * One way a subscriber is told; who is told over HTTP and through a topic stands twice.
     *
     * @param channel {@code webhook} or {@code topic}
     * @param address where it is told: the address, or the name of the topic
     * @param toldUpTo time of the newest change it was told of or passed over; null before the first
     * @param deliveredAt when it last took something
     * @param waiting changes it is still to be told of; {@code moreWaiting} when there may be more than were counted
     * @param waitingSince when the oldest of them happened
     * @param failingSince its first fault since it last took something
     * @param answer its last HTTP status; null when it gave none
     * @param nextTryAt null when nothing is held
     * @param attempts at the next event
     * @param trouble why the next event was not taken, null when nothing is wrong
     * @param parked events that wait for a person
     */
    public record Subscriber(
            UUID sourceId,
            String name,
            String channel,
            String address,
            boolean enabled,
            Instant toldUpTo,
            Instant changedAt,
            Instant deliveredAt,
            long waiting,
            boolean moreWaiting,
            Instant waitingSince,
            Instant failingSince,
            Integer answer,
            Instant nextTryAt,
            int attempts,
            String trouble,
            long parked) {}

    /** An event that waits for a person. */
    public record Refused(
            UUID id,
            UUID sourceId,
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

    /** Changes looked at behind a cursor; a subscriber further behind has at least as many waiting. */
    private static final int LOOKED_AT = 10_000;

    private static final String SUBSCRIBERS = """
            select s.id, s.name, w.channel, w.address, s.enabled, c.changed_at, c.delivered_at, c.failing_since, c.answer,
                   c.next_try_at, coalesce(c.attempts, 0) as attempts, c.trouble, q.waiting, q.looked_at, q.waiting_since,
                   (select o.at from outbox o where o.txid = c.txid and o.id = c.change_id) as told_up_to,
                   (select count(*) from webhook_parked p
                    where w.channel = 'webhook' and p.source_id = s.id and p.state = 'PARKED') as parked
            from source s
            cross join lateral (values
              ('webhook', s.settings->>'webhook-address',
               string_to_array(upper(nullif(replace(s.settings->>'webhook-kinds', ' ', ''), '')), ',')),
              ('topic', s.settings->>'kafka-out-topic', null)) w (channel, address, kinds)
            left join change_cursor c on c.source_id = s.id and c.channel = w.channel
            cross join lateral (
              select count(*) as looked_at, count(*) filter (where its) as waiting, min(at) filter (where its) as waiting_since
              from (select o.at, o.tenant_id = s.tenant_id and (w.kinds is null or o.kind = any (w.kinds)) as its
                    from outbox o where (o.txid, o.id) > (c.txid, c.change_id)
                    order by o.txid, o.id limit ?) behind) q
            where s.tenant_id = ? and w.address is not null
            order by s.name, s.id, w.channel desc
            """;

    /** All subscribers of the caller's hospital by name. */
    public List<Subscriber> list(Caller caller) {
        access.require(caller, "WEBHOOKS", null, Right.SOURCE_READ);
        return database.query(SUBSCRIBERS, Subscribers::subscriber, LOOKED_AT, caller.tenantId());
    }

    private static Subscriber subscriber(Row row) {
        return new Subscriber(
                row.uuid("id"),
                row.text("name"),
                row.text("channel"),
                row.text("address"),
                row.bool("enabled"),
                row.instant("told_up_to"),
                row.instant("changed_at"),
                row.instant("delivered_at"),
                row.number("waiting"),
                row.number("looked_at") == LOOKED_AT,
                row.instant("waiting_since"),
                row.instant("failing_since"),
                row.integer("answer"),
                row.instant("next_try_at"),
                row.integer("attempts"),
                row.text("trouble"),
                row.number("parked"));
    }

    /** Events that wait for a person, oldest first. */
    public List<Refused> parked(Caller caller) {
        access.require(caller, "WEBHOOKS", null, Right.PARKED_READ);
        return database.query(
                """
                select p.id, p.source_id, s.name, o.kind, o.at, p.attempts, p.trouble, p.created_at
                from webhook_parked p
                join source s on s.id = p.source_id
                join outbox o on o.txid = p.txid and o.id = p.change_id
                where p.tenant_id = ? and p.state = 'PARKED'
                order by p.txid, p.change_id
                limit ?
                """,
                row -> new Refused(
                        row.uuid("id"),
                        row.uuid("source_id"),
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

    /**
     * Tells all parked events of one subscriber again, each once.
     *
     * @return how many
     * @throws Refusal NOT_FOUND when nothing of it is parked in the caller's hospital
     */
    public int tellAllAgain(Caller caller, UUID sourceId) {
        int told = decided.by(caller, "WEBHOOK", sourceId, """
                update webhook_parked set state = ?, changed_at = ? where source_id = ? and tenant_id = ? and state = 'PARKED'
                """, "WAITING", "tell all again");
        if (told == 0) {
            throw new Refusal(Code.NOT_FOUND, "no parked event of this subscriber");
        }
        return told;
    }

    /** The event is not told. Refusals as {@link #tellAgain}. */
    public void dismiss(Caller caller, UUID id) {
        decide(caller, id, "DISMISSED", "dismiss");
    }

    private static final String DECIDE = """
            update webhook_parked set state = ?, changed_at = ? where id = ? and tenant_id = ? and state = 'PARKED'
            """;

    private void decide(Caller caller, UUID id, String state, String what) {
        if (decided.by(caller, "WEBHOOK", id, DECIDE, state, what) == 0) {
            throw new Refusal(Code.NOT_FOUND, "no parked event with this id");
        }
    }
}
