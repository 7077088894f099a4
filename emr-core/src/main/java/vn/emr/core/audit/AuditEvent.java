package vn.emr.core.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the trace (nhật ký): who did what, to whose data, from where, and whether it was allowed. It never holds the
 * data itself. Fields that do not apply are null.
 *
 * @param kind see {@link Kind}
 * @param actor who acted
 * @param patientId whose data, when it was one person's
 * @param objectKind what was touched, e.g. {@code DIAGNOSTIC_REPORT}, and its id
 * @param detail safe words only: counts, codes, names of sections
 */
public record AuditEvent(
        UUID id,
        Instant at,
        UUID tenantId,
        Kind kind,
        boolean success,
        Actor actor,
        UUID sourceId,
        UUID patientId,
        String objectKind,
        UUID objectId,
        UUID commitId,
        String purpose,
        String detail) {

    /** What is traced. */
    public enum Kind {
        SIGN_IN,
        SIGN_IN_FAILED,
        SIGN_OUT,
        ACCOUNT_LOCKED,
        PASSWORD_CHANGED,
        GRANT,
        REFUSED,
        SEARCH,
        OPEN,
        REVEAL,
        CREATE,
        UPDATE,
        MERGE,
        DISTINCT,
        PARKED,
        MESSAGE_REFUSED,
        PARKED_ACTION,
        MESSAGE_OPEN,
        /** Patient data was handed to another system. */
        SEND,
        /** A person brought in a file for a system. */
        IMPORT,
        CONFIGURATION,
        ACCOUNT,
        START,
        BACKUP
    }

    /** Who acted: a person, a sending system or the server itself. */
    public record Actor(
            ActorKind kind, UUID id, String name, String role, UUID sessionId, String address, String requestId) {
        /** The server acting by itself. */
        public static final Actor SYSTEM = new Actor(ActorKind.SYSTEM, new UUID(0, 0), "emr", null, null, null, null);
    }

    /** The three kinds of actor. */
    public enum ActorKind {
        PERSON,
        SOURCE,
        SYSTEM
    }
}
