package vn.emr.core.staff;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;

/** How this room words the trace. */
final class StaffTrace {
    private StaffTrace() {}

    /** @param patientId whose record it is about; null: nobody's */
    static AuditEvent event(
            Caller caller, Kind kind, Instant at, String objectKind, UUID object, UUID patientId, String detail) {
        return new AuditEvent(
                Ids.next(),
                at,
                caller.tenantId(),
                kind,
                true,
                caller.actor(),
                null,
                patientId,
                objectKind,
                object,
                null,
                caller.purpose().name(),
                detail);
    }
}
