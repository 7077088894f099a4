package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The database as the rest of the core sees it: visible parameterised SQL in, mapped rows out. Deadlocks and
 * serialization failures are repeated here, in this one place.
 */
@ApplicationScoped
public class Database {
    /** More than this many deadlocks in a row means something else is wrong. */
    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;

    @Inject
    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All rows of a query that feeds a page; the SQL bounds their number. */
    public <T> List<T> query(String sql, Function<Row, T> mapper, Object... parameters) {
        return inTransaction(transaction -> transaction.query(sql, mapper, parameters));
    }

    public <T> Optional<T> first(String sql, Function<Row, T> mapper, Object... parameters) {
        return inTransaction(transaction -> transaction.first(sql, mapper, parameters));
    }

    public int update(String sql, Object... parameters) {
        return inTransaction(transaction -> transaction.update(sql, parameters));
    }

    public void run(Consumer<Transaction> work) {
        inTransaction(transaction -> {
            work.accept(transaction);
            return null;
        });
    }

    /**
     * Runs work in one transaction and commits it; any exception rolls it back. The work may run again after a deadlock, so
     * it must not touch anything but the database.
     *
     * @throws StoreFault when the database says no; {@code OUTCOME_UNKNOWN} when the connection was lost during COMMIT
     */
    public <T> T inTransaction(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (StoreFault fault) {
                if (fault.kind() != StoreFault.Kind.REPEAT || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    private <T> T once(Function<Transaction, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.apply(new Transaction(connection));
            } catch (RuntimeException | Error e) {
                rollBack(connection);
                throw e;
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                throw StoreFault.duringCommit(e);
            }
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    /** A rollback that fails changes nothing: the server rolls back when the connection is gone. */
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            org.jboss.logging.Logger.getLogger(Database.class).debugf("rollback failed, SQLSTATE %s", e.getSQLState());
        }
    }
}
