package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Baseline;
import vn.emr.core.signature.Cades;
import vn.emr.core.signature.Jades;
import vn.emr.core.signature.Signed;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.signature.Xades;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/**
 * Signs a record that leaves as data: by a person with their own key, or with the seal of the facility. What is signed stands nowhere
 * here but in the trace, with its digest.
 */
@ApplicationScoped
public class RecordSigning {
    private static final String WHAT = "RECORD_FOLDER";
    private static final String WORDS = "Hồ sơ bệnh án";

    /** @param pin of the key */
    public record With(UUID keyId, String pin) {}

    /** How the signature stands by the data, by the names of ETSI. */
    public enum Form {
        /** Within XML (EN 319 132-1). */
        XADES("XAdES"),
        /** JSON within a JWS (TS 119 182-1). */
        JADES("JAdES"),
        /** Either within a CMS container (EN 319 122-1). */
        CADES("CAdES");

        private final String words;

        Form(String words) {
            this.words = words;
        }
    }

    private final Access access;
    private final SigningAccess signers;
    private final Database database;
    private final SigningKeys keys;
    private final KeyPins pins;
    private final TrustedCertificates trusted;
    private final Map<Form, Baseline<?>> forms;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public RecordSigning(
            Access access,
            SigningAccess signers,
            Database database,
            SigningKeys keys,
            KeyPins pins,
            TrustedCertificates trusted,
            Xades xades,
            Jades jades,
            Cades cades,
            AuditTrail trail,
            Clock clock) {
        this.access = access;
        this.signers = signers;
        this.database = database;
        this.keys = keys;
        this.pins = pins;
        this.trusted = trusted;
        this.forms = Map.of(Form.XADES, xades, Form.JADES, jades, Form.CADES, cades);
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The data with a signature, of the highest level that can be had now.
     *
     * @param facilityId of the record: its seal alone signs it
     * @throws Refusal FORBIDDEN without a right to sign, and for the seal of another facility or without the right to use it; NOT_FOUND for
     *     a key that is not the caller's or was ended; WRONG_CREDENTIALS, ACCOUNT_LOCKED for its PIN; NOT_APPLICABLE when its
     *     certificate may not sign, or a service holds it; TOO_LARGE over 25 MB. All traced
     */
    public Signed sign(Caller caller, Grant grant, UUID folderId, UUID facilityId, Form form, With with, byte[] data) {
        access.require(caller, WHAT, folderId, SigningAccess.SIGNERS);
        try {
            if (with == null || with.keyId() == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the key that signs", "/keyId");
            }
            SigningKeys.Kept held = database.inTransaction(t -> keys.usable(t, caller, with.keyId()));
            mayBeUsed(caller, folderId, facilityId, held.key());
            Signed signed = signed(caller, held, form, with.pin(), data);
            database.run(t -> trail.append(
                    t,
                    signers.signedRecord(
                            grant,
                            folderId,
                            form.words + " " + signed.level() + " sha256 " + BlobStore.name(signed.file()))));
            return signed;
        } catch (Refusal refused) {
            signers.recordNotSigned(grant, folderId, refused.code().name());
            throw refused;
        }
    }

    private void mayBeUsed(Caller caller, UUID folderId, UUID facilityId, SigningKeys.Key key) {
        if (key.facilityId() == null) {
            return;
        }
        access.require(caller, WHAT, folderId, Right.RECORD_SIGN_FOR_FACILITY);
        if (!key.facilityId().equals(facilityId)) {
            throw new Refusal(Code.FORBIDDEN, "the seal of another facility does not sign this record");
        }
    }

    private Signed signed(Caller caller, SigningKeys.Kept held, Form form, String pin, byte[] data) {
        try (SigningKey key = pins.open(caller, held, pin)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Asked asked = Asked.of(Ids.next(), now, WORDS, key, null);
            return forms.get(form).sign(data, asked, key, trusted.of(caller.tenantId()));
        }
    }
}
