package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What a person shows besides the password: a code of an authenticator app (RFC 6238), or one of ten recovery codes when the
 * app is lost. A code is taken once; a wrong one counts towards the lock like a wrong password. Each step is traced.
 */
@ApplicationScoped
public class SecondFactors {
    private static final String TOTP = "TOTP";
    private static final String RECOVERY_CODE = "RECOVERY_CODE";

    /** What was shown and not confirmed for so long is shown anew. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(15);

    /**
     * An authenticator app to be set up; shown now and never again.
     *
     * @param secret base32, for typing
     * @param uri what the app reads ({@code otpauth://})
     * @param picture the URI as the rows of a QR code, dark as 1
     */
    public record Enrolment(String secret, String uri, List<String> picture) {}

    /**
     * A factor that counts.
     *
     * @param kind TOTP or PASSKEY
     * @param name of a passkey, as the person calls it
     */
    public record Factor(UUID id, String kind, String name, Instant since, Instant lastUsedAt) {}

    /**
     * The factors of one's own, the oldest first.
     *
     * @param required a role of the person needs one
     */
    public record Own(List<Factor> factors, int recoveryCodesLeft, boolean required) {}

    private record App(UUID id, String secret, long lastStep) {}

    private final Database database;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final SealedSettings sealed;
    private final Clock clock;
    private final Attempts attempts;

    @Inject
    public SecondFactors(
            Database database,
            AuditTrail trail,
            Passwords passwords,
            Sessions sessions,
            SealedSettings sealed,
            Clock clock) {
        this.database = database;
        this.trail = trail;
        this.sessions = sessions;
        this.sealed = sealed;
        this.clock = clock;
        this.attempts = new Attempts(database, trail, passwords, clock);
    }

    public Own own(Caller caller) {
        return database.inTransaction(
                t -> new Own(factors(t, caller.id()), RecoveryCodes.left(t, caller.id()), required(caller)));
    }

    private static List<Factor> factors(Transaction t, UUID accountId) {
        return t.query(
                """
                select id, kind, name, confirmed_at, last_used_at from second_factor
                where account_id = ? and confirmed_at is not null order by confirmed_at, id
                """,
                row -> new Factor(
                        row.uuid("id"),
                        row.text("kind"),
                        row.text("name"),
                        row.instant("confirmed_at"),
                        row.instant("last_used_at")),
                accountId);
    }

    /**
     * Shows a new secret; it counts when a code of it is given to {@link #confirm}.
     *
     * @param password the current one; not asked of somebody who just signed in and is held until a factor is set up
     */
    public Enrolment begin(Caller caller, String password) {
        caller.mustBeProven();
        if (caller.hold() != Hold.NEW_FACTOR) {
            attempts.mustKnowPassword(caller, password);
        }
        byte[] secret = Secrets.random(Totp.SECRET_BYTES);
        UUID id = Ids.next();
        String kept = sealed.seal(id, TOTP, Base64.getEncoder().encodeToString(secret));
        database.run(t -> {
            t.update("delete from second_factor where account_id = ? and confirmed_at is null", caller.id());
            t.update("""
                    insert into second_factor (id, tenant_id, account_id, kind, secret, made_at) values (?, ?, ?, 'TOTP', ?, ?)
                    """, id, caller.tenantId(), caller.id(), kept, now());
        });
        String text = Secrets.base32(secret);
        String uri = Totp.uri(caller.name(), text);
        return new Enrolment(text, uri, QrSquares.of(uri));
    }

    /**
     * The app shows the right code: from now on it is asked for at each sign-in, and an app set up before counts no more.
     *
     * @return ten recovery codes, shown now and never again; those of before count no more
     * @throws Refusal MALFORMED_FIELD for a wrong code, NOT_APPLICABLE when nothing waits to be confirmed
     */
    public List<String> confirm(Caller caller, String code) {
        caller.mustBeProven();
        Instant now = now();
        List<String> codes = database.inTransaction(t -> {
            App app = t.first("""
                            select id, secret, 0::bigint as last_step from second_factor
                            where account_id = ? and confirmed_at is null and made_at > ? for update
                            """, SecondFactors::app, caller.id(), now.minus(CONFIRMED_WITHIN))
                    .orElseThrow(() -> new Refusal(Code.NOT_APPLICABLE, "no second factor waits to be confirmed"));
            long step = step(app, code, now).orElseThrow(SecondFactors::wrong);
            t.update(
                    "delete from second_factor where account_id = ? and kind = 'TOTP' and confirmed_at is not null",
                    caller.id());
            t.update(
                    "update second_factor set confirmed_at = ?, last_used_at = ?, last_step = ? where id = ?",
                    now,
                    now,
                    step,
                    app.id());
            given(t, caller, TOTP);
            trace(t, caller, Kind.ACCOUNT, now, "second factor: - -> TOTP");
            return RecoveryCodes.fresh(t, caller.id(), now);
        });
        sessions.changed(caller.sessionId());
        return codes;
    }

