package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** Nobody's account stays open for ever. */
@ApplicationScoped
public class DormantAccounts {
    /** Without a sign-in for so long an account is switched off (QCVN 12:2026/BCA, TCVN 14423:2026). */
    public static final Duration DORMANT = Duration.ofDays(45);

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public DormantAccounts(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Switches off who has not signed in for 45 days, counted from the last sign-in, the last time the account was switched on,
     * or its making; never the last ones who may give roles.
     *
     * @return how many
     */
    public int disable() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant since = now.minus(DORMANT);
        record Sleeper(UUID id, UUID tenantId) {}
        List<Sleeper> sleepers = database.query("""
                select a.id, a.tenant_id from account a
                where a.enabled and greatest(a.last_sign_in_at, a.enabled_at, a.created_at) < ?
                order by a.id
                limit 1000
                """, row -> new Sleeper(row.uuid("id"), row.uuid("tenant_id")), since);
        int done = 0;
        for (Sleeper sleeper : sleepers) {
            try {
                database.run(t -> {
                    RoleRegister.oneAtATime(t, sleeper.tenantId());
                    t.update("""
                            update account set enabled = false, disabled_at = ?, disabled_by = null,
                                               disable_reason = 'dormant'
                            where id = ?
                            """, now, sleeper.id());
                    StaffAccounts.endSessions(t, sleeper.id(), now);
                    RoleRegister.somebodyMustRemain(t, sleeper.tenantId());
                    trail.append(
                            t,
                            StaffAccounts.event(sleeper.tenantId(), Actor.SYSTEM, sleeper.id(), now)
                                    .changing("enabled: true -> false")
                                    .because("no sign-in for " + DORMANT.toDays() + " days"));
                });
                done++;
            } catch (Refusal lastOne) {
                // Somebody must be able to let the others in again.
            }
        }
        return done;
    }
}
