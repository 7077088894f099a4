package vn.emr.core.access;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Transaction;

/**
 * One caller asking for one chart.
 *
 * @param outside whether they ask from outside the networks of the hospital
 */
record Opening(AuditTrail trail, Caller caller, Purpose purpose, boolean outside, Instant now) {
    /** @param grant the key; null when refused */
    record Judged(Grant grant, Code refused) {}

    /** Whether the caller may, with the trace of it written in the same transaction. */
    Judged judge(Transaction t, UUID patientId) {
        Judgement.Found found = Judgement.person(t, caller, patientId, now, purpose);
        if (found == null) {
            return new Judged(null, Code.NOT_FOUND);
        }
        if (!found.allowed() || found.disclosed() != null && outside) {
            return new Judged(null, Code.FORBIDDEN);
        }
        Grant grant = new Grant(caller, purpose, found);
        Judgement.mustBeTraceable(found.traceable());
        if (!found.opened()) {
            trail.append(
                    t,
                    caller.line(Kind.GRANT, true, now, found.root(), "PATIENT", found.root(), purpose, found.reason()));
            found.restricted()
                    .labels()
                    .forEach(label -> trail.append(
                            t, caller.line(Kind.MASK, true, now, found.root(), "LABEL", label, purpose, null)));
        }
        return new Judged(grant, null);
    }
}
