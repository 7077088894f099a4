package vn.emr.core.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.organization.Source;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.privacy.Pass;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * What we must tell other systems about orders placed here: one queue per destination, filled from the outbox, emptied
 * strictly in order. A message is never lost (it leaves the queue only when answered) and an answered one is never sent
 * again; one without an answer is repeated with the same bytes.
 */
@ApplicationScoped
public class Outgoing {
    private static final int PAGE = 200;

    /** An order as it must be told, with what a message says of its patient, who may be spoken of there; the visit may be null. */
    public record Telling(
            Pass pass,
            ServiceOrder order,
            String control,
            Patient patient,
            Encounter visit,
            String controlId,
            Instant at) {}

    /** @param answer null until an answer was stored */
    public record Message(
            UUID id,
            UUID patientId,
            UUID orderId,
            String orderNumber,
            String control,
            String controlId,
            byte[] body,
            int attempts,
            byte[] answer) {}

    private final Database database;
    private final EgressGate gate;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public Outgoing(Database database, EgressGate gate, AuditTrail trail, Clock clock) {
        this.database = database;
        this.gate = gate;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Reads the outbox from where this destination stands and queues what it must be told; returns how many messages.
     *
     * @param messageType for people
     * @param writer makes the message; pure
     */
    public int collect(Source destination, String messageType, Function<Telling, byte[]> writer) {
        return database.inTransaction(t -> {
            Outbox.Cursor from = cursor(t, destination.id);
            // Before the page: everything older than this has committed and is in the page or behind it.
            String horizon = t.first("select pg_snapshot_xmin(pg_current_snapshot())::text as x", r -> r.text("x"))
                    .orElseThrow();
            List<Outbox.Change> page = Outbox.after(t, from, NounKind.SERVICE_ORDER, PAGE);
            int queued = 0;
            for (Outbox.Change change : page) {
                queued += queue(t, destination, messageType, change, writer) ? 1 : 0;
            }
            Outbox.Cursor last = page.isEmpty() ? from : page.getLast().cursor();
            boolean behind = page.size() < PAGE && Long.compareUnsigned(xid(last.transaction()), xid(horizon)) < 0;
            Outbox.Cursor to = behind ? new Outbox.Cursor(horizon, new UUID(0, 0)) : last;
            if (!to.equals(from)) {
                t.update("""
                        insert into outgoing_cursor (source_id, txid, change_id) values (?, ?::xid8, ?)
                        on conflict (source_id) do update set txid = excluded.txid, change_id = excluded.change_id
                        """, destination.id, to.transaction(), to.id());
            }
            return queued;
        });
    }

    private static long xid(String text) {
        return Long.parseUnsignedLong(text);
    }

    private static Outbox.Cursor cursor(Transaction t, UUID destination) {
        return t.first(
                        "select txid::text as txid, change_id from outgoing_cursor where source_id = ? for update",
                        r -> new Outbox.Cursor(r.text("txid"), r.uuid("change_id")),
                        destination)
                .orElse(Outbox.Cursor.START);
    }

    /** Only what a person decided here is told; what came in a message the destination knows, or must hear from its sender. */
    private boolean queue(
            Transaction t,
            Source destination,
            String messageType,
            Outbox.Change change,
            Function<Telling, byte[]> writer) {
        ServiceOrder order = DecidedHere.order(t, change).orElse(null);
        if (order == null || !destination.id.equals(order.performerId())) {
            return false;
        }
        Pass pass = gate.pass(
                        destination,
                        EgressGate.Way.ORDERS,
                        order.patientId(),
                        change.cursor().id())
                .orElse(null);
        if (pass == null) {
            return false;
        }
        String control = order.status() == ServiceOrder.Status.CANCELLED ? "CA" : "NW";
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = Ids.next();
        String controlId = Long.toHexString(id.getMostSignificantBits());
        Patient patient = DecidedHere.patient(t, change, order);
        Encounter visit = DecidedHere.visit(t, change, order);
        byte[] body = writer.apply(new Telling(pass, order, control, patient, visit, controlId, now));
        int added = t.update(
                """
                insert into outgoing (id, tenant_id, source_id, txid, change_id, patient_id, order_id, order_version,
                                      order_number, message_type, control, control_id, body, created_at, changed_at)
                values (?, ?, ?, ?::xid8, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (source_id, order_id, order_version) do nothing
                """,
                id,
                change.tenantId(),
                destination.id,
                change.cursor().transaction(),
                change.cursor().id(),
                order.patientId(),
                order.id(),
                order.version(),
                order.placerNumber(),
                messageType,
                control,
                controlId,
                body,
                now,
                now);
        if (added > 0) {
            trail.append(t, sending(change.tenantId(), destination.id, order, id, now));
        }
        return added > 0;
    }

    private static AuditEvent sending(UUID tenant, UUID destination, ServiceOrder order, UUID id, Instant now) {
        return new AuditEvent(
                Ids.next(),
                now,
                tenant,
                AuditEvent.Kind.SEND,
                true,
                AuditEvent.Actor.SYSTEM,
                destination,
                order.patientId(),
                "OUTGOING",
                id,
                null,
                null,
                "order");
    }

    private static final String MESSAGE = """
            select o.id, o.patient_id, o.order_id, o.order_number, o.control, o.control_id, o.body, o.attempts,
                   case when o.state = 'ANSWERED' then o.answer end as answer
            from outgoing o
            where o.source_id = ? and o.state in ('WAITING', 'ANSWERED')
              and not exists (select 1 from outgoing p
                              where p.source_id = o.source_id and p.order_id = o.order_id and p.state = 'PARKED')
            """;

    /** The next message to send, or one whose answer was stored and not applied; what follows a parked one of the same order waits. */
    public Optional<Message> next(Source destination) {
        String oldest = MESSAGE + " order by o.txid, o.change_id limit 1";
        Optional<Message> next = database.first(oldest, Outgoing::message, destination.id);
        while (next.isPresent() && keptBack(destination, next.get())) {
            next = database.first(oldest, Outgoing::message, destination.id);
        }
        return next;
    }

    /** A message made while the patient agreed, of one who does not any more, stops for a person. */
    private boolean keptBack(Source destination, Message message) {
        if (message.answer() != null
                || gate.pass(destination, EgressGate.Way.ORDERS, message.patientId(), message.id())
                        .isPresent()) {
            return false;
        }
        parked(message, "Người bệnh không đồng ý hoặc đã rút lại sự đồng ý");
        return true;
    }

    /** The first message after this one that speaks of another order. */
    public Optional<Message> besides(Source destination, Message first) {
        return database.first(
                        MESSAGE + " and o.order_id <> ? order by o.txid, o.change_id limit 1",
                        Outgoing::message,
                        destination.id,
                        first.orderId())
                .filter(message -> !keptBack(destination, message));
    }

    private static Message message(vn.emr.core.store.Row r) {
        return new Message(
                r.uuid("id"),
                r.uuid("patient_id"),
                r.uuid("order_id"),
                r.text("order_number"),
                r.text("control"),
                r.text("control_id"),
                r.bytes("body"),
                r.integer("attempts"),
                r.bytes("answer"));
    }

    /** One try without success; the message stays in its place. */
    public void tried(Message message, String trouble) {
        change(message.id(), "WAITING", "attempts = attempts + 1, trouble = ?", trouble);
    }

    /** The answer that ends the sending; from now on the message is never sent again. */
    public void answered(Message message, byte[] answer) {
        change(message.id(), "ANSWERED", "attempts = attempts + 1, trouble = null, answer = ?", answer);
    }

    /** The answer was applied. */
    public void done(Message message) {
        change(message.id(), "DONE", "trouble = ?", (Object) null);
    }

    /** A person must look at it; messages of other orders go on. */
    public void parked(Message message, String trouble) {
        change(message.id(), "PARKED", "trouble = ?", trouble);
    }

    private void change(UUID id, String state, String set, Object value) {
        database.update(
                "update outgoing set state = ?, changed_at = ?, " + set
                        + " where id = ? and state in ('WAITING', 'ANSWERED')",
                state,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                value,
                id);
    }
}
