package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import vn.emr.core.audit.AuditEvent;
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

    static Object[] row(AuditEvent e) {
        AuditEvent.Actor a = e.actor();
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
