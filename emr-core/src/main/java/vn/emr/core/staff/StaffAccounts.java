package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.OwnSessions;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.SecondFactors;
import vn.emr.core.access.Secrets;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Making accounts, switching them off and on, unlocking them, and ending their sessions: each act with its trace, in effect
 * within 5 s. One person has one account, and nobody deals with the own one here.
 */
@ApplicationScoped
public class StaffAccounts {
    static final String USERNAME = "[\\p{L}\\p{N}._@-]{1,60}";
    static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 500;

    /** An account to be made. */
    public record NewAccount(String username, String displayName, UUID facilityId) {}

    /** @param password to be changed at the first sign-in; shown now and never again */
    public record OneTime(UUID accountId, String username, String password) {}

    private record Standing(String username, boolean enabled, boolean locked) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Passwords passwords;
    private final Clock clock;

    @Inject
    public StaffAccounts(Access access, Database database, AuditTrail trail, Passwords passwords, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Makes an account without a role, with a one-time password.
     *
     * @throws Refusal with pointers; CONFLICT when the user name is taken
     */
    public OneTime make(Caller caller, NewAccount what) {
        must(what.username() != null && what.username().matches(USERNAME), "letters, digits and . _ @ -", "/username");
        must(
                what.displayName() != null
                        && !what.displayName().isBlank()
                        && what.displayName().length() <= LONGEST_NAME
                        && what.displayName().indexOf('\0') < 0,
                "a name of at most 200 characters",
                "/displayName");
        String password = Secrets.oneTime();
        String hash = passwords.hash(password);
        try {
            UUID id = database.inTransaction(t -> add(t, caller, what, hash));
            return new OneTime(id, what.username(), password);
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "there is an account with this user name", "/username");
            }
            throw fault;
        }
    }

    /** Makes one whose names are good; it must choose a password at the first sign-in. */
    UUID add(Transaction t, Caller caller, NewAccount what, String hash) {
        UUID id = Ids.next();
        Instant now = now();
        int made = t.update(
                """
                insert into account (id, tenant_id, facility_id, username, display_name, password_hash, must_change,
                                     created_at, enabled_at)
                select ?, ?, f.id, ?, ?, ?, true, ?, ? from facility f where f.tenant_id = ? and f.id = ?::uuid
                """,
                id,
                caller.tenantId(),
                what.username(),
                what.displayName().strip(),
                hash,
                now,
                now,
                caller.tenantId(),
                what.facilityId());
        must(made == 1, "a facility of this hospital", "/facilityId");
        trace(t, caller, id, now, "username: - -> " + what.username() + "; password: new", null);
        return id;
    }

    /**
     * Switches an account off; its sessions end.
     *
     * @throws Refusal NOT_APPLICABLE for one's own, or when nobody would be left who may give roles
     */
    public void disable(Caller caller, UUID accountId, String reason) {
        String why = reason(reason);
        change(caller, accountId, (t, was, now) -> {
            if (!was.enabled()) {
                return;
            }
            t.update("""
                    update account set enabled = false, disabled_at = ?, disabled_by = ?, disable_reason = ? where id = ?
                    """, now, caller.id(), why, accountId);
            endSessions(t, accountId, now);
            RoleRegister.somebodyMustRemain(t, caller.tenantId());
            trace(t, caller, accountId, now, "enabled: true -> false", why);
        });
    }

    /** Switches an account on again; the days until it is dormant begin anew. */
    public void enable(Caller caller, UUID accountId) {
        change(caller, accountId, (t, was, now) -> {
            if (was.enabled()) {
                return;
            }
            t.update("""
                    update account set enabled = true, enabled_at = ?, disabled_at = null, disabled_by = null,
                                       disable_reason = null
                    where id = ?
                    """, now, accountId);
            trace(t, caller, accountId, now, "enabled: false -> true", null);
        });
    }

    /** Lets somebody try again who gave too many wrong passwords. */
    public void unlock(Caller caller, UUID accountId) {
        change(caller, accountId, (t, was, now) -> {
            if (was.locked()) {
                t.update("update account set failed_attempts = 0, locked_until = null where id = ?", accountId);
                trace(t, caller, accountId, now, "locked: true -> false", null);
            }
        });
    }

    /** Gives a new one-time password; the sessions end. */
    public OneTime newPassword(Caller caller, UUID accountId) {
        String password = Secrets.oneTime();
        String hash = passwords.hash(password);
        String username = change(caller, accountId, (t, was, now) -> {
            t.update(
                    "update account set password_hash = ?, must_change = true, failed_attempts = 0, locked_until = null"
                            + " where id = ?",
                    hash,
                    accountId);
            endSessions(t, accountId, now);
            trace(t, caller, accountId, now, "password: new", null);
        });
        return new OneTime(accountId, username, password);
    }

    /** Takes the second factor and its recovery codes from somebody who lost them; the sessions end. */
    public void removeFactors(Caller caller, UUID accountId) {
        change(caller, accountId, (t, was, now) -> {
            if (SecondFactors.remove(t, accountId)) {
                endSessions(t, accountId, now);
                trace(t, caller, accountId, now, "second factor: set up -> -", null);
            }
        });
    }

    /** The living sessions of an account of the caller's hospital, the newest first; at most 100. */
    public List<OwnSessions.Living> sessions(Caller caller, UUID accountId) {
        Instant now = now();
        return database.inTransaction(t -> {
            standing(t, caller, accountId, now);
            trail.append(t, StaffTrace.event(caller, Kind.OPEN, now, "SESSION_LIST", accountId, null, null));
            return OwnSessions.living(t, accountId, now);
        });
    }

    /** Signs an account out everywhere; tells how many sessions ended. */
    public int signOut(Caller caller, UUID accountId) {
        Instant now = now();
        return database.inTransaction(t -> {
            standing(t, caller, accountId, now);
            int ended = endSessions(t, accountId, now);
            trace(t, caller, accountId, now, "sessions ended: " + ended, null);
            return ended;
        });
    }

    private interface Act {
        void on(Transaction t, Standing was, Instant now);
    }

    private String change(Caller caller, UUID accountId, Act act) {
        if (caller.id().equals(accountId)) {
            throw access.refuse(
                    caller,
                    "ACCOUNT",
                    new Refusal(Code.NOT_APPLICABLE, "your own account is dealt with by somebody else"));
        }
        Instant now = now();
        return database.inTransaction(t -> {
            RoleRegister.oneAtATime(t, caller.tenantId());
            Standing was = standing(t, caller, accountId, now);
            act.on(t, was, now);
            return was.username();
        });
    }

    private Standing standing(Transaction t, Caller caller, UUID accountId, Instant now) {
        return t.first(
                        """
                        select username, enabled, coalesce(locked_until > ?, false) as locked
                        from account where id = ? and tenant_id = ?
                        """,
                        row -> new Standing(row.text("username"), row.bool("enabled"), row.bool("locked")),
                        now,
                        accountId,
                        caller.tenantId())
                .orElseThrow(() -> access.missing(caller, "ACCOUNT", accountId));
    }

    static int endSessions(Transaction t, UUID accountId, Instant now) {
        return t.update(
                "update session set ended_at = ? where account_id = ? and ended_at is null and ends_at > ?",
                now,
                accountId,
                now);
    }

    private void trace(Transaction t, Caller caller, UUID accountId, Instant at, String changes, String reason) {
        trail.append(
                t,
                event(caller.tenantId(), caller.actor(), accountId, at)
                        .changing(changes)
                        .because(reason));
    }

    static AuditEvent event(UUID tenantId, Actor who, UUID accountId, Instant at) {
        return AuditEvent.ofHouse(at, tenantId, Kind.ACCOUNT, who, "ACCOUNT", accountId);
    }

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        must(!reason.isEmpty() && reason.length() <= LONGEST_REASON, "a reason of at most 500 characters", "/reason");
        return reason;
    }

    private static void must(boolean good, String expected, String at) {
        if (!good) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: " + expected, at);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
