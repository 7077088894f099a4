package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    private static final int LONGEST_NAME = 80;

    /**
     * @param pin of the key
     * @param secondWitness an account of this hospital; null: the caller alone saw it
     */
    public record Confirmation(UUID keyId, String pin, UUID secondWitness) {}

    /** @param warnings what the signer must be told all the same */
    public record Sealed(UUID documentId, Level level, List<String> warnings) {}

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
     * Seals it.
     *
     * @throws Refusal NOT_FOUND for a signing or key that is not there; CONFLICT when nobody signed yet, it is over, or the sheet
     *     changed; FORBIDDEN for who did not open it, and for the key of a seal; MALFORMED_FIELD for a second witness who is nobody else
     *     here; for the key as {@link Signing#sign}
     */
    public Sealed confirm(Caller caller, Grant grant, UUID sheetId, UUID id, Confirmation asked) {
        if (asked == null || asked.keyId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the key", "/keyId");
        }
        sheets.read(caller, grant, sheetId, null);
        PatientSigning one = signings.found(grant, sheetId, id);
        try {
            mustBeSealable(caller, one);
            Awaiting awaiting = signings.awaiting(grant, sheetId, one.place());
            signers.may(grant, awaiting.right(), awaiting.state(), awaiting.accountId());
            if (awaiting.version() != one.version() || awaiting.early()) {
                throw new Refusal(Code.CONFLICT, "the sheet changed meanwhile");
            }
            Witness second = database.inTransaction(t -> second(t, caller, asked.secondWitness()));
            SigningKeys.Kept held = database.inTransaction(t -> keys.usable(t, caller, asked.keyId()));
            if (held.key().accountId() == null) {
                throw new Refusal(Code.FORBIDDEN, "a person is the witness");
            }
            try (SigningKey key = pins.open(caller, held, asked.pin())) {
                return sealed(caller, grant, one, awaiting, second, held.key(), key);
            }
        } catch (Refusal refused) {
            signers.notSigned(grant, sheetId, refused.code().name());
            throw refused;
        }
    }

    private void mustBeSealable(Caller caller, PatientSigning one) {
        if (!one.begunBy().equals(caller.id())) {
            throw new Refusal(Code.FORBIDDEN, "who led the patient through it is the witness");
        }
        if (one.state() != State.SIGNED || one.over(clock.instant())) {
            throw new Refusal(Code.CONFLICT, "nobody signed yet, or this is over");
        }
    }

    private static Witness second(Transaction t, Caller caller, UUID account) {
        return account == null
                ? null
                : t.first(
                                "select id, display_name from account where tenant_id = ? and id = ? and id <> ? and enabled",
                                row -> new Witness(row.uuid("id"), row.text("display_name")),
                                caller.tenantId(),
                                account,
                                caller.id())
                        .orElseThrow(() ->
                                new Refusal(Code.MALFORMED_FIELD, "somebody else who works here", "/secondWitness"));
    }

    private Sealed sealed(
            Caller caller,
            Grant grant,
            PatientSigning one,
            Awaiting awaiting,
            Witness second,
            SigningKeys.Key held,
            SigningKey key) {
        PatientAnswer.Kept answer = one.answer();
        Witness witness = new Witness(caller.id(), database.inTransaction(caller::displayName));
        String name = answer.name() != null ? answer.name() : database.inTransaction(t -> patient(t, grant));
        String drawing = one.drawing() == null ? null : blobs.put(one.drawing());
        String evidence = PatientSigning.json(evidence(one, name, drawing, witness, second));
        for (int i = 1; ; i++) {
            var document = documents
                    .drawn(caller, grant, awaiting.sheetId(), awaiting.version(), null)
                    .document();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Asked asked = Signers.ofPatient(
                    Ids.next(), now, one.words(), answer.words(one.role()), name, cut(witness.name()), key, evidence);
            Signed signed = pades.sign(documents.bytes(document), asked, key, trusted.of(caller.tenantId()));
            try {
                kept.keep(
                        caller,
                        grant,
                        awaiting,
                        document,
                        held,
                        asked,
                        signed,
                        name,
                        t -> keep(t, one, asked.id(), evidence, drawing, witness, second));
                return new Sealed(document.id(), signed.level(), signed.warnings());
            } catch (StoreFault fault) {
                if (fault.kind() != StoreFault.Kind.CONSTRAINT || i == TRIES) {
                    throw fault;
                }
                // Somebody else signed the same file meanwhile: what the patient saw is its beginning still.
            }
        }
    }

    private static String patient(Transaction t, Grant grant) {
        return t.first(
                        "select name from patient where tenant_id = ? and patient_id = ?",
                        row -> row.text("name"),
                        grant.tenantId(),
                        grant.patientId())
                .map(PatientSeals::cut)
                .orElse("Người bệnh");
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** The file the patient saw is the first bytes of every later one, so it can be told from any copy. */
    private static Map<String, Object> evidence(
            PatientSigning one, String name, String drawing, Witness witness, Witness second) {
        PatientAnswer.Kept answer = one.answer();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("document", answer.sha256());
        all.put("bytes", answer.bytes());
        all.put("signer", answer.signer());
        all.put("name", name);
        all.put("relation", answer.relation());
        all.put("relationWords", answer.relationWords());
        all.put("because", answer.because());
        all.put("method", answer.method());
        all.put("match", answer.match());
        all.put("drawing", drawing);
        all.put("at", answer.at());
        all.put("address", answer.address());
        all.put("device", answer.device());
        all.put("witness", cut(witness.name()));
        all.put("secondWitness", second == null ? null : cut(second.name()));
        all.values().removeIf(Objects::isNull);
        return all;
    }

    private static void keep(
            Transaction t,
            PatientSigning one,
            UUID signature,
            String evidence,
            String drawing,
            Witness witness,
            Witness second) {
        if (!one.end(t, State.SIGNED, State.CONFIRMED)) {
            throw new Refusal(Code.CONFLICT, "this is over already");
        }
        PatientAnswer.Kept answer = one.answer();
        t.update(
                """
                insert into patient_signature (signature_id, tenant_id, signing_id, method, signer, relation, relation_words, because,
                                               evidence, drawing, address, device, witness_id, second_witness_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                """,
                signature,
                one.tenantId(),
                one.id(),
                answer.method().name(),
                answer.signer().name(),
                answer.relation() == null ? null : answer.relation().name(),
                answer.relationWords(),
                answer.because(),
                evidence,
                drawing,
                answer.address(),
                answer.device(),
                witness.id(),
                second == null ? null : second.id());
    }
}
