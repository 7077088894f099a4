package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.audit.Digest;

/** Writes the trace. What is traced happens in the same transaction, or not at all. */
@ApplicationScoped
public class AuditTrail {
    private final Database database;

    @Inject
    public AuditTrail(Database database) {
        this.database = database;
    }

    /** Appends in a transaction of the caller: the act and its trace commit together. */
    public void append(Transaction transaction, AuditEvent... events) {
        if (events.length == 1) {
            RowBatch.add(transaction.connection(), Table.AUDIT_EVENT, row(events[0]));
            return;
        }
        RowBatch batch = new RowBatch();
        for (AuditEvent event : events) {
            batch.add(Table.AUDIT_EVENT, row(event));
        }
        batch.write(transaction.connection());
    }

    /**
     * Appends in a transaction of its own.
     *
     * @throws StoreFault when the trace cannot be written; the caller must then show nothing
     */
    public void append(List<AuditEvent> events) {
        database.run(transaction -> append(transaction, events.toArray(AuditEvent[]::new)));
    }

    /**
     * A line as it was written.
     *
     * @throws IllegalArgumentException for a kind this version does not know
     */
    public static AuditEvent of(Row row) {
        Actor actor = new Actor(
                ActorKind.valueOf(row.text("actor_kind")),
                row.uuid("actor_id"),
                row.text("actor_name"),
                row.text("role"),
                row.uuid("session_id"),
                row.text("address"),
                row.text("request_id"),
                row.text("device"));
        return new AuditEvent(
                row.uuid("id"),
                row.instant("at"),
                row.uuid("tenant_id"),
                Kind.valueOf(row.text("kind")),
                row.bool("success"),
                actor,
                row.uuid("source_id"),
                row.uuid("patient_id"),
                row.text("object_kind"),
                row.uuid("object_id"),
                row.uuid("commit_id"),
                row.text("purpose"),
                row.text("detail"),
                row.uuid("encounter_id"),
                row.text("changes"),
                row.text("reason"));
    }

    static Object[] row(AuditEvent e) {
        Actor a = e.actor();
        return new Object[] {
            e.id(),
            e.at(),
            e.tenantId(),
            e.kind().name(),
            e.success(),
            a.kind().name(),
            a.id(),
            a.name(),
            a.role(),
            a.sessionId(),
            e.sourceId(),
            e.patientId(),
            e.objectKind(),
            e.objectId(),
            e.commitId(),
            e.purpose(),
            a.address(),
            a.requestId(),
            e.detail(),
            a.device(),
            e.encounterId(),
            e.changes(),
            e.reason(),
            Digest.of(e),
            (int) Digest.AUDIT_VERSION
        };
    }
}
