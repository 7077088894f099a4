package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/** Where somebody is signed in, for themselves: a forgotten session at another desk is ended from here. */
@ApplicationScoped
public class OwnSessions {
    /** A session that lives. */
    public record Living(UUID id, Instant startedAt, Instant seenAt, Instant endsAt, String address) {}

    private final Database database;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final Clock clock;

    @Inject
    public OwnSessions(Database database, AuditTrail trail, Sessions sessions, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The living sessions of the caller, the newest first; at most 100. */
    public List<Living> list(Caller caller) {
        caller.mustBeProven();
        return database.inTransaction(t -> living(t, caller.id(), now()));
    }

    /** The living sessions of an account, the newest first; at most 100. Who looks traces it. */
    public static List<Living> living(Transaction t, UUID accountId, Instant now) {
        return t.query(
                """
                select s.id, s.started_at, s.seen_at, s.ends_at, s.address
                from session s
                where s.account_id = ? and s.ended_at is null and s.ends_at > ?
                order by s.started_at desc
                limit 100
                """,
                row -> new Living(
                        row.uuid("id"),
                        row.instant("started_at"),
                        row.instant("seen_at"),
                        row.instant("ends_at"),
                        row.text("address")),
                accountId,
                now);
    }

    /**
     * Ends one session of the caller, or all but this one; tells how many ended.
     *
     * @param id null: all others
     */
    public int end(Caller caller, UUID id) {
        caller.mustBeProven();
        Instant now = now();
        List<UUID> ended = database.inTransaction(t -> {
            List<UUID> ids = living(t, caller.id(), now).stream()
                    .map(Living::id)
                    .filter(one -> id == null ? !one.equals(caller.sessionId()) : one.equals(id))
                    .toList();
            ids.forEach(one -> t.update("update session set ended_at = ? where id = ?", now, one));
            if (!ids.isEmpty()) {
                trail.append(
                        t, Attempts.event(Kind.SIGN_OUT, true, now, caller).changing("sessions ended: " + ids.size()));
            }
            return ids;
        });
        ended.forEach(sessions::changed);
        return ended.size();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
