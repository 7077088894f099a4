package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.store.Database;

/** People for whom long work goes on after their request was answered: with the roles they have now, not those they had then. */
@ApplicationScoped
public class Behalf {
    private final Database database;
    private final Clock clock;

    @Inject
    public Behalf(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The person as somebody to write into the trace, who may do nothing: also once the account is switched off. */
    public Caller named(UUID accountId, UUID tenantId) {
        return new Caller(
                ActorKind.PERSON,
                accountId,
                tenantId,
                database.first("select username from account where id = ?", row -> row.text("username"), accountId)
                        .orElse(null),
                List.of(),
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * The person, without session and address; the hours of roles counted when the work was asked for.
     *
     * @return empty once the account is switched off
     */
    public Optional<Caller> of(UUID accountId) {
        return database.inTransaction(t -> t.first(
                "select a.tenant_id, a.username, a.facility_id from account a where a.id = ? and a.enabled",
                row -> new Caller(
                        ActorKind.PERSON,
                        accountId,
                        row.uuid("tenant_id"),
                        row.text("username"),
                        Assignment.of(t, accountId, clock.instant()),
                        row.uuid("facility_id"),
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null),
                accountId));
    }
}
