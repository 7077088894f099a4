package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import vn.emr.core.audit.AuditEvent;

/** The trace of administration, written in the same managed transaction as the nouns that Panache writes. */
@ApplicationScoped
public class ManagedTrail {
    private final EntityManager entityManager;

    @Inject
    public ManagedTrail(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Appends inside the running managed transaction.
     *
     * @throws StoreFault when the trace cannot be written; the transaction then rolls back
     */
    public void append(AuditEvent... events) {
        RowBatch batch = new RowBatch();
        for (AuditEvent event : events) {
            batch.add(Table.AUDIT_EVENT, AuditTrail.row(event));
        }
        entityManager.flush();
        entityManager.unwrap(Session.class).doWork(batch::write);
    }
}
