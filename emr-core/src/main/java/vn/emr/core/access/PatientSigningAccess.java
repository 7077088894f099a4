package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.PrintAccess.Visitor;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * The trace of who holds the link by which a patient signs: nobody signed in, so they are an address and a device. Without a trace
 * nothing is shown and nothing is signed.
 */
@ApplicationScoped
public class PatientSigningAccess {
    private static final String WHAT = "PATIENT_SIGNING";

    /** What the link leads to. */
    public record Place(UUID tenantId, UUID patientId, UUID signingId) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;

    @Inject
    public PatientSigningAccess(Access access, Database database, AuditTrail trail) {
        this.access = access;
        this.database = database;
        this.trail = trail;
    }

    /** A line of what is shown to the holder (OPEN) or what they do (SIGN), to be written with it. */
    public void append(Transaction t, Visitor visitor, Place place, Kind kind, boolean success, String safeDetail) {
        trail.append(
                t,
                new AuditEvent(
                        Ids.next(),
                        access.now(),
                        place.tenantId(),
                        kind,
                        success,
                        visitor.actor(),
                        null,
                        place.patientId(),
                        WHAT,
                        place.signingId(),
                        null,
                        null,
                        safeDetail));
    }

    /** A link that leads nowhere, not yet or not any more: which of them is not told; traced. */
    public Refusal nowhere(Visitor visitor) {
        access.record(new AuditEvent(
                Ids.next(),
                access.now(),
                visitor.tenant(database),
                Kind.REFUSED,
                false,
                visitor.actor(),
                null,
                null,
                WHAT,
                null,
                null,
                null,
                Code.NOT_FOUND.name()));
        return new Refusal(Code.NOT_FOUND, "this link is not valid, or not any more");
    }
}
