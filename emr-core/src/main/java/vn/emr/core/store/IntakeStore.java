package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.record.Identifier;

/** The rows of messages: kept bytes, keys against doubles, later outcomes, and what waits for a person. */
@ApplicationScoped
public class IntakeStore {
    /** What makes a message the same message. */
    public record MessageKey(UUID sourceId, String controlId, byte[] digest) {}

    /** The first judgement of a message that came before. */
    public record Earlier(
            UUID inboundId, Instant receivedAt, String outcome, String code, String detail, byte[] answer) {}

    /**
     * What is known of a message key.
     *
     * @param earlier the same message, when it came before
     * @param idReused the control id came before with other content
     * @param contentSeen the content came before under another control id
     */
    public record Known(Optional<Earlier> earlier, boolean idReused, boolean contentSeen) {}

    /** A message row with its first outcome. */
    public record Inbound(
            UUID id,
            Instant receivedAt,
            UUID sourceId,
            String door,
            String peer,
            String format,
            String messageType,
            String controlId,
            byte[] digest,
            byte[] body,
            String bodySha256,
            int size,
            String charsetRule,
            String outcome,
            String code,
            String detail,
            int observationsIn,
            int observationsOut,
            List<String> remarks,
            byte[] answer) {}

    /** A kept message, to be read again. */
    public record Kept(
            UUID id,
            Instant receivedAt,
            UUID tenantId,
            UUID sourceId,
            String door,
            String peer,
            String format,
            byte[] body,
            String bodySha256,
            int size) {}

    /**
     * A message that waits for a person or a patient.
     *
     * @param fields where in it the fault is, in the words of its format
     */
    public record Waiting(
            UUID inboundId,
            Instant receivedAt,
            UUID sourceId,
            String messageType,
            String code,
            String detail,
            List<String> fields,
            int attempts,
            String state) {}

    /**
     * A message of ours about an order.
     *
     * @param control NW or CA
     */
    public record Asked(String orderNumber, String control) {}

    /**
     * A telling of a visit as a whole that counted.
     *
     * @param id in the order of arrival
     * @param inboundId the kept message that says it
     * @param sending where it came, see {@code Delivery}; null when that has no name
     * @param stated when the sender made it
     */
    public record Telling(UUID id, UUID inboundId, String sending, Instant stated) {}

    private static final int MOST_TELLINGS = 200;

    /** Nobody we know. */
    public static final UUID NO_SOURCE = new UUID(0, 0);

    private final Database database;

    @Inject
    public IntakeStore(Database database) {
        this.database = database;
    }

    /**
     * What is known of each key. A content seen before is looked up by its digest only ({@code is not distinct from} is
     * never looked up in an index): the key's own index would answer that with every message of the source.
     *
     * @param known is filled, in the order of the keys
     */
    public Question known(UUID tenantId, List<MessageKey> keys, Known[] known) {
        return new Question(
                """
                select u.n, k.inbound_id, k.received_at, k.outcome, k.code, k.detail, k.answer,
                  u.control <> '' and exists (select 1 from inbound_key o where o.tenant_id = ? and o.source_id = u.source
                    and o.control_id = u.control and o.content_digest <> u.digest) as id_reused,
                  exists (select 1 from inbound_key o where o.content_digest = u.digest and o.control_id <> u.control
                    and o.source_id is not distinct from u.source and o.tenant_id is not distinct from ?) as content_seen
                from unnest(?, ?, ?) with ordinality as u(source, control, digest, n)
                left join lateral (
                  select m.inbound_id, m.received_at, i.outcome, i.code, i.detail, i.answer from inbound_key m
                  join inbound i on i.id = m.inbound_id and i.received_at = m.received_at
                  where m.tenant_id = ? and m.source_id = u.source and m.control_id = u.control
                    and m.content_digest = u.digest
                  limit 1) k on true
                """,
                row -> known[row.number("n").intValue() - 1] = new Known(
                        Optional.ofNullable(row.uuid("inbound_id"))
                                .map(id -> new Earlier(
                                        id,
                                        row.instant("received_at"),
                                        row.text("outcome"),
                                        row.text("code"),
                                        row.text("detail"),
                                        row.bytes("answer"))),
                        row.bool("id_reused"),
                        row.bool("content_seen")),
                tenantId,
                tenantId,
                keys.stream().map(MessageKey::sourceId).toArray(UUID[]::new),
                keys.stream().map(MessageKey::controlId).toArray(String[]::new),
                keys.stream().map(MessageKey::digest).toArray(byte[][]::new),
                tenantId);
    }

    /** The later good outcome of a message that was refused at first. */
    public boolean acceptedLater(Transaction transaction, UUID inboundId) {
        return transaction
                .first(
                        "select 1 as one from inbound_event where inbound_id = ? and kind in ('APPLIED', 'PARKED') limit 1",
                        row -> row.integer("one"),
                        inboundId)
                .isPresent();
    }

    /** What a source told of a visit as a whole, under its number, in the order of arrival; the last 200 times. */
    public List<Telling> tellings(Transaction transaction, UUID tenantId, UUID sourceId, String controlId) {
        return transaction
                .query(
                        """
                        select id, inbound_id, sending, stated from whole_telling
                        where tenant_id = ? and source_id = ? and control_id = ?
                        order by id desc limit ?
                        """,
                        row -> new Telling(
                                row.uuid("id"), row.uuid("inbound_id"), row.text("sending"), row.instant("stated")),
                        tenantId,
                        sourceId,
                        controlId,
                        MOST_TELLINGS)
                .reversed();
    }

