package vn.emr.core.store;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/**
 * The database said no. Carries the SQLSTATE and the constraint name only: the driver's detail holds the values, and those
 * may be patient data.
 */
public final class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What can be done about it. */
    public enum Kind {
        /** Serialization failure or deadlock (40001, 40P01): the same transaction again. */
        REPEAT,
        /** A constraint was violated (class 23). */
        CONSTRAINT,
        /** The database cannot be reached, has no room or took too long (classes 08, 53, 57, 58; 55P03, 25P03). */
        UNAVAILABLE,
        /** The connection was lost while COMMIT was under way. */
        OUTCOME_UNKNOWN,
        /** Anything else: a mistake of ours. */
        OTHER
    }

    private final Kind kind;
    private final String sqlState;
    private final String constraint;

    private StoreFault(Kind kind, String sqlState, String constraint) {
        super("database fault " + kind + " SQLSTATE " + sqlState
                + (constraint == null ? "" : " constraint " + constraint));
        this.kind = kind;
        this.sqlState = sqlState;
        this.constraint = constraint;
    }

    static StoreFault of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String constraint = e instanceof PSQLException p && p.getServerErrorMessage() != null
                ? p.getServerErrorMessage().getConstraint()
                : null;
        return new StoreFault(kind(state), state, constraint);
    }

    /** A COMMIT that failed: unless the server itself refused it, nobody knows what became of it. */
    static StoreFault duringCommit(SQLException e) {
        StoreFault fault = of(e);
        return fault.kind == Kind.UNAVAILABLE || fault.kind == Kind.OTHER
                ? new StoreFault(Kind.OUTCOME_UNKNOWN, fault.sqlState, null)
                : fault;
    }

    private static Kind kind(String state) {
        if (state.equals("40001") || state.equals("40P01")) {
            return Kind.REPEAT;
        }
        if (state.startsWith("23")) {
            return Kind.CONSTRAINT;
        }
        boolean away = state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.equals("55P03")
                || state.equals("25P03");
        return away ? Kind.UNAVAILABLE : Kind.OTHER;
    }

    public Kind kind() {
        return kind;
    }

    public String sqlState() {
        return sqlState;
    }

    /** Name of the violated constraint, or null. */
    public String constraint() {
        return constraint;
    }
}
