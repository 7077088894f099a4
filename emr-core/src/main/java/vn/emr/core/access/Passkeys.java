package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Passkeys and security keys as second factor (WebAuthn Level 2): they sign for one address only, so a page that looks like ours
 * gets nothing. Binary values go as base64url. Every challenge is used up by one answer.
 */
@ApplicationScoped
public class Passkeys {
    static final String KIND = "PASSKEY";
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(5);
    private static final int MOST = 20;

    /** What a browser needs to make a key, in the words of {@code PublicKeyCredentialCreationOptions}. */
    public record ToMake(
            String challenge,
            String rpId,
            String userId,
            String userName,
            List<Integer> algorithms,
            List<String> known) {}

    /** What a browser needs to let a key sign, in the words of {@code PublicKeyCredentialRequestOptions}. */
    public record ToSign(String challenge, String rpId, List<String> keys) {}

    /** @param name how the person calls it, 1 to 100 characters */
    public record NewKey(String name, String clientData, String attestation) {}

    /** @param id of the key that signed */
    public record Signed(String id, String clientData, String authenticatorData, String signature) {}

    private final Database database;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final Clock clock;
    private final Attempts attempts;
    private final Optional<String> origin;

    @Inject
    public Passkeys(
            Database database,
            AuditTrail trail,
            Passwords passwords,
            Sessions sessions,
            Clock clock,
            @ConfigProperty(name = "emr.origin") Optional<String> origin) {
        this.database = database;
        this.trail = trail;
        this.sessions = sessions;
        this.clock = clock;
        this.attempts = new Attempts(database, trail, passwords, clock);
        this.origin = origin;
    }

    /** Where the pages are opened, for which keys sign ({@code EMR_ORIGIN}); empty: there are no passkeys here. */
    public Optional<String> origin() {
        return origin;
    }

    /**
     * Begins the making of a key.
     *
     * @param password the current one; not asked of somebody who just signed in and is held until a factor is set up
     */
    public ToMake toMake(Caller caller, String password) {
        caller.mustBeProven();
        String here = here();
        if (caller.hold() != Hold.NEW_FACTOR) {
            attempts.mustKnowPassword(caller, password);
        }
        ByteBuffer user = ByteBuffer.allocate(16)
                .putLong(caller.id().getMostSignificantBits())
                .putLong(caller.id().getLeastSignificantBits());
        return new ToMake(
                text(challenge(caller)),
                URI.create(here).getHost(),
                text(user.array()),
                caller.name(),
                WebAuthn.ALGORITHMS,
                known(caller));
    }

    /**
     * Takes a key that was made.
     *
     * @return recovery codes, shown now and never again, for the first factor of an account; else none
     * @throws Refusal MALFORMED_FIELD when the answer does not belong to what was asked, CONFLICT when the key is somebody's already
     */
    public List<String> make(Caller caller, NewKey what) {
        caller.mustBeProven();
        String name = what.name() == null ? "" : what.name().strip();
        if (name.isEmpty() || name.length() > 100 || name.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: a name of at most 100 characters", "/name");
        }
        WebAuthn.Made answer =
                new WebAuthn.Made(bytes(what.clientData(), "/clientData"), bytes(what.attestation(), "/attestation"));
        WebAuthn.Key key = asked(caller)
                .flatMap(challenge -> WebAuthn.made(here(), challenge, answer))
                .orElseThrow(() -> new Refusal(
                        Code.MALFORMED_FIELD, "the answer of the key does not fit; try again", "/attestation"));
        Instant now = now();
        List<String> codes;
        try {
            codes = database.inTransaction(t -> {
                if (known(t, caller).size() >= MOST) {
                    throw new Refusal(Code.NOT_APPLICABLE, "20 keys are the most; remove one first");
                }
                t.update(
                        """
                        insert into second_factor (id, tenant_id, account_id, kind, name, credential_id, public_key, sign_count,
                                                   made_at, confirmed_at)
                        values (?, ?, ?, 'PASSKEY', ?, ?, ?, ?, ?, ?)
                        """,
                        Ids.next(),
                        caller.tenantId(),
                        caller.id(),
                        name,
                        key.credentialId(),
                        key.publicKey(),
                        key.signCount(),
                        now,
                        now);
                SecondFactors.given(t, caller, KIND);
                trail.append(
                        t,
                        Attempts.event(Kind.ACCOUNT, true, now, caller)
                                .changing("second factor: - -> PASSKEY " + name));
                return RecoveryCodes.left(t, caller.id()) > 0
                        ? List.<String>of()
                        : RecoveryCodes.fresh(t, caller.id(), now);
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "this key is known already");
            }
            throw fault;
        }
        sessions.changed(caller.sessionId());
        return codes;
    }

