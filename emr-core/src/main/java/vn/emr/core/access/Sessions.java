package vn.emr.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Sessions of people. A token only names a session; whether it lives and what its account may do is read from the
 * database, at most 5 s old. The idle limit moves only when a person acts.
 */
@ApplicationScoped
public class Sessions {
    /** One shift; then everybody signs in again. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** A session over for so long is of no use; who signed in and out is in the audit trail. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    /** An emergency outside the hours of one's roles ends by itself. */
    static final Duration EMERGENCY = Duration.ofHours(4);

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Two tabs may renew with the same key at once: the second gets what the first got. */
    private static final Duration RENEWED_TWICE = Duration.ofSeconds(10);

    /** The person's last act is written this often, not for each click. */
    private static final Duration SEEN_STEP = Duration.ofSeconds(20);

    /**
     * What a browser is given.
     *
     * @param refreshKey renews the session once
     * @param csrfToken must come back in a header with every change
     */
    public record SignedIn(Caller caller, String refreshKey, String csrfToken, Instant endsAt) {}

    private final Database database;
    private final AuditTrail trail;
    private final Attempts attempts;
    private final NewPassword newPassword;
    private final Networks networks;
    private final CsrfTokens csrf;
    private final Clock clock;
    private final Cache<UUID, Optional<SessionState>> states =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(FRESH).build();
    private final Cache<String, SignedIn> renewed = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(RENEWED_TWICE)
            .build();

    @Inject
    public Sessions(Database database, AuditTrail trail, Passwords passwords, Networks networks) {
        this(database, trail, passwords, networks, Clock.systemUTC());
    }

    Sessions(Database database, AuditTrail trail, Passwords passwords, Networks networks, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.newPassword = new NewPassword(database, trail, passwords);
        this.networks = networks;
        this.clock = clock;
        this.attempts = new Attempts(database, trail, passwords, clock);
        this.csrf = new CsrfTokens(database);
    }

    /**
     * Signs a person in.
     *
     * @throws Refusal WRONG_CREDENTIALS or ACCOUNT_LOCKED, alike for known and unknown users
     */
    public SignedIn signIn(String username, String password, String address, String device, String requestId) {
        UUID account = attempts.judge(username, password, address, device, requestId);
        return open(account, null, address, device, requestId);
    }

    /** @param by who vouched for the person; null: the password was right */
    SignedIn open(UUID account, ProviderSessions.Vouched by, String address, String device, String requestId) {
        UUID id = Ids.next();
        String refreshKey = Secrets.next();
        String token = csrf.of(id);
        Instant now = now();
        SessionState state = database.inTransaction(t -> {
            t.update(
                    """
                    insert into session (id, tenant_id, account_id, refresh_sha256, csrf_sha256, started_at, seen_at, ends_at, address,
                                         identity_id, provider_session, factor)
                    select ?, tenant_id, id, ?, ?, ?, ?, ?, ?, ?::uuid, ?, ? from account where id = ?
                    """,
                    id,
                    Secrets.sha256(refreshKey),
                    Secrets.sha256(token),
                    now,
                    now,
                    now.plus(LONGEST),
                    address,
                    by == null ? null : by.identityId(),
                    by == null ? null : by.providerSession(),
                    by != null && by.secondFactor() ? ProviderSessions.FACTOR : null,
                    account);
            if (by == null) {
                attempts.passed(t, account);
            }
            t.update("update account set last_sign_in_at = ? where id = ?", now, account);
            SessionState made = SessionState.byId(t, id, now);
            Caller caller = caller(made, now, address, requestId).at(device);
            trail.append(
                    t, Attempts.event(Kind.SIGN_IN, true, now, caller, by == null ? null : ProviderSessions.DETAIL));
            return made;
        });
        return new SignedIn(caller(state, now, address, requestId), refreshKey, token, state.endsAt());
    }

    /**
     * Renews a session with its key, which is thereby used up. This is a person's act: programs that poll must not call it.
     *
     * @throws Refusal NOT_SIGNED_IN when the session is over or the key was used before
     */
    public SignedIn refresh(String refreshKey, String address, String requestId) {
        byte[] hash = Secrets.sha256(refreshKey);
        String name = HexFormat.of().formatHex(hash);
        SignedIn again = renewed.getIfPresent(name);
        if (again != null) {
            return again;
        }
        String next = Secrets.next();
        Instant now = now();
        SessionState state = database.inTransaction(t -> renew(t, hash, next, now));
        if (state == null) {
            again = renewed.getIfPresent(name);
            if (again != null) {
                return again;
            }
            throw new Refusal(Code.NOT_SIGNED_IN, "the session is over");
        }
        states.invalidate(state.sessionId());
        SignedIn fresh =
                new SignedIn(caller(state, now, address, requestId), next, csrf.of(state.sessionId()), state.endsAt());
        renewed.put(name, fresh);
        return fresh;
    }

