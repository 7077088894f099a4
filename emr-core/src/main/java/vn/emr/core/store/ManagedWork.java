package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.hibernate.Session;

/** Visible SQL inside the running managed transaction, beside the nouns that Panache writes; both commit together. */
@ApplicationScoped
public class ManagedWork {
    private final EntityManager entityManager;

    @Inject
    public ManagedWork(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Does the work after everything Panache has written so far.
     *
     * @throws StoreFault when the database says no; the managed transaction then rolls back
     */
    public <T> T inside(Function<Transaction, T> work) {
        entityManager.flush();
        return entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> work.apply(new Transaction(connection)));
    }
}
