package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/**
 * Sessions of people for whom the hospital's identity provider vouches: sessions like any other, with the same limits, rights
 * and holds, traced like those of a password.
 */
@ApplicationScoped
public class ProviderSessions {
    static final String FACTOR = "PROVIDER";
    static final String DETAIL = "identity provider";

    /**
     * Somebody the provider vouches for.
     *
     * @param identityId who of the provider is this account
     * @param providerSession of the provider, to end with it; null when it does not say
     * @param secondFactor two factors were shown there, so none is asked for here
     */
    public record Vouched(UUID accountId, UUID identityId, String providerSession, boolean secondFactor) {}

    private record Living(UUID id, UUID accountId, UUID tenantId) {}

    private final Sessions sessions;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public ProviderSessions(Sessions sessions, Database database, AuditTrail trail, Clock clock) {
        this.sessions = sessions;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** Opens a session. Wrong passwords that were counted stay counted: nobody showed a password. */
    public Sessions.SignedIn open(Vouched by, String address, String device, String requestId) {
        return sessions.open(by.accountId(), by, address, device, requestId);
    }

    /**
     * Traces a sign-in that came to nothing.
     *
     * @param accountId whose it would have been; null when that is not known
     * @param why safe words
     */
    public void refused(UUID accountId, String why, String address, String device, String requestId) {
        database.run(t -> {
            UUID tenant = accountId == null
                    ? Attempts.anyTenant(database)
                    : t.first("select tenant_id from account where id = ?", r -> r.uuid("tenant_id"), accountId)
                            .orElseThrow();
            Actor actor = new Actor(ActorKind.PERSON, accountId, null, null, null, address, requestId, device);
            trail.append(t, Attempts.event(Kind.SIGN_IN_FAILED, false, now(), tenant, actor, DETAIL + ": " + why));
        });
    }

    /**
     * The provider says that somebody signed out there: their sessions that it vouched for end.
     *
     * @param subject whose; null: of whoever has the session
     * @param providerSession one session of the provider; null: all
     * @return how many ended
     */
    public int end(String issuer, String subject, String providerSession, String address, String requestId) {
        Instant now = now();
        List<Living> ended = database.inTransaction(t -> {
            List<Living> living = t.query(
                    """
                    select s.id, s.account_id, s.tenant_id from session s join account_identity i on i.id = s.identity_id
                    where i.issuer = ? and (?::text is null or i.subject = ?) and (?::text is null or s.provider_session = ?)
                      and s.ended_at is null and s.ends_at > ?
                    for update of s
                    """,
                    row -> new Living(row.uuid("id"), row.uuid("account_id"), row.uuid("tenant_id")),
                    issuer,
                    subject,
                    subject,
                    providerSession,
                    providerSession,
                    now);
            for (Living one : living) {
                t.update("update session set ended_at = ? where id = ?", now, one.id());
                Actor actor = new Actor(ActorKind.SYSTEM, one.accountId(), "emr", null, one.id(), address, requestId);
                trail.append(t, Attempts.event(Kind.SIGN_OUT, true, now, one.tenantId(), actor, DETAIL));
            }
            return living;
        });
        ended.forEach(one -> sessions.changed(one.id()));
        return ended.size();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
