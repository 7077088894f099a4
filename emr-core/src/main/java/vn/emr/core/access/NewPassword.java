package vn.emr.core.access;

import java.time.Instant;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** A password somebody chooses instead of the current one, judged by the profile in force. */
final class NewPassword {
    private record Before(boolean hasFactor, List<String> hashes) {}

    private final Database database;
    private final AuditTrail trail;
    private final Passwords passwords;

    NewPassword(Database database, AuditTrail trail, Passwords passwords) {
        this.database = database;
        this.trail = trail;
        this.passwords = passwords;
    }

    PasswordProfile profile() {
        return passwords.profile();
    }

    /**
     * Takes it; every other session of the account ends.
     *
     * @throws Refusal MALFORMED_FIELD when it is not good enough, or was used before
     */
    void take(Caller caller, String current, String next, Instant now) {
        PasswordProfile profile = passwords.profile();
        Before before = before(caller, profile.notAgain());
        profile.mustBeGood(next, caller.name(), before.hasFactor());
        if (next.equals(current)) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "Mật khẩu mới phải khác / must differ from the current one", "/next");
        }
        if (before.hashes().stream().anyMatch(hash -> passwords.fits(next, hash))) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "Mật khẩu này đã dùng trước đây / this password was used before", "/next");
        }
        String hash = passwords.hash(next);
        boolean tooShortAlone = PasswordProfile.length(next) < profile.least(false);
        database.run(t -> {
            t.update("""
                    update account set password_hash = ?, must_change = false, password_set_at = ?, password_needs_factor = ?
                    where id = ?
                    """, hash, now, tooShortAlone, caller.id());
            t.update(
                    "update session set ended_at = ? where account_id = ? and id <> ? and ended_at is null",
                    now,
                    caller.id(),
                    caller.sessionId());
            trail.append(t, Attempts.event(Kind.PASSWORD_CHANGED, true, now, caller));
        });
    }

    private Before before(Caller caller, int notAgain) {
        return database.inTransaction(t -> new Before(
                t.first(
                                "select 1 as one from second_factor where account_id = ? and confirmed_at is not null",
                                row -> row.integer("one"),
                                caller.id())
                        .isPresent(),
                t.query("""
                        select password_hash from password_before where account_id = ? order by until desc limit ?
                        """, row -> row.text("password_hash"), caller.id(), notAgain)));
    }
}
