package vn.emr.core.audit;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Ids;

/**
 * One line of the trace (nhật ký): who did what, to whose data, from where, and whether it was allowed. It never holds the
 * data itself. Fields that do not apply are null.
 *
 * @param kind see {@link Kind}
 * @param actor who acted
 * @param patientId whose data, when it was one person's
 * @param objectKind what was touched, e.g. {@code DIAGNOSTIC_REPORT}, and its id
 * @param detail safe words only: counts, codes, names of sections
 * @param encounterId the visit whose record was touched, when it is known
 * @param changes what was and what is, of settings, rights, accounts and codes: {@code field: before -> after; …}; never a
 *     secret, never data of a patient
 * @param reason why, in the words of the person who acted
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
        String detail,
        UUID encounterId,
        String changes,
        String reason) {

    /** A line without visit, changes and reason. */
    public AuditEvent(
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
        this(
                id,
                at,
                tenantId,
                kind,
                success,
                actor,
                sourceId,
                patientId,
                objectKind,
                objectId,
                commitId,
                purpose,
                detail,
                null,
                null,
                null);
    }

    /** That something of the house was changed, such as an account, a role or a code: it is nobody's record. */
    public static AuditEvent ofHouse(
            Instant at, UUID tenantId, Kind kind, Actor who, String objectKind, UUID objectId) {
        return new AuditEvent(
                Ids.next(), at, tenantId, kind, true, who, null, null, objectKind, objectId, null, null, null);
    }

    /** The same, with safe words about what was touched. */
    public AuditEvent noting(String safeDetail) {
        return with(safeDetail, encounterId, changes, reason);
    }

    /** The same, of one visit. */
    public AuditEvent ofVisit(UUID encounter) {
        return with(detail, encounter, changes, reason);
    }

    /** The same, with what was and what is. */
    public AuditEvent changing(String beforeAndAfter) {
        return with(detail, encounterId, beforeAndAfter, reason);
    }

    /** The same, with the reason a person gave. */
    public AuditEvent because(String why) {
        return with(detail, encounterId, changes, why);
    }

    private AuditEvent with(String safeDetail, UUID encounter, String beforeAndAfter, String why) {
        return new AuditEvent(
                id,
                at,
                tenantId,
                kind,
                success,
                actor,
                sourceId,
                patientId,
                objectKind,
                objectId,
                commitId,
                purpose,
                safeDetail,
                encounter,
                beforeAndAfter,
                why);
    }

    /** What is traced. */
    public enum Kind {
        SIGN_IN,
        SIGN_IN_FAILED,
        /** A code of the second factor was right. */
        SECOND_FACTOR,
        SIGN_OUT,
        ACCOUNT_LOCKED,
        /** The system was used outside the hours of one's roles, or what was closed was opened, for a reason. */
        EMERGENCY,
        EMERGENCY_ENDED,
        /** Somebody judged an emergency of somebody else. */
        EMERGENCY_REVIEWED,
        PASSWORD_CHANGED,
        GRANT,
        REFUSED,
        /** Something of an opened record was hidden by a label. */
        MASK,
        SEARCH,
        OPEN,
        /** A page with patient data was printed. */
        PRINT,
        /** A file with patient data, or of the trace itself, was taken out. */
        EXPORT,
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
        /** A step of a request for a record: taken in, decided, closed. */
        DISCLOSURE,
        /** Something of a record was handed to somebody who had asked for it. */
        DISCLOSED,
        /** A step of destroying records whose term is over; of a patient: what became of the record. */
        DESTRUCTION,
        /** A sheet or an entry was signed, or somebody tried to; or would not, and said why. */
        SIGN,
        /** A person brought in a file for a system. */
        IMPORT,
        CONFIGURATION,
        ACCOUNT,
        /** What a role allows, or who has it, was changed. */
        RIGHTS,
        START,
        BACKUP
    }

    /**
     * Who acted: a person, a sending system or the server itself.
     *
     * @param address where the act came from
     * @param requestId joins the answer, the log and the trace; of a message the id it is kept under
     * @param device what the browser or program calls itself, at most {@value #LONGEST_DEVICE} characters
     */
    public record Actor(
            ActorKind kind,
            UUID id,
            String name,
            String role,
            UUID sessionId,
            String address,
            String requestId,
            String device) {
        /** Longer names of browsers are cut. */
        public static final int LONGEST_DEVICE = 200;

        /** One whose device is not known. */
        public Actor(
                ActorKind kind, UUID id, String name, String role, UUID sessionId, String address, String requestId) {
            this(kind, id, name, role, sessionId, address, requestId, null);
        }

        /** A device as it is kept: one short line without control characters, so that nothing in it looks like another. */
        public static String device(String callsItself) {
            if (callsItself == null) {
                return null;
            }
            String device = callsItself;
            String head = device.length() <= LONGEST_DEVICE ? device : device.substring(0, LONGEST_DEVICE);
            return head.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cs}\\x{2028}\\x{2029}]", "")
                    .strip();
        }

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
