package vn.emr.core.outbox;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent;

/** The trace of what a person decided about something that another system did not take. */
final class Decided {
    private Decided() {}

    /**
     * @param kind what it is: {@code OUTGOING}, {@code WEBHOOK}
     * @param found false when nothing was there to decide about
     */
    static AuditEvent by(Caller caller, String kind, UUID id, boolean found, String what, Instant at) {
        return new AuditEvent(
                Ids.next(),
                at,
                caller.tenantId(),
                found ? AuditEvent.Kind.PARKED_ACTION : AuditEvent.Kind.REFUSED,
                found,
                caller.actor(),
                null,
                null,
                kind,
                id,
                null,
                null,
                what);
    }
}
