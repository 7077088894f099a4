package vn.emr.core.outbox;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** An order that a person placed or cancelled here, with its patient and visit as the record has them now. */
final class DecidedHere {
    private DecidedHere() {}

    /** The order of a change; empty when it came in a message: that the destination knows, or must hear from its sender. */
    static Optional<ServiceOrder> order(Transaction t, Outbox.Change change) {
        return t.first(
                """
                select r.content
                from revision r join record_commit c on c.id = r.commit_id
                where r.tenant_id = ? and r.patient_id = ? and r.noun_id = ? and r.version = ? and c.inbound_id is null
                """,
                r -> (ServiceOrder) Content.read(NounKind.SERVICE_ORDER, r.text("content")),
                change.tenantId(),
                change.patientId(),
                change.nounId(),
                change.version());
    }

    static Patient patient(Transaction t, Outbox.Change change, ServiceOrder order) {
        return current(t, change, "patient", "patient_id", order.patientId(), NounKind.PATIENT, Patient.class);
    }

    /** Null for an order of no visit. */
    static Encounter visit(Transaction t, Outbox.Change change, ServiceOrder order) {
        return order.encounterId() == null
                ? null
                : current(
                        t,
                        change,
                        "encounter",
                        "encounter_id",
                        order.encounterId(),
                        NounKind.ENCOUNTER,
                        Encounter.class);
    }

    private static <T> T current(
            Transaction t, Outbox.Change change, String table, String key, UUID id, NounKind kind, Class<T> type) {
        String sql = """
                select r.content from %s c
                join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.%s
                               and r.version = c.version and r.committed_at = c.revised_at
                where c.tenant_id = ? and c.patient_id = ? and c.%s = ?
                """.formatted(table, key, key);
        return t.first(
                        sql,
                        r -> type.cast(Content.read(kind, r.text("content"))),
                        change.tenantId(),
                        change.patientId(),
                        id)
                .orElse(null);
    }
}
