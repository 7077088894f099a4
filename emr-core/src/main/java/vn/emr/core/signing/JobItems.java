package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import vn.emr.core.signing.SigningJobs.Sealed;
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
    private final PatientSeals seals;
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
            PatientSeals seals,
            KeptSignatures kept,
            TrustedCertificates trusted,
            Pades pades,
            BlobStore blobs,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.documents = documents;
        this.signing = signing;
        this.seals = seals;
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
        String name = database.inTransaction(caller::displayName);
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Asked asked = Signers.asked(Ids.next(), at, drawn.places(), awaiting, name, held);
        return prepared(item, drawn.document(), asked, name, null);
    }

    /** The same of what a patient said. */
    Prepared sealing(Caller caller, Grant grant, PatientSeals.Ready ready) {
        Awaiting awaiting = ready.awaiting();
        PatientSeal seal = ready.seal();
        SignedDocuments.Drawn drawn = documents.drawn(caller, grant, awaiting.sheetId(), awaiting.version(), null);
        Item item = new Item(grant.patientId(), awaiting.sheetId(), null, awaiting.version(), awaiting.place());
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Asked asked = seal.asked(Ids.next(), at, ready.witness(), ready.held());
        Sealed sealed = new Sealed(seal.signing().id(), seal.evidence(), seal.secondWitness());
        return prepared(item, drawn.document(), asked, ready.witness(), sealed);
    }

    private Prepared prepared(Item item, SignedDocuments.Document document, Asked asked, String name, Sealed sealed) {
        byte[] digest = Digest.sha256().digest(pades.toBeSigned(documents.bytes(document), asked));
        return new Prepared(asked.id(), item, document.id(), document.number(), asked.at(), name, digest, sealed, null);
    }

    /**
     * Keeps the file with the value.
     *
     * @throws Refusal when it may not be signed any more; CONFLICT when somebody else signed the same file meanwhile: the value does
     *     not fit theirs, and it is asked for anew
     */
    void keep(Caller caller, SigningKeys.Kept held, Prepared prepared, byte[] value, Consumer<Transaction> also) {
        Grant grant = open(caller, prepared);
        try {
            if (prepared.sealed() == null) {
                sign(caller, grant, held, prepared, value, also);
            } else {
                seal(caller, grant, held, prepared, value, also);
            }
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw meanwhile();
            }
            throw fault;
        }
    }

    private void sign(
            Caller caller,
            Grant grant,
            SigningKeys.Kept held,
            Prepared prepared,
            byte[] value,
            Consumer<Transaction> also) {
        Awaiting awaiting = signing.mayBeSigned(grant, held.key(), prepared.item());
        SignedDocuments.Drawn drawn = drawn(caller, grant, prepared);
        Asked asked =
                Signers.asked(prepared.signatureId(), prepared.at(), drawn.places(), awaiting, prepared.signer(), held);
        Signed signed = pades.embed(bytes(prepared), asked, value, trusted.of(caller.tenantId()));
        kept.keep(caller, grant, awaiting, drawn.document(), held.key(), asked, signed, prepared.signer(), also);
    }

    private void seal(
            Caller caller,
            Grant grant,
            SigningKeys.Kept held,
            Prepared prepared,
            byte[] value,
            Consumer<Transaction> also) {
        Sealed sealed = prepared.sealed();
        PatientSigning one = seals.sealable(caller, grant, prepared.item().sheetId(), sealed.signing());
        PatientSeal seal = PatientSeal.again(one, sealed.evidence(), sealed.secondWitness());
        PatientSeals.Ready ready = new PatientSeals.Ready(seal, prepared.signer(), seals.awaiting(grant, one), held);
        SignedDocuments.Drawn drawn = drawn(caller, grant, prepared);
        Asked asked = seal.asked(prepared.signatureId(), prepared.at(), ready.witness(), held);
        Signed signed = pades.embed(bytes(prepared), asked, value, trusted.of(caller.tenantId()));
        seals.keep(caller, grant, ready, drawn.document(), asked, signed, also);
    }

    private Grant open(Caller caller, Prepared prepared) {
        return access.open(caller, caller.purpose(), prepared.item().patientId());
    }

    private SignedDocuments.Drawn drawn(Caller caller, Grant grant, Prepared prepared) {
        Item item = prepared.item();
        var drawn = documents.drawn(caller, grant, item.sheetId(), item.version(), item.entryId());
        if (drawn.document().number() != prepared.fileNumber()) {
            throw meanwhile();
        }
        return drawn;
    }

    private static Refusal meanwhile() {
        return new Refusal(Code.CONFLICT, "somebody else signed meanwhile");
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
