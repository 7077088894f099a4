package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Passwords;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.signature.Pkcs12Key;
import vn.emr.core.signature.SigningKey;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** Opens keys by their PIN: a wrong one is counted, and five in a row close the key for a quarter of an hour. */
@ApplicationScoped
public class KeyPins {
    private static final int MOST_WRONG = 5;
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final SealedSettings sealed;
    private final Passwords passwords;
    private final SigningDevice device;
    private final Clock clock;

    @Inject
    public KeyPins(
            Access access,
            Database database,
            AuditTrail trail,
            SealedSettings sealed,
            Passwords passwords,
            SigningDevice device,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.sealed = sealed;
        this.passwords = passwords;
        this.device = device;
        this.clock = clock;
    }

    /**
     * Opens a key that is at hand.
     *
     * @throws Refusal WRONG_CREDENTIALS for a wrong PIN, which is traced; ACCOUNT_LOCKED after five; NOT_APPLICABLE for a key that a
     *     service holds
     */
    SigningKey open(Caller caller, SigningKeys.Kept kept, String pin) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = kept.key().id();
        if (kept.key().lockedUntil() != null && now.isBefore(kept.key().lockedUntil())) {
            throw new Refusal(Code.ACCOUNT_LOCKED, "the key is closed for a quarter of an hour after wrong PINs");
        }
        if (pin == null || pin.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the PIN of the key", "/pin");
        }
        try {
            SigningKey key = opened(kept, pin);
            if (kept.wrongPins() > 0) {
                database.run(
                        t -> t.update("update signing_key set wrong_pins = 0, locked_until = null where id = ?", id));
            }
            return key;
        } catch (Refusal wrong) {
            if (wrong.code() != Code.FORBIDDEN) {
                throw wrong;
            }
            database.run(t -> {
                t.update("""
                        update signing_key
                        set wrong_pins = case when wrong_pins + 1 >= ? then 0 else wrong_pins + 1 end,
                            locked_until = case when wrong_pins + 1 >= ? then ?::timestamptz else locked_until end
                        where id = ?
                        """, MOST_WRONG, MOST_WRONG, now.plus(LOCKED).toString(), id);
                trail.append(
                        t,
                        access.event(caller, Kind.REFUSED, null, SigningKeys.WHAT, id)
                                .noting("wrong PIN"));
            });
            throw new Refusal(Code.WRONG_CREDENTIALS, "the PIN of the key is wrong", "/pin");
        }
    }

    private SigningKey opened(SigningKeys.Kept kept, String pin) {
        return switch (kept.key().holder()) {
            case PKCS12 ->
                Pkcs12Key.open(file(kept), pin.toCharArray(), kept.key().algorithm());
            case PKCS11 -> ofDevice(kept, pin);
            case SMARTCA, SMARTCA_CSC, MYSIGN -> throw new Refusal(Code.NOT_APPLICABLE, "this key is not at hand");
        };
    }

    private byte[] file(SigningKeys.Kept kept) {
        String file = sealed.text(kept.key().id(), SigningKeys.FILE, kept.handle());
        if (file == null) {
            throw new Refusal(Code.TEMPORARY, "the key file cannot be opened with the key of this server");
        }
        return Base64.getDecoder().decode(file);
    }

    private SigningKey ofDevice(SigningKeys.Kept kept, String pin) {
        if (kept.pin() == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "the owner of this key sets its PIN first", "/pin");
        }
        if (!passwords.fits(pin, kept.pin())) {
            throw new Refusal(Code.FORBIDDEN, "the PIN of the key is wrong", "/pin");
        }
        return device.key(kept.handle(), kept.key().algorithm());
    }

    /** A PIN as it is kept. */
    String hash(String pin) {
        return passwords.hash(pin);
    }
}
