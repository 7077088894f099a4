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

/** How the queues to other systems stand, and what a person does with a message that cannot go on by itself. No patient data. */
@ApplicationScoped
public class Destinations {
    private static final int MOST_PARKED = 200;

    /**
     * One destination.
     *
     * @param waiting messages to be sent
     * @param waitingSince when the oldest of them was made; null when none waits
     * @param parked messages that wait for a person
     * @param lastAnswerAt null before the first
     * @param trouble why the next message was not sent, null when it was not tried without success
     */
    public record Queue(
            UUID sourceId,
            String name,
            String address,
            long waiting,
            Instant waitingSince,
            long parked,
            Instant lastAnswerAt,
            String trouble) {}

    /** A message that waits for a person. */
    public record Stopped(
            UUID id,
            String destination,
            String orderNumber,
            String messageType,
            int attempts,
            String trouble,
            Instant createdAt,
            Instant changedAt) {}

    private final Database database;
    private final Access access;
    private final Decided decided;

    @Inject
    public Destinations(Database database, Access access, Decided decided) {
        this.database = database;
        this.access = access;
        this.decided = decided;
    }

    /** All destinations of a hospital, also those that nothing waits for. */
    public List<Queue> queues(UUID tenantId) {
        return database.query(
                """
                select s.id, s.name, s.address, q.waiting, q.waiting_since, q.parked, q.last_answer, q.trouble
                from source s
                cross join lateral (
                  select count(*) filter (where o.state in ('WAITING', 'ANSWERED')) as waiting,
                         min(o.created_at) filter (where o.state in ('WAITING', 'ANSWERED')) as waiting_since,
                         count(*) filter (where o.state = 'PARKED') as parked,
                         (select max(d.changed_at) from outgoing d where d.source_id = s.id and d.state = 'DONE') as last_answer,
                         (array_agg(o.trouble order by o.txid, o.change_id) filter (where o.state = 'WAITING'))[1] as trouble
                  from outgoing o
                  where o.source_id = s.id and o.state in ('WAITING', 'ANSWERED', 'PARKED')) q
                where s.tenant_id = ? and s.address like 'mllp%' and (s.enabled or q.waiting + q.parked > 0)
                order by s.name, s.id
                """,
                r -> new Queue(
                        r.uuid("id"),
                        r.text("name"),
                        r.text("address"),
                        r.number("waiting"),
                        r.instant("waiting_since"),
                        r.number("parked"),
                        r.instant("last_answer"),
                        r.text("trouble")),
                tenantId);
    }

    /** Messages that wait for a person, oldest first. */
    public List<Stopped> parked(Caller caller) {
        access.require(caller, "OUTGOING", null, Right.PARKED_READ);
        return database.query(
                """
                select o.id, s.name, o.order_number, o.message_type, o.attempts, o.trouble, o.created_at, o.changed_at
                from outgoing o join source s on s.id = o.source_id
                where o.tenant_id = ? and o.state = 'PARKED'
                order by o.txid, o.change_id
                limit ?
                """,
                r -> new Stopped(
                        r.uuid("id"),
                        r.text("name"),
                        r.text("order_number"),
                        r.text("message_type"),
                        r.integer("attempts"),
                        r.text("trouble"),
                        r.instant("created_at"),
                        r.instant("changed_at")),
                caller.tenantId(),
                MOST_PARKED);
    }

    /**
     * Puts a parked message back into its place.
     *
     * @throws Refusal NOT_FOUND when nothing of this id is parked in the caller's hospital
     */
    public void sendAgain(Caller caller, UUID id) {
        decide(caller, id, "WAITING", "send again");
    }

    /** The message is not sent at all; later messages of the same order go on. Refusals as {@link #sendAgain}. */
    public void dismiss(Caller caller, UUID id) {
        decide(caller, id, "DISMISSED", "dismiss");
    }

    private static final String DECIDE = """
            update outgoing set state = ?, attempts = 0, answer = null, changed_at = ?
            where id = ? and tenant_id = ? and state = 'PARKED'
            """;

    private void decide(Caller caller, UUID id, String state, String what) {
        if (decided.by(caller, "OUTGOING", id, DECIDE, state, what) == 0) {
            throw new Refusal(Code.NOT_FOUND, "no parked outgoing message with this id");
        }
    }
}
