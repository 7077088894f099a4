package vn.emr.core.setup;

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
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** Who changed a sender's settings and how, read from the trace; the reading is traced as well. */
@ApplicationScoped
public class SourceHistory {
    private static final int MOST = 200;
    private static final String OBJECT = "SOURCE_HISTORY";

    /**
     * One change.
     *
     * @param by the person's user name
     * @param what {@code SOURCE_CREATE}, {@code SOURCE_CHANGE}, {@code SOURCE_KEY_CREATE}, {@code _REPLACE} or {@code _REVOKE}
     * @param changes {@code plainText: false -> true; door: lis -> his}, without secrets
     */
    public record Change(Instant at, String by, String what, String changes) {}

    private static final String CHANGES = """
            select a.at, a.actor_name, a.object_kind,
                   coalesce(a.changes || coalesce('; reason: - -> ' || a.reason, ''), a.detail) as changes
            from audit_event a
            where a.tenant_id = ? and a.object_id = ? and a.kind = 'CONFIGURATION'
            order by a.at desc, a.id desc
            limit ?
            """;

    private final Database database;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public SourceHistory(Database database, Access access, AuditTrail trail, Clock clock) {
        this.database = database;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The newest changes first.
     *
     * @throws Refusal NOT_FOUND when this tenant has no such sender; FORBIDDEN without the right to the trace
     */
    public List<Change> read(Caller caller, UUID sourceId) {
        access.require(caller, OBJECT, sourceId, Right.AUDIT_READ);
        return database.inTransaction(t -> {
            t.first(
                            "select 1 as known from source where tenant_id = ? and id = ?",
                            row -> row.integer("known"),
                            caller.tenantId(),
                            sourceId)
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such source"));
            trail.append(t, looked(caller, sourceId));
            return t.query(
                    CHANGES,
                    row -> new Change(
                            row.instant("at"), row.text("actor_name"), row.text("object_kind"), row.text("changes")),
                    caller.tenantId(),
                    sourceId,
                    MOST);
        });
    }

    private AuditEvent looked(Caller caller, UUID sourceId) {
        return new AuditEvent(
                Ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.tenantId(),
                Kind.OPEN,
                true,
                caller.actor(),
                sourceId,
                null,
                OBJECT,
                sourceId,
                null,
                null,
                null);
    }
}
