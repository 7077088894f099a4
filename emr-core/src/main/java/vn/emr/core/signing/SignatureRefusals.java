package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.record.NounKind;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** Somebody who is to sign a sheet will not: it goes back to who wrote it, with the reason. */
@ApplicationScoped
public class SignatureRefusals {
    /** @param version that was seen */
    public record Asked(Integer version, Integer place, String reason) {}

    private final Access access;
    private final Database database;
    private final SigningAccess signers;
    private final SheetChanges changes;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public SignatureRefusals(
            Access access,
            Database database,
            SigningAccess signers,
            SheetChanges changes,
            AuditTrail trail,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.signers = signers;
        this.changes = changes;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Will not sign.
     *
     * @throws Refusal NOT_FOUND; CONFLICT when nothing waits there any more; FORBIDDEN for who may not sign there either; MALFORMED_FIELD for
     *     no reason; else as {@link SheetChanges#sendBack}
     */
    public Sheets.Opened refuse(Caller caller, Grant grant, UUID sheetId, Asked asked) {
        access.filedUnder(grant, NounKind.SHEET, sheetId);
        if (asked == null || asked.place() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which place", "/place");
        }
        Awaiting awaiting = database.inTransaction(t -> Awaiting.find(t, grant, sheetId, asked.place()))
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "nothing waits for this signature any more"));
        signers.may(grant, awaiting.right(), awaiting.state(), awaiting.accountId());
        return changes.sendBack(
                caller,
                grant,
                sheetId,
                awaiting.right(),
                new SheetChanges.Reasoned(asked.version(), asked.reason()),
                (t, sheet) -> {
                    t.update(
                            """
                            insert into signature_refusal (id, tenant_id, patient_id, sheet_id, version, place, role, account_id,
                                                           author_id, reason, at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            Ids.next(),
                            grant.tenantId(),
                            sheet.patientId(),
                            sheetId,
                            sheet.version(),
                            asked.place(),
                            awaiting.role(),
                            caller.id(),
                            sheet.authorId(),
                            asked.reason(),
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
                    trail.append(
                            t,
                            signers.signed(grant, sheetId, sheet.encounterId(), awaiting.role() + " refused")
                                    .because(asked.reason()));
                });
    }
}
