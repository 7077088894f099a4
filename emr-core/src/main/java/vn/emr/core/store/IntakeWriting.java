package vn.emr.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.record.Identifier;
import vn.emr.core.store.IntakeStore.Inbound;
import vn.emr.core.store.IntakeStore.Waiting;

/** Gathers everything one batch of messages writes, and writes it in one round trip. */
public final class IntakeWriting {
    private final UUID tenantId;
    private final RowBatch batch = new RowBatch();
    private final List<ChangeSet> changes = new ArrayList<>();

    public IntakeWriting(UUID tenantId) {
        this.tenantId = tenantId;
    }

    /** A new message with its key. */
    public void inbound(Inbound i) {
        UUID source = i.sourceId() == null ? IntakeStore.NO_SOURCE : i.sourceId();
        batch.add(Table.INBOUND_KEY, tenantId, source, i.controlId(), i.digest(), i.id(), i.receivedAt());
        batch.add(
                Table.INBOUND,
                i.id(),
                i.receivedAt(),
                tenantId,
                i.sourceId(),
                i.door(),
                i.peer(),
                i.format(),
                i.messageType(),
                i.controlId(),
                i.digest(),
                i.size(),
                i.body(),
                i.bodySha256(),
                i.charsetRule(),
                i.outcome(),
                i.code(),
                i.detail(),
                i.observationsIn(),
                i.observationsOut(),
                Content.json(i.remarks()),
                i.answer());
    }

    /** A later outcome of a kept message. */
    public void event(UUID inboundId, Instant at, String kind, String code, String detail, String actor) {
        batch.add(Table.INBOUND_EVENT, Ids.next(), inboundId, at, tenantId, kind, code, detail, actor);
    }

    /** One more telling of a visit as a whole. */
    public void told(UUID sourceId, String controlId, IntakeStore.Telling t) {
        batch.add(Table.WHOLE_TELLING, tenantId, sourceId, controlId, t.id(), t.inboundId(), t.sending(), t.stated());
    }

    /** Puts a message on the parked list, or changes how it stands there. */
    public void parked(Waiting w, Collection<Identifier.Key> waitsFor, Instant at) {
        batch.add(
                Table.PARKED,
                w.inboundId(),
                w.receivedAt(),
                tenantId,
                w.sourceId() == null ? IntakeStore.NO_SOURCE : w.sourceId(),
                w.messageType(),
                w.code(),
                w.detail(),
                w.attempts(),
                w.state(),
                at,
                Content.json(w.fields()));
        waitsFor.forEach(key -> batch.add(Table.PARKED_WAIT, tenantId, key.system(), key.value(), w.inboundId()));
    }

    /** Says whose correction a new message is. */
    public void correction(UUID inboundId, UUID correctsId, Instant at, AuditEvent.Actor by, String reason) {
        batch.add(Table.CORRECTION, inboundId, tenantId, correctsId, at, by.id(), by.name(), reason);
    }

    public void audit(AuditEvent event) {
        batch.add(Table.AUDIT_EVENT, AuditTrail.row(event));
    }

    public void change(ChangeSet set) {
        changes.add(set);
    }

    /** Writes all of it in the caller's transaction. */
    public void write(Transaction transaction) {
        RecordStore.add(batch, tenantId, changes);
        batch.write(transaction.connection());
    }
}
