package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.signing.SigningKeys.Key;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/**
 * Keys in the device of the hospital: who configures says whose each of them is, its owner alone says by which PIN it signs; so who
 * configures cannot sign with it.
 */
@ApplicationScoped
public class DeviceKeys {
    private static final int SHORTEST_PIN = 6;
    private static final int LONGEST_PIN = 64;

    /** A certificate in the device. @param sha256 by which it is chosen */
    public record Found(String sha256, String subject, String issuer, Instant notBefore, Instant notAfter) {}

    /** @param there whether the hospital has a device */
    public record Listed(boolean there, List<Found> certificates) {}

    /** Whose a key is: an account's, or a facility's seal. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Giving(String sha256, UUID accountId, UUID facilityId) {}

    /** @param current null with the first */
    public record Pin(String current, String pin) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final SigningDevice device;
    private final SigningKeys keys;
    private final KeyRegister register;
    private final KeyPins pins;

    @Inject
    public DeviceKeys(
            Access access,
            Database database,
            AuditTrail trail,
            SigningDevice device,
            SigningKeys keys,
            KeyRegister register,
            KeyPins pins) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.device = device;
        this.keys = keys;
        this.register = register;
        this.pins = pins;
    }

    /** What the device holds. @throws Refusal FORBIDDEN; NOT_APPLICABLE when it is not reached */
    public Listed list(Caller caller) {
        access.require(caller, SigningKeys.WHAT, null, Right.CONFIGURE);
        if (!device.there()) {
            return new Listed(false, List.of());
        }
        return new Listed(
                true,
                device.certificates().stream()
                        .map(one -> new Found(
                                sha256(one),
                                one.getSubjectX500Principal().getName(),
                                one.getIssuerX500Principal().getName(),
                                one.getNotBefore().toInstant(),
                                one.getNotAfter().toInstant()))
                        .toList());
    }

    /**
     * Gives one of its keys to somebody.
     *
     * @throws Refusal as {@link SigningKeys#register}; NOT_FOUND when the device does not hold it, or there is no such account
     */
    public Key give(Caller caller, Giving asked) {
        access.require(caller, SigningKeys.WHAT, null, Right.CONFIGURE);
        if (asked == null || asked.sha256() == null || (asked.accountId() == null) == (asked.facilityId() == null)) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "which key, and an account or a facility", "/sha256", "/accountId");
        }
        try (SigningKey key = device.key(asked.sha256(), null)) {
            return register.keep(
                    caller,
                    new KeyRegister.Making(
                            Ids.next(),
                            asked.accountId(),
                            asked.facilityId(),
                            SigningKeys.Holder.PKCS11,
                            null,
                            asked.sha256(),
                            key.certificate(),
                            key.above(),
                            key.algorithm()));
        }
    }

    /**
     * Its owner says by which PIN it signs.
     *
     * @throws Refusal NOT_FOUND for a key of somebody else; WRONG_CREDENTIALS, ACCOUNT_LOCKED for the PIN before; MALFORMED_FIELD for
     *     one of fewer than 6 characters; NOT_APPLICABLE for a key that is not in the device
     */
    public void pin(Caller caller, UUID id, Pin asked) {
        access.require(caller, SigningKeys.WHAT, id, SigningAccess.SIGNERS);
        SigningKeys.Kept kept = database.inTransaction(t -> keys.usable(t, caller, id));
        if (kept.key().holder() != SigningKeys.Holder.PKCS11) {
            throw new Refusal(Code.NOT_APPLICABLE, "the PIN of this key is changed where it is held");
        }
        if (asked == null
                || asked.pin() == null
                || asked.pin().length() < SHORTEST_PIN
                || asked.pin().length() > LONGEST_PIN) {
            throw new Refusal(Code.MALFORMED_FIELD, "a PIN of 6 to 64 characters", "/pin");
        }
        if (kept.pin() != null) {
            pins.open(caller, kept, asked.current()).close();
        }
        String hash = pins.hash(asked.pin());
        database.run(t -> {
            t.update("update signing_key set pin = ? where id = ?", hash, id);
            trail.append(
                    t,
                    access.event(caller, Kind.CONFIGURATION, null, SigningKeys.WHAT, id)
                            .changing("PIN set"));
        });
    }

    private static String sha256(X509Certificate certificate) {
        return BlobStore.name(TrustedCertificates.der(certificate));
    }
}
