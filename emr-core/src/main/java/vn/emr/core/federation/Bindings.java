package vn.emr.core.federation;

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
import vn.emr.core.access.ProviderSessions.Vouched;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.federation.NotSignedIn.Why;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Who of the provider is which account. No account is ever made here: the first sign-in finds the account by its user name and
 * binds it to the person's subject for good, and from then on only the subject counts, whatever name the provider tells.
 */
@ApplicationScoped
public class Bindings {
    /** @param identityId null: not bound yet */
    record Found(UUID accountId, UUID tenantId, UUID identityId, boolean enabled, boolean locked) {}

    private static final String COLUMNS = "select a.id, a.tenant_id, %s as identity_id, a.enabled,"
            + " coalesce(a.locked_until > ?, false) as locked from account a ";

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final ProviderRoles roles;
    private final Clock clock;

    @Inject
    public Bindings(Access access, Database database, AuditTrail trail, ProviderRoles roles, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.roles = roles;
        this.clock = clock;
    }

    /** @throws NotSignedIn NO_ACCOUNT; also for a user name that two hospitals of this server use */
    Found find(String issuer, Identity who) {
        return database.inTransaction(t -> {
            List<Found> bound = t.query(
                    COLUMNS.formatted("i.id")
                            + "join account_identity i on i.account_id = a.id"
                            + " where i.issuer = ? and i.subject = ? and i.ended_at is null",
                    Bindings::found,
                    now(),
                    issuer,
                    who.subject());
            if (!bound.isEmpty()) {
                return bound.getFirst();
            }
            List<Found> named = t.query(
                    COLUMNS.formatted("null::uuid") + "where a.username = ?", Bindings::found, now(), who.username());
            if (named.size() != 1) {
                throw new NotSignedIn(Why.NO_ACCOUNT, "no account");
            }
            return named.getFirst();
        });
    }

    /**
     * Lets the person in: binds the account at the first sign-in, and gives and takes back the roles that follow from the groups.
     *
     * @throws NotSignedIn DISABLED, LOCKED, or OTHER_PERSON when the account is bound to another subject
     */
    Vouched enter(Found found, String issuer, Identity who) {
        if (!found.enabled()) {
            throw new NotSignedIn(Why.DISABLED, "disabled");
        }
        if (found.locked()) {
            throw new NotSignedIn(Why.LOCKED, "locked");
        }
        try {
            return database.inTransaction(t -> {
                t.first("select id from account where id = ? for update", row -> 1, found.accountId());
                UUID identity = found.identityId() == null ? bind(t, found, issuer, who.subject()) : found.identityId();
                roles.follow(t, found.tenantId(), found.accountId(), who.groups());
                return new Vouched(found.accountId(), identity, who.session(), who.secondFactor());
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new NotSignedIn(Why.OTHER_PERSON, "bound to another subject");
            }
            throw fault;
        }
    }

    private UUID bind(Transaction t, Found found, String issuer, String subject) {
        UUID id = Ids.next();
        t.update("""
                insert into account_identity (id, tenant_id, account_id, issuer, subject, bound_at) values (?, ?, ?, ?, ?, ?)
                """, id, found.tenantId(), found.accountId(), issuer, subject, now());
        trace(t, found.tenantId(), Actor.SYSTEM, found.accountId(), "identity provider: - -> bound");
        return id;
    }

    /**
     * Unbinds an account, after which the next who signs in there with its user name is bound; sessions the provider vouched for
     * end within 5 s.
     *
     * @throws Refusal NOT_FOUND; NOT_APPLICABLE for one's own, or when it is not bound
     */
    public void unbind(Caller caller, UUID accountId) {
        if (caller.id().equals(accountId)) {
            throw access.refuse(
                    caller,
                    "ACCOUNT",
                    new Refusal(Code.NOT_APPLICABLE, "your own account is dealt with by somebody else"));
        }
        Instant now = now();
        database.run(t -> {
            t.first("select id from account where id = ? and tenant_id = ?", row -> 1, accountId, caller.tenantId())
                    .orElseThrow(() -> access.missing(caller, "ACCOUNT", accountId));
            int ended = t.update(
                    "update account_identity set ended_at = ?, ended_by = ? where account_id = ? and ended_at is null",
                    now,
                    caller.id(),
                    accountId);
            if (ended == 0) {
                throw new Refusal(Code.NOT_APPLICABLE, "the account is bound to nobody of the identity provider");
            }
            t.update(
                    "update session set ended_at = ? where account_id = ? and identity_id is not null and ended_at is null",
                    now,
                    accountId);
            trace(t, caller.tenantId(), caller.actor(), accountId, "identity provider: bound -> -");
        });
    }

    private void trace(Transaction t, UUID tenantId, Actor who, UUID accountId, String changes) {
        trail.append(
                t,
                AuditEvent.ofHouse(now(), tenantId, Kind.ACCOUNT, who, "ACCOUNT", accountId)
                        .changing(changes));
    }

    private static Found found(Row row) {
        return new Found(
                row.uuid("id"),
                row.uuid("tenant_id"),
                row.uuid("identity_id"),
                row.bool("enabled"),
                row.bool("locked"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