    private static SessionState renew(Transaction t, byte[] hash, String next, Instant now) {
        SessionState state = SessionState.first(t, now, "where s.refresh_sha256 = ? for update of s", hash);
        if (state == null || !state.alive(now)) {
            return null;
        }
        t.update(
                "update session set refresh_sha256 = ?, seen_at = ? where id = ?",
                Secrets.sha256(next),
                now,
                state.sessionId());
        return state;
    }

    /**
     * The person a token names, when the session lives.
     *
     * @param acted a person did something: moves the idle limit
     */
    public Optional<Caller> caller(UUID sessionId, UUID accountId, boolean acted, String address, String requestId) {
        Optional<SessionState> known = state(sessionId);
        Instant now = now();
        if (known.isEmpty()
                || !known.get().alive(now)
                || !known.get().accountId().equals(accountId)) {
            return Optional.empty();
        }
        if (acted && known.get().seenAt().plus(SEEN_STEP).isBefore(now)) {
            database.update(
                    "update session set seen_at = ? where id = ? and ended_at is null and seen_at < ?",
                    now,
                    sessionId,
                    now);
            states.invalidate(sessionId);
        }
        return Optional.of(caller(known.get(), now, address, requestId));
    }

    /** Whether a header carries the session's own CSRF token. */
    public boolean csrfFits(UUID sessionId, String token) {
        return token != null
                && state(sessionId)
                        .map(s -> MessageDigest.isEqual(s.csrfSha256(), Secrets.sha256(token)))
                        .orElse(false);
    }

    /** Ends the session a refresh key belongs to, for somebody whose short token is over already. */
    public void signOut(String refreshKey, String address, String device, String requestId) {
        Instant now = now();
        SessionState state = database.inTransaction(
                t -> SessionState.first(t, now, "where s.refresh_sha256 = ?", Secrets.sha256(refreshKey)));
        if (state != null && !state.ended()) {
            signOut(caller(state, now, address, requestId).at(device));
        }
    }

    /** Ends the caller's own session. */
    public void signOut(Caller caller) {
        Instant now = now();
        database.run(t -> {
            t.update("update session set ended_at = ? where id = ? and ended_at is null", now, caller.sessionId());
            trail.append(t, Attempts.event(Kind.SIGN_OUT, true, now, caller));
        });
        states.invalidate(caller.sessionId());
    }

    /**
     * Chooses a new password; every other session of the account ends.
     *
     * @throws Refusal MALFORMED_FIELD when the current one is wrong or the next one not good enough; ACCOUNT_LOCKED after
     *     too many wrong ones
     */
    public void changePassword(Caller caller, String current, String next) {
        caller.mustBeProven();
        attempts.mustFit(caller, current);
        newPassword.take(caller, current, next, now());
        states.invalidateAll();
    }

    /**
     * A person outside the hours of all roles says why the system is needed now: the roles count for four hours in this
     * session (CV 365/TTYQG-GPQLCL, III.1.1 g). It is traced with its reason and stands on the list that is looked through.
     *
     * @throws Refusal NOT_APPLICABLE within the hours, MALFORMED_FIELD unless the reason has 10 to 500 characters
     */
    public void declareEmergency(Caller caller, String reason) {
        if (caller.hold() != Hold.OUTSIDE_HOURS) {
            throw new Refusal(Code.NOT_APPLICABLE, "your roles count at this hour");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 10 to 500 characters", "/reason");
        }
        Instant now = now();
        database.run(t -> {
            t.update(
                    "update session set emergency_reason = ?, emergency_until = ? where id = ? and ended_at is null",
                    why,
                    now.plus(EMERGENCY),
                    caller.sessionId());
            t.update(
                    """
                    insert into emergency (id, tenant_id, account_id, session_id, cause, reason, started_at, valid_until)
                    values (?, ?, ?, ?, 'OUTSIDE_HOURS', ?, ?, ?)
                    """, Ids.next(), caller.tenantId(), caller.id(), caller.sessionId(), why, now, now.plus(EMERGENCY));
            trail.append(t, Attempts.event(Kind.EMERGENCY, true, now, caller).because(why));
        });
        states.invalidate(caller.sessionId());
    }

    /** Removes the rows of sessions that are over for a week; returns how many. */
    public int forgetOld() {
        return database.update("delete from session where ends_at < ?", now().minus(FORGOTTEN));
    }

    private Optional<SessionState> state(UUID sessionId) {
        return states.get(
                sessionId, id -> Optional.ofNullable(database.inTransaction(t -> SessionState.byId(t, id, now()))));
    }

    /** Something about a session changed that the next request must know. */
    void changed(UUID sessionId) {
        states.invalidate(sessionId);
    }

    private Caller caller(SessionState state, Instant now, String address, String requestId) {
        return state.caller(now, networks.outside(address), newPassword.profile(), address, requestId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