    /** The waiting messages that name one of these numbers, oldest first. */
    public List<UUID> wokenBy(Transaction transaction, UUID tenantId, Collection<Identifier.Key> keys) {
        return transaction.query(
                """
                select p.inbound_id from parked p
                where p.state = 'WAITING' and exists (
                  select 1 from parked_wait w join unnest(?, ?) as k(system, value) on w.system = k.system and w.value = k.value
                  where w.tenant_id = ? and w.inbound_id = p.inbound_id)
                order by p.received_at, p.inbound_id
                """,
                row -> row.uuid("inbound_id"),
                keys.stream().map(Identifier.Key::system).toArray(String[]::new),
                keys.stream().map(Identifier.Key::value).toArray(String[]::new),
                tenantId);
    }

    /**
     * Waiting messages whose patient, visit or document has arrived meanwhile: a wake-up lost in a crash is found here. Times
     * are those at which transactions began: two at once may commit the other way round, which the minute allows for.
     */
    public List<UUID> overdue(int limit) {
        return database.query("""
                select p.inbound_id from parked p
                where p.state = 'WAITING' and (p.code = 'UNKNOWN_PATIENT' and exists (
                  select 1 from parked_wait w
                  join patient_identifier i on i.tenant_id = w.tenant_id and i.value = w.value and i.system = w.system and i.active
                  where w.inbound_id = p.inbound_id)
                or p.code = 'UNKNOWN_VISIT' and exists (
                  select 1 from parked_wait w
                  left join encounter e on e.tenant_id = w.tenant_id and e.source_id = p.source_id and e.visit_number = w.value
                  left join visit_link l on l.tenant_id = w.tenant_id and l.source_id = p.source_id and l.visit_number = w.value
                  where w.inbound_id = p.inbound_id and greatest(e.revised_at, l.revised_at) > p.changed_at - interval '1 minute')
                or p.code = 'NOT_APPLICABLE' and exists (
                  select 1 from parked_wait w
                  join clinical_document d on d.tenant_id = w.tenant_id and d.source_id = p.source_id
                    and d.document_key = w.value
                  where w.inbound_id = p.inbound_id and d.revised_at > p.changed_at - interval '1 minute'))
                order by p.received_at, p.inbound_id limit ?
                """, row -> row.uuid("inbound_id"), limit);
    }

    /**
     * A message of ours was answered: it is not sent again. A second answer changes nothing.
     *
     * @param trouble why a person must look at it; null when it was taken
     */
    public void answered(Transaction transaction, UUID destination, String controlId, String trouble, Instant at) {
        transaction.update("""
                update outgoing set state = ?, trouble = ?, changed_at = ?
                where source_id = ? and control_id = ? and state in ('WAITING', 'ANSWERED', 'PARKED')
                """, trouble == null ? "DONE" : "PARKED", trouble, at, destination, controlId);
    }

    /** How a message stands on the parked list. */
    public Optional<Waiting> waiting(Transaction transaction, UUID inboundId) {
        return transaction.first(
                """
                select p.*, array(select jsonb_array_elements_text(p.fields)) as named from parked p
                where p.inbound_id = ? for update
                """,
                row -> new Waiting(
                        row.uuid("inbound_id"),
                        row.instant("received_at"),
                        row.uuid("source_id"),
                        row.text("message_type"),
                        row.text("code"),
                        row.text("detail"),
                        List.of(row.<String>array("named")),
                        row.integer("attempts"),
                        row.text("state")),
                inboundId);
    }

    /** Waiting messages that a mapping of codes may help, oldest first. */
    public List<UUID> waitingForCodes(UUID tenantId, int limit) {
        return database.query("""
                select inbound_id from parked
                where tenant_id = ? and state = 'WAITING' and code = 'UNMAPPED_FACILITY'
                order by received_at, inbound_id limit ?
                """, row -> row.uuid("inbound_id"), tenantId, limit);
    }

    /** One more try at a waiting message begins; whoever looked at it before must look again. */
    public void tried(Transaction transaction, UUID inboundId) {
        transaction.update("update parked set attempts = attempts + 1 where inbound_id = ?", inboundId);
    }

    /** A kept message, by id. */
    public Optional<Kept> kept(UUID inboundId) {
        return database.first(
                """
                select i.* from inbound_key k join inbound i on i.id = k.inbound_id and i.received_at = k.received_at
                where k.inbound_id = ?
                """,
                row -> new Kept(
                        row.uuid("id"),
                        row.instant("received_at"),
                        row.uuid("tenant_id"),
                        row.uuid("source_id"),
                        row.text("door"),
                        row.text("peer"),
                        row.text("format"),
                        row.bytes("body"),
                        row.text("body_sha256"),
                        row.integer("size")),
                inboundId);
    }

    /** The one tenant of this installation, for messages of nobody we know. */
    public UUID tenant() {
        return database.first("select id from tenant order by id limit 1", row -> row.uuid("id"))
                .orElse(new UUID(0, 0));
    }
}
