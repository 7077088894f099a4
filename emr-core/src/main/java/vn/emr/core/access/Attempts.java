package vn.emr.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Judges passwords and locks after five wrong ones for twelve hours (QCVN 12:2026/BCA). An attempt is counted before it is
 * judged, so many at once get no more tries than one after the other. Unknown users are answered, timed and locked like
 * known ones.
 */
final class Attempts {
    static final int MOST = 5;
    static final Duration LOCK = Duration.ofHours(12);
    private static final UUID NO_TENANT = new UUID(0, 0);

    private record Found(
            UUID id, UUID tenantId, String username, String roles, String hash, boolean locked, int count) {}

    private final Database database;
    private final AuditTrail trail;
    private final Passwords passwords;
    private final Clock clock;

    /** Wrong attempts for names nobody has; bounded, and lost at a restart, which an attacker gains nothing from. */
    private final Cache<String, Integer> strangers =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LOCK).build();

    Attempts(Database database, AuditTrail trail, Passwords passwords, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The account that this name and password belong to. */
    UUID judge(String username, String password, String address, String device, String requestId) {
        Found found = database.inTransaction(t -> count(t, "a.username = ?", username));
        boolean fits = passwords.fits(password, found == null ? null : found.hash());
        boolean locked = found == null ? lockedStranger(username) : found.locked();
        if (fits && !locked) {
            return found.id();
        }
        Actor actor = found == null
                ? new Actor(ActorKind.PERSON, null, null, null, null, address, requestId, device)
                : new Actor(
                        ActorKind.PERSON,
                        found.id(),
                        found.username(),
                        found.roles(),
                        null,
                        address,
                        requestId,
                        device);
        failed(actor, found, locked, null);
        throw locked
                ? new Refusal(Code.ACCOUNT_LOCKED, "locked after too many wrong passwords")
                : new Refusal(Code.WRONG_CREDENTIALS, "wrong user name or password");
    }

    /**
     * The password was right. Where a second factor is still to be given the attempts before it stay counted: else every right
     * password would allow four more guesses at the code.
     */
    void passed(Transaction t, UUID accountId) {
        t.update("""
                update account a set locked_until = null, failed_attempts =
                  case when exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null)
                       then greatest(a.failed_attempts - 1, 0) else 0 end
                where a.id = ?
                """, accountId);
    }

    /** For changes of what protects the account: the current password must be given, and be right. */
    void mustKnowPassword(Caller caller, String password) {
        if (password == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the current password", "/password");
        }
        mustFit(caller, password);
    }

    /** For a signed-in person who must prove the current password. */
    void mustFit(Caller caller, String password) {
        mustProve(
                caller,
                hash -> passwords.fits(password, hash),
                null,
                new Refusal(Code.MALFORMED_FIELD, "Mật khẩu hiện tại không đúng / wrong current password", "/current"));
    }

    /**
     * For a signed-in person who must prove something, which is counted before it is judged, like a password.
     *
     * @param proof is given what is stored of the password, null for an account that is switched off
     * @param what is proven, for the trace; null: the password
     * @throws Refusal ACCOUNT_LOCKED after too many, else {@code wrong}
     */
    void mustProve(Caller caller, Predicate<String> proof, String what, Refusal wrong) {
        Found found = database.inTransaction(t -> count(t, "a.id = ?", caller.id()));
        boolean locked = found == null || found.locked();
        if (proof.test(locked ? null : found.hash()) && !locked) {
            database.update("update account set failed_attempts = 0, locked_until = null where id = ?", caller.id());
            return;
        }
        failed(caller.actor(), found, locked, what);
        throw found != null && locked
                ? new Refusal(Code.ACCOUNT_LOCKED, "locked after too many wrong passwords")
                : wrong;
    }

    /** Finds the account and counts this attempt; a name two tenants use belongs to nobody. */
    private Found count(Transaction t, String where, Object key) {
        Instant now = now();
        List<Found> found = t.query(
                """
                select a.id, a.tenant_id, a.username,
                       array_to_string(array(select distinct r.code from account_role g join role r on r.id = g.role_id
                                             where g.account_id = a.id and g.ended_at is null order by 1), ',') as roles,
                       case when a.enabled then a.password_hash end as hash,
                       a.locked_until > ? as locked,
                       case when a.locked_until is null then a.failed_attempts else 0 end + 1 as attempt
                from account a
                where %s
                for update
                """.formatted(where),
                row -> new Found(
                        row.uuid("id"),
                        row.uuid("tenant_id"),
                        row.text("username"),
                        row.text("roles"),
                        row.text("hash"),
                        Boolean.TRUE.equals(row.bool("locked")),
                        row.integer("attempt")),
                now,
                key);
        if (found.size() != 1) {
            return null;
        }
        Found one = found.getFirst();
        if (!one.locked()) {
            t.update(
                    "update account set failed_attempts = ?, locked_until = ?::timestamptz where id = ?",
                    one.count(),
                    one.count() >= MOST ? now.plus(LOCK) : null,
                    one.id());
        }
        return one;
    }

    private boolean lockedStranger(String username) {
        String name = username.length() > 100 ? username.substring(0, 100) : username;
        return strangers.asMap().merge(name, 1, Integer::sum) > MOST;
    }

    private void failed(Actor actor, Found found, boolean locked, String what) {
        Instant now = now();
        UUID tenant = found == null ? anyTenant(database) : found.tenantId();
        database.run(t -> {
            trail.append(t, event(Kind.SIGN_IN_FAILED, false, now, tenant, actor, locked ? "locked" : what));
            if (found != null && !locked && found.count() == MOST) {
                trail.append(t, event(Kind.ACCOUNT_LOCKED, true, now, tenant, actor, MOST + " wrong passwords"));
            }
        });
    }

    /** Where what nobody known did is traced. */
    static UUID anyTenant(Database database) {
        return database.first("select id from tenant order by id limit 1", r -> r.uuid("id"))
                .orElse(NO_TENANT);
    }

    static AuditEvent event(Kind kind, boolean success, Instant at, Caller caller) {
        return event(kind, success, at, caller, null);
    }

    static AuditEvent event(Kind kind, boolean success, Instant at, Caller caller, String detail) {
        return event(kind, success, at, caller.tenantId(), caller.actor(), detail);
    }

    static AuditEvent event(Kind kind, boolean success, Instant at, UUID tenant, Actor actor, String detail) {
        return new AuditEvent(
                Ids.next(), at, tenant, kind, success, actor, null, null, "ACCOUNT", actor.id(), null, null, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
