package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Pades;
import vn.emr.core.signature.Signed;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.signing.PatientSigning.State;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Seals what a patient, or somebody for them, said: the one who led them signs the document with their own key, as the witness, and what
 * shows the patient's will lies in that signature. The patient holds no certificate, and nothing says they do.
 */
@ApplicationScoped
public class PatientSeals {
    private static final int TRIES = 5;

    /**
     * @param pin of the key
     * @param secondWitness an account of this hospital; null: the caller alone saw it
     */
    public record Confirmation(UUID keyId, String pin, UUID secondWitness) {}

    /** @param warnings what the signer must be told all the same */
    public record Sealed(UUID documentId, Level level, List<String> warnings) {}

    /** All that may be sealed now, and with which key. @param witness name of whose it is */
    record Ready(PatientSeal seal, String witness, Awaiting awaiting, SigningKeys.Kept held) {}

    private record Witness(UUID id, String name) {}

    private final PatientSignings signings;
    private final SigningAccess signers;
    private final Database database;
    private final Sheets sheets;
    private final SigningKeys keys;
    private final KeyPins pins;
    private final TrustedCertificates trusted;
    private final SignedDocuments documents;
    private final KeptSignatures kept;
    private final Pades pades;
    private final BlobStore blobs;
    private final Clock clock;

    @Inject
    public PatientSeals(
            PatientSignings signings,
            SigningAccess signers,
            Database database,
            Sheets sheets,
            SigningKeys keys,
            KeyPins pins,
            TrustedCertificates trusted,
            SignedDocuments documents,
            KeptSignatures kept,
            Pades pades,
            BlobStore blobs,
            Clock clock) {
        this.signings = signings;
        this.signers = signers;
        this.database = database;
        this.sheets = sheets;
        this.keys = keys;
        this.pins = pins;
        this.trusted = trusted;
        this.documents = documents;
        this.kept = kept;
        this.pades = pades;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * Seals it with a key that is at hand.
     *
     * @throws Refusal NOT_FOUND for a signing or key that is not there; CONFLICT when nobody signed yet, it is over, or the sheet
     *     changed; FORBIDDEN for who did not open it, and for the key of a seal; MALFORMED_FIELD for a second witness who is nobody else
     *     here; for the key as {@link Signing#sign}
     */
    public Sealed confirm(Caller caller, Grant grant, UUID sheetId, UUID id, Confirmation asked) {
        return traced(grant, sheetId, () -> {
            Ready ready = ready(caller, grant, sheetId, id, asked);
            try (SigningKey key = pins.open(caller, ready.held(), asked.pin())) {
                return sealed(caller, grant, ready, key);
            }
        });
    }

    /** What is refused here is traced. */
    <T> T traced(Grant grant, UUID sheetId, Supplier<T> sealing) {
        try {
            return sealing.get();
        } catch (Refusal refused) {
            signers.notSigned(grant, sheetId, refused.code().name());
            throw refused;
        }
    }

    /** @throws Refusal as {@link #confirm}, but for the PIN */
    Ready ready(Caller caller, Grant grant, UUID sheetId, UUID id, Confirmation asked) {
        if (asked == null || asked.keyId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the key", "/keyId");
        }
        PatientSigning one = sealable(caller, grant, sheetId, id);
        if (one.over(clock.instant())) {
            throw new Refusal(Code.CONFLICT, "this is over already");
        }
        Awaiting awaiting = awaiting(grant, one);
        return database.inTransaction(t -> {
            Witness second = second(t, caller, asked.secondWitness());
            SigningKeys.Kept held = keys.usable(t, caller, asked.keyId());
            if (held.key().accountId() == null) {
                throw new Refusal(Code.FORBIDDEN, "a person is the witness");
            }
            String witness = caller.displayName(t);
            PatientSeal seal = PatientSeal.of(one, patient(t, grant), witness, second.id(), second.name());
            return new Ready(seal, witness, awaiting, held);
        });
    }

    /** What was said and nobody sealed yet. @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT as {@link #confirm} */
    PatientSigning sealable(Caller caller, Grant grant, UUID sheetId, UUID id) {
        sheets.read(caller, grant, sheetId, null);
        PatientSigning one = signings.found(grant, sheetId, id);
        if (!one.begunBy().equals(caller.id())) {
            throw new Refusal(Code.FORBIDDEN, "who led the patient through it is the witness");
        }
        if (one.state() != State.SIGNED) {
            throw new Refusal(Code.CONFLICT, "nobody signed yet, or this is over");
        }
        return one;
    }

    /** Where it waits. @throws Refusal FORBIDDEN, CONFLICT as {@link #confirm} */
    Awaiting awaiting(Grant grant, PatientSigning one) {
        Awaiting awaiting = signings.awaiting(grant, one.sheetId(), one.place());
        signers.may(grant, awaiting.right(), awaiting.state(), awaiting.accountId());
        if (awaiting.version() != one.version() || awaiting.early()) {
            throw new Refusal(Code.CONFLICT, "the sheet changed meanwhile");
        }
        return awaiting;
    }

    private static Witness second(Transaction t, Caller caller, UUID account) {
        return account == null
                ? new Witness(null, null)
                : t.first(
                                "select id, display_name from account where tenant_id = ? and id = ? and id <> ? and enabled",
                                row -> new Witness(row.uuid("id"), row.text("display_name")),
                                caller.tenantId(),
                                account,
                                caller.id())
                        .orElseThrow(() ->
                                new Refusal(Code.MALFORMED_FIELD, "somebody else who works here", "/secondWitness"));
    }

    private static String patient(Transaction t, Grant grant) {
        return t.first(
                        "select name from patient where tenant_id = ? and patient_id = ?",
                        row -> row.text("name"),
                        grant.tenantId(),
                        grant.patientId())
                .orElse("Người bệnh");
    }

    private Sealed sealed(Caller caller, Grant grant, Ready ready, SigningKey key) {
        Awaiting awaiting = ready.awaiting();
        for (int i = 1; ; i++) {
            var document = documents
                    .drawn(caller, grant, awaiting.sheetId(), awaiting.version(), null)
                    .document();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Asked asked = ready.seal().asked(Ids.next(), now, ready.witness(), ready.held());
            Signed signed = pades.sign(documents.bytes(document), asked, key, trusted.of(caller.tenantId()));
            try {
                keep(caller, grant, ready, document, asked, signed, t -> {});
                return new Sealed(document.id(), signed.level(), signed.warnings());
            } catch (StoreFault fault) {
                if (fault.kind() != StoreFault.Kind.CONSTRAINT || i == TRIES) {
                    throw fault;
                }
                // Somebody else signed the same file meanwhile: what the patient saw is its beginning still.
            }
        }
    }

    /** Keeps the sealed file and what was said. @throws StoreFault, Refusal as {@link KeptSignatures#keep} */
    void keep(
            Caller caller,
            Grant grant,
            Ready ready,
            SignedDocuments.Document document,
            Asked asked,
            Signed signed,
            Consumer<Transaction> also) {
        PatientSeal seal = ready.seal();
        if (seal.signing().drawing() != null) {
            blobs.put(seal.signing().drawing());
        }
        kept.keep(caller, grant, ready.awaiting(), document, ready.held().key(), asked, signed, seal.name(), t -> {
            seal.keep(t, asked.id(), caller.id());
            also.accept(t);
        });
    }
}