    /**
     * The second step of signing in: a code of the app, or a recovery code.
     *
     * @throws Refusal MALFORMED_FIELD for a wrong or used one, ACCOUNT_LOCKED after five, NOT_APPLICABLE when none is awaited
     */
    public void give(Caller caller, String code) {
        if (caller.hold() != Hold.SECOND_FACTOR) {
            throw new Refusal(Code.NOT_APPLICABLE, "no code is awaited");
        }
        Instant now = now();
        attempts.mustProve(
                caller,
                hash -> hash != null && database.inTransaction(t -> taken(t, caller, code, now)),
                "second factor",
                wrong());
        sessions.changed(caller.sessionId());
    }

    /** New recovery codes; those of before count no more. */
    public List<String> newRecoveryCodes(Caller caller, String password) {
        caller.mustBeProven();
        attempts.mustKnowPassword(caller, password);
        Instant now = now();
        return database.inTransaction(t -> {
            if (factors(t, caller.id()).isEmpty()) {
                throw new Refusal(Code.NOT_APPLICABLE, "there is no second factor");
            }
            trace(t, caller, Kind.ACCOUNT, now, "recovery codes: new");
            return RecoveryCodes.fresh(t, caller.id(), now);
        });
    }

    /**
     * Removes a factor of one's own.
     *
     * @throws Refusal NOT_APPLICABLE for the last one when a role needs one, NOT_FOUND when it is not one's own
     */
    public void removeOwn(Caller caller, UUID factorId, String password) {
        caller.mustBeProven();
        attempts.mustKnowPassword(caller, password);
        Instant now = now();
        database.run(t -> {
            t.first("select id from account where id = ? for update", row -> 1, caller.id());
            List<Factor> all = factors(t, caller.id());
            Factor one = all.stream()
                    .filter(factor -> factor.id().equals(factorId))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "there is no such second factor"));
            if (all.size() == 1 && required(caller)) {
                throw new Refusal(
                        Code.NOT_APPLICABLE, "a role of yours needs the second factor; it can be replaced only");
            }
            t.update("delete from second_factor where id = ?", one.id());
            if (all.size() == 1) {
                remove(t, caller.id());
            }
            String name = one.name() == null ? "" : " " + one.name();
            trace(t, caller, Kind.ACCOUNT, now, "second factor: " + one.kind() + name + " -> -");
        });
        sessions.changed(caller.sessionId());
    }

    /** Takes every factor and recovery code from an account; false when there was none. Who does it traces it. */
    public static boolean remove(Transaction t, UUID accountId) {
        t.update("delete from recovery_code where account_id = ?", accountId);
        // A password that was short because of the factor does not stand alone.
        t.update("update account set must_change = true where id = ? and password_needs_factor", accountId);
        return t.update("delete from second_factor where account_id = ?", accountId) > 0;
    }

    private static boolean required(Caller caller) {
        return caller.roles().stream().anyMatch(Assignment::secondFactor);
    }

    private boolean taken(Transaction t, Caller caller, String text, Instant now) {
        String code = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        String what = code.length() <= 8 ? TOTP : RECOVERY_CODE;
        boolean fits = what.equals(TOTP)
                ? codeOfApp(t, caller.id(), code, now)
                : RecoveryCodes.taken(t, caller.id(), code, now);
        if (fits) {
            given(t, caller, what);
            trace(t, caller, Kind.SECOND_FACTOR, now, "given: " + what);
        }
        return fits;
    }

    private boolean codeOfApp(Transaction t, UUID accountId, String code, Instant now) {
        App app = t.first("""
                        select id, secret, coalesce(last_step, 0) as last_step from second_factor
                        where account_id = ? and kind = 'TOTP' and confirmed_at is not null for update
                        """, SecondFactors::app, accountId).orElse(null);
        OptionalLong step = app == null ? OptionalLong.empty() : step(app, code, now);
        step.ifPresent(used ->
                t.update("update second_factor set last_step = ?, last_used_at = ? where id = ?", used, now, app.id()));
        return step.isPresent();
    }

    private static App app(Row row) {
        return new App(row.uuid("id"), row.text("secret"), row.number("last_step"));
    }

    private OptionalLong step(App app, String code, Instant now) {
        String secret = sealed.text(app.id(), TOTP, app.secret());
        return secret == null
                ? OptionalLong.empty()
                : Totp.step(Base64.getDecoder().decode(secret), code.replaceAll("\\s", ""), now, app.lastStep());
    }

    static void given(Transaction t, Caller caller, String factor) {
        t.update("update session set factor = ? where id = ?", factor, caller.sessionId());
    }

    private void trace(Transaction t, Caller caller, Kind kind, Instant at, String changes) {
        trail.append(t, Attempts.event(kind, true, at, caller).changing(changes));
    }

    private static Refusal wrong() {
        return new Refusal(Code.MALFORMED_FIELD, "a wrong code, or one that was used already", "/code");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
