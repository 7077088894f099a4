package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.audit.Digest;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Pades;
import vn.emr.core.signature.Signed;
import vn.emr.core.signing.Signing.Item;
import vn.emr.core.signing.SigningJobs.Prepared;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/** One signature of a job: what is asked of the service, and the file with the value that came back. */
@ApplicationScoped
class JobItems {
    private final Access access;
    private final Database database;
    private final SignedDocuments documents;
    private final Signing signing;
    private final KeptSignatures kept;
    private final TrustedCertificates trusted;
    private final Pades pades;
    private final BlobStore blobs;
    private final Clock clock;

    @Inject
    JobItems(
            Access access,
            Database database,
            SignedDocuments documents,
            Signing signing,
            KeptSignatures kept,
            TrustedCertificates trusted,
            Pades pades,
            BlobStore blobs,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.documents = documents;
        this.signing = signing;
        this.kept = kept;
        this.trusted = trusted;
        this.pades = pades;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** What is to be asked for. */
    Prepared prepared(Caller caller, Grant grant, SigningKeys.Kept held, Awaiting awaiting, Item item) {
        SignedDocuments.Drawn drawn =
                documents.drawn(caller, grant, awaiting.sheetId(), awaiting.version(), awaiting.entryId());
        UUID id = Ids.next();
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String name = database.inTransaction(caller::displayName);
        Asked asked = Signers.asked(id, at, drawn.places(), awaiting, name, held);
        byte[] digest = Digest.sha256().digest(pades.toBeSigned(documents.bytes(drawn.document()), asked));
        return new Prepared(id, item, drawn.document().id(), drawn.document().number(), at, name, digest, null);
    }

    /**
     * Keeps the file with the value.
     *
     * @throws Refusal when it may not be signed any more; CONFLICT when somebody else signed the same file meanwhile: the value does
     *     not fit theirs, and it is asked for anew
     */
    void keep(Caller caller, SigningKeys.Kept held, Prepared prepared, byte[] value, Consumer<Transaction> also) {
        Grant grant = open(caller, prepared);
        Awaiting awaiting = signing.mayBeSigned(grant, held.key(), prepared.item());
        SignedDocuments.Drawn drawn = drawn(caller, grant, prepared);
        if (drawn.document().number() != prepared.fileNumber()) {
            throw new Refusal(Code.CONFLICT, "somebody else signed meanwhile");
        }
        Asked asked = asked(held, prepared, awaiting, drawn);
        Signed signed = pades.embed(bytes(prepared), asked, value, trusted.of(caller.tenantId()));
        try {
            kept.keep(caller, grant, awaiting, drawn.document(), held.key(), asked, signed, prepared.signer(), also);
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "somebody else signed meanwhile");
            }
            throw fault;
        }
    }

    private Grant open(Caller caller, Prepared prepared) {
        return access.open(caller, caller.purpose(), prepared.item().patientId());
    }

    private SignedDocuments.Drawn drawn(Caller caller, Grant grant, Prepared prepared) {
        Item item = prepared.item();
        return documents.drawn(caller, grant, item.sheetId(), item.version(), item.entryId());
    }

    private static Asked asked(
            SigningKeys.Kept held, Prepared prepared, Awaiting awaiting, SignedDocuments.Drawn drawn) {
        return Signers.asked(prepared.signatureId(), prepared.at(), drawn.places(), awaiting, prepared.signer(), held);
    }

    private byte[] bytes(Prepared prepared) {
        return blobs.get(database.first(
                        "select sha256 from signed_file where document_id = ? and number = ?",
                        row -> row.text("sha256"),
                        prepared.documentId(),
                        prepared.fileNumber())
                .orElseThrow());
    }
}