    /** Begins the second step of signing in with a key. */
    public ToSign toSign(Caller caller) {
        mustBeAwaited(caller);
        return new ToSign(text(challenge(caller)), URI.create(here()).getHost(), known(caller));
    }

    /**
     * The second step of signing in: what a key of the account signed.
     *
     * @throws Refusal MALFORMED_FIELD when it does not fit, ACCOUNT_LOCKED after five, NOT_APPLICABLE when none is awaited
     */
    public void give(Caller caller, Signed what) {
        mustBeAwaited(caller);
        byte[] id = bytes(what.id(), "/id");
        WebAuthn.Signed answer = new WebAuthn.Signed(
                bytes(what.clientData(), "/clientData"),
                bytes(what.authenticatorData(), "/authenticatorData"),
                bytes(what.signature(), "/signature"));
        Optional<byte[]> challenge = asked(caller);
        Instant now = now();
        attempts.mustProve(
                caller,
                hash -> hash != null
                        && challenge.isPresent()
                        && database.inTransaction(t -> fits(t, caller, challenge.get(), id, answer, now)),
                "second factor",
                new Refusal(Code.MALFORMED_FIELD, "the answer of the key does not fit; try again", "/signature"));
        sessions.changed(caller.sessionId());
    }

    private boolean fits(
            Transaction t, Caller caller, byte[] challenge, byte[] id, WebAuthn.Signed answer, Instant now) {
        Optional<WebAuthn.Key> key = t.first("""
                select credential_id, public_key, sign_count from second_factor
                where account_id = ? and kind = 'PASSKEY' and credential_id = ? for update
                """, Passkeys::key, caller.id(), id);
        Optional<Long> count = key.flatMap(known -> WebAuthn.signed(here(), challenge, known, answer));
        count.ifPresent(signs -> {
            t.update(
                    "update second_factor set sign_count = ?, last_used_at = ? where credential_id = ?",
                    signs,
                    now,
                    id);
            SecondFactors.given(t, caller, KIND);
            trail.append(
                    t, Attempts.event(Kind.SECOND_FACTOR, true, now, caller).changing("given: " + KIND));
        });
        return count.isPresent();
    }

    private static WebAuthn.Key key(Row row) {
        return new WebAuthn.Key(row.bytes("credential_id"), row.bytes("public_key"), row.number("sign_count"));
    }

    private static void mustBeAwaited(Caller caller) {
        if (caller.hold() != Hold.SECOND_FACTOR) {
            throw new Refusal(Code.NOT_APPLICABLE, "no code is awaited");
        }
    }

    private String here() {
        return origin.orElseThrow(
                () -> new Refusal(Code.NOT_APPLICABLE, "passkeys need the setting EMR_ORIGIN of the server"));
    }

    private List<String> known(Caller caller) {
        return database.inTransaction(t -> known(t, caller));
    }

    private static List<String> known(Transaction t, Caller caller) {
        return t.query(
                "select credential_id from second_factor where account_id = ? and kind = 'PASSKEY' order by made_at, id",
                row -> text(row.bytes("credential_id")),
                caller.id());
    }

    private byte[] challenge(Caller caller) {
        byte[] challenge = Secrets.random(32);
        database.update(
                "update session set challenge = ?, challenge_until = ? where id = ?",
                challenge,
                now().plus(ANSWERED_WITHIN),
                caller.sessionId());
        return challenge;
    }

    /** What this session was asked to sign, once. */
    private Optional<byte[]> asked(Caller caller) {
        return database.inTransaction(t -> {
            Optional<byte[]> asked = t.first(
                    "select challenge from session where id = ? and challenge_until > ? and challenge is not null for update",
                    row -> row.bytes("challenge"),
                    caller.sessionId(),
                    now());
            t.update("update session set challenge = null where id = ?", caller.sessionId());
            return asked;
        });
    }

    private static byte[] bytes(String text, String at) {
        try {
            if (text != null && !text.isEmpty()) {
                return Base64.getUrlDecoder().decode(text);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Refusal(Code.MALFORMED_FIELD, "expected: base64url", at);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
