package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Check;
import vn.emr.core.signature.Signed;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Keeps a signature: its file first, on the disk, then in one transaction the row of the file, the signature with what was found of its
 * certificate, its line of the trace, and that nothing waits there any more.
 */
@ApplicationScoped
class KeptSignatures {
    private final Database database;
    private final BlobStore blobs;
    private final AuditTrail trail;
    private final SigningAccess signers;
    private final Clock clock;

    @Inject
    KeptSignatures(Database database, BlobStore blobs, AuditTrail trail, SigningAccess signers, Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.trail = trail;
        this.signers = signers;
        this.clock = clock;
    }

    /**
     * @param document whose newest file was signed
     * @param name who signed: of a place of the patient they, and the caller only sealed it
     * @param also what else is kept with it
     * @throws Refusal CONFLICT when the sheet changed meanwhile, or somebody else signed in this place
     * @throws vn.emr.core.store.StoreFault CONSTRAINT when somebody else signed the same file: it is signed anew over theirs
     */
    void keep(
            Caller caller,
            Grant grant,
            Awaiting awaiting,
            SignedDocuments.Document document,
            SigningKeys.Key key,
            Asked asked,
            Signed signed,
            String name,
            Consumer<Transaction> also) {
        String sha256 = blobs.put(signed.file());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            Sheets.locked(t, grant, awaiting.folderId());
            int waited = t.update(
                    "delete from signature_awaited where tenant_id = ? and thing_id = ? and place = ? and (entry or version = ?)",
                    grant.tenantId(),
                    awaiting.thing(),
                    awaiting.place(),
                    awaiting.version());
            if (waited == 0) {
                throw new Refusal(Code.CONFLICT, "nothing waits for this signature any more");
            }
            int number = document.number() + 1;
            SignedDocuments.append(t, document.id(), number, sha256, signed.file().length, "SIGNED", now);
            insert(t, caller, awaiting, document, number, key, asked, signed, name);
            String said = awaiting.role() + " " + signed.level() + " sha256 " + sha256;
            trail.append(t, signers.signed(grant, awaiting.sheetId(), awaiting.encounterId(), said));
            SignatureUpkeep.signed(t, document.id(), signed, now);
            also.accept(t);
        });
    }

    private static void insert(
            Transaction t,
            Caller caller,
            Awaiting awaiting,
            SignedDocuments.Document document,
            int number,
            SigningKeys.Key key,
            Asked asked,
            Signed signed,
            String name) {
        Check check = signed.check();
        t.update(
                """
                insert into signature (id, tenant_id, document_id, number, place, role, account_id, key_id, signer, holder, algorithm,
                                       level, at, stamped_at, certificate, trusted, revocation, asked, answer, warnings)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                asked.id(),
                caller.tenantId(),
                document.id(),
                number,
                awaiting.place(),
                awaiting.role(),
                caller.id(),
                key.id(),
                name,
                key.holder().name(),
                asked.algorithm().name(),
                signed.level().name(),
                asked.at(),
                signed.timestamp(),
                TrustedCertificates.der(asked.certificate()),
                check.trusted(),
                check.revocation().name(),
                check.source(),
                check.answer(),
                signed.warnings().toArray(String[]::new));
    }
}
