package vn.emr.core.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** What a person decides about something that another system did not take: done and traced in one transaction. */
@ApplicationScoped
class Decided {
    private final Database database;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    Decided(Database database, Access access, AuditTrail trail, Clock clock) {
        this.database = database;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param kind what it is: {@code OUTGOING}, {@code WEBHOOK}
     * @param update sets state and time of what is parked, of an id and a tenant
     * @param what for the trace
     * @return how many were parked; 0 is traced as refused
     */
    int by(Caller caller, String kind, UUID id, String update, String state, String what) {
        access.require(caller, kind, id, Right.PARKED_APPLY);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(t -> {
            int found = t.update(update, state, now, id, caller.tenantId());
            trail.append(t, trace(caller, kind, id, found > 0, what, now));
            return found;
        });
    }

    private static AuditEvent trace(Caller caller, String kind, UUID id, boolean found, String what, Instant at) {
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
