package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.RecordFolder.State;

/** Who may sign what of an opened chart; every attempt leaves its trace, whether it came to a signature or not. */
@ApplicationScoped
public class SigningAccess {
    /** Whoever signs anything: in treatment, as a head or for the facility. */
    public static final Right[] SIGNERS =
            ForSigners.class.getAnnotation(Requires.class).value();

    private static final String RECORD = "RECORD_FOLDER";

    private final Access access;

    @Inject
    public SigningAccess(Access access) {
        this.access = access;
    }

    /**
     * Somebody wants to sign a place of a sheet.
     *
     * @param only the one account that may; null: whoever holds the right
     * @throws Refusal FORBIDDEN, when it is for somebody else or no role that reaches the patient may sign so while the record is in
     *     its state
     */
    public void may(Grant grant, Right right, State state, UUID only) {
        if (only != null && !only.equals(grant.caller().id())) {
            throw new Refusal(Code.FORBIDDEN, "nobody signs for another");
        }
        if (!grant.may(right, state)) {
            throw new Refusal(Code.FORBIDDEN, "not permitted to sign so: " + right + " " + state);
        }
    }

    /** Whether {@link #may} would let the caller, for pages that offer nothing that cannot work; not traced. */
    public boolean would(Grant grant, Right right, State state, UUID only) {
        return (only == null || only.equals(grant.caller().id())) && grant.may(right, state);
    }

    /** The line of a signature, to be kept with it. */
    public AuditEvent signed(Grant grant, UUID sheetId, UUID encounterId, String safeDetail) {
        return access.event(grant, Kind.SIGN, "SHEET", sheetId)
                .ofVisit(encounterId)
                .noting(safeDetail);
    }

    /** The line of a signature of a whole record that leaves. */
    public AuditEvent signedRecord(Grant grant, UUID folderId, String safeDetail) {
        return access.event(grant, Kind.SIGN, RECORD, folderId).noting(safeDetail);
    }

    /** That somebody tried and did not sign a sheet. */
    public void notSigned(Grant grant, UUID sheetId, String safeDetail) {
        notSigned(grant, "SHEET", sheetId, safeDetail);
    }

    /** That somebody tried and did not sign a record that leaves. */
    public void recordNotSigned(Grant grant, UUID folderId, String safeDetail) {
        notSigned(grant, RECORD, folderId, safeDetail);
    }

    private void notSigned(Grant grant, String kind, UUID id, String safeDetail) {
        access.record(grant.caller()
                .line(Kind.SIGN, false, access.now(), grant.patientId(), kind, id, grant.purpose(), safeDetail));
    }
}
