package vn.emr.core.desk;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Purpose;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;

/** Lines of the trace for acts of the message desk, written in the transaction of the act. */
final class DeskTrace {
    static final String INBOUND = "INBOUND";
    static final String REPLAY = "REPLAY";

    private DeskTrace() {}

    /** @param what was done, in safe words */
    static AuditEvent done(Caller caller, String objectKind, UUID object, Instant at, String what) {
        return event(Kind.PARKED_ACTION, caller.tenantId(), caller.actor(), objectKind, object, at, what);
    }

    /** @param what was asked for and is not possible as things stand */
    static AuditEvent refused(Caller caller, String objectKind, UUID object, Instant at, String what) {
        return event(Kind.REFUSED, caller.tenantId(), caller.actor(), objectKind, object, at, what);
    }

    /** The server itself has come to the end of a replay. */
    static AuditEvent ended(UUID tenantId, UUID replay, Instant at) {
        return event(Kind.PARKED_ACTION, tenantId, Actor.SYSTEM, REPLAY, replay, at, "replay done");
    }

    private static AuditEvent event(
            Kind kind, UUID tenantId, Actor actor, String objectKind, UUID object, Instant at, String what) {
        return new AuditEvent(
                Ids.next(),
                at,
                tenantId,
                kind,
                kind != Kind.REFUSED,
                actor,
                null,
                null,
                objectKind,
                object,
                null,
                Purpose.OPERATION.name(),
                what);
    }
}
