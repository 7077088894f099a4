package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Who else cares for a patient: colleagues put on the team and departments that were asked (hội chẩn, mời khám). While a
 * relation lasts, they reach the record with the rights of their roles.
 */
@ApplicationScoped
public class CareTeam {
    /** As long as a relation may last; then it is given anew. */
    static final int MOST_DAYS = 90;

    private static final int LONGEST_REASON = 300;

    /** @param endsAt when it ends or ended */
    public record Relation(
            UUID id,
            String colleague,
            String department,
            String reason,
            Instant since,
            String by,
            Instant endsAt,
            boolean lasts) {}

    /**
     * Who is asked.
     *
     * @param accountId a colleague, or
     * @param departmentId a department; one of the two
     * @param days 1 to 90
     */
    public record Asked(UUID accountId, UUID departmentId, Integer days, String reason) {}

    /** Somebody or some department that can be asked. */
    public record Colleague(UUID accountId, UUID departmentId, String name, String place) {}

    private static final String RELATIONS = """
            select c.id, a.display_name as colleague, d.name as department, c.reason, c.given_at, g.display_name as given_by,
                   least(c.ended_at, c.valid_until) as ends_at, c.ended_at is null and c.valid_until > ? as lasts
            from care_relation c
            left join account a on a.id = c.account_id
            left join department d on d.id = c.department_id
            join account g on g.id = c.given_by
            where c.tenant_id = ? and c.patient_id = any (?)
            order by lasts desc, c.given_at desc
            limit 100
            """;

    private static final String COLLEAGUES = """
            (select null::uuid as account_id, d.id as department_id, d.name, f.name as place
             from department d join facility f on f.id = d.facility_id
             where d.tenant_id = ? and strpos(d.search_key, ?) > 0
             order by d.name limit 20)
            union all
            (select a.id, null::uuid, a.display_name, f.name
             from account a left join facility f on f.id = a.facility_id
             where a.tenant_id = ? and a.enabled and strpos(a.search_key, ?) > 0
               and exists (select 1 from account_role g join role_now r on r.role_id = g.role_id
                           where g.account_id = a.id and g.ended_at is null and r.enabled and 'TEAM' = any (r.reaches)
                             and (g.valid_until is null or g.valid_until > ?))
             order by a.display_name limit 20)
            """;

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public CareTeam(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** The relations of the chart's people: those that last first, then the newest; at most 100. */
    public List<Relation> relations(Grant grant) {
        return database.inTransaction(t -> relations(t, grant));
    }

    /** Departments, and people whose role may be on a team, found by a part of the name; at most 20 of each. */
    public List<Colleague> colleagues(Caller caller, String text) {
        String typed = text == null ? "" : PersonName.unaccented(text.strip());
        return database.query(
                COLLEAGUES,
                row -> new Colleague(
                        row.uuid("account_id"), row.uuid("department_id"), row.text("name"), row.text("place")),
                caller.tenantId(),
                typed,
                caller.tenantId(),
                typed,
                now());
    }

    /**
     * Puts a colleague on the team, or asks a department.
     *
     * @throws Refusal REQUIRED_FIELD_MISSING or MALFORMED_FIELD with pointers
     */
    public List<Relation> ask(Caller caller, Grant grant, Asked asked) {
        if (asked == null || (asked.accountId() == null) == (asked.departmentId() == null)) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "a colleague or a department", "/accountId", "/departmentId");
        }
        if (asked.days() == null || asked.days() < 1 || asked.days() > MOST_DAYS) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: 1 to 90 days", "/days");
        }
        String reason = reason(asked.reason());
        Instant now = now();
        return database.inTransaction(t -> {
            mustBeKnown(t, caller, asked);
            UUID id = Ids.next();
            t.update(
                    """
                    insert into care_relation (id, tenant_id, patient_id, account_id, department_id, reason, given_at, given_by,
                                               valid_until)
                    values (?, ?, ?, ?::uuid, ?::uuid, ?, ?, ?, ?)
                    """,
                    id,
                    grant.tenantId(),
                    grant.patientId(),
                    asked.accountId(),
                    asked.departmentId(),
                    reason,
                    now,
                    caller.id(),
                    now.plus(Duration.ofDays(asked.days())));
            trace(
                    t,
                    caller,
                    grant,
                    now,
                    new Asked(asked.accountId(), asked.departmentId(), null, reason),
                    "care: - -> asked");
            return relations(t, grant);
        });
    }

    /**
     * Ends a relation.
     *
     * @throws Refusal NOT_FOUND when the chart has no such relation; CONFLICT when it ended already
     */
    public List<Relation> end(Caller caller, Grant grant, UUID relationId) {
        Instant now = now();
        return database.inTransaction(t -> {
            Asked was = t.first(
                            "select account_id, department_id from care_relation"
                                    + " where id = ? and tenant_id = ? and patient_id = any (?)",
                            row -> new Asked(row.uuid("account_id"), row.uuid("department_id"), null, null),
                            relationId,
                            grant.tenantId(),
                            grant.people())
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such relation"));
            int ended = t.update(
                    "update care_relation set ended_at = ?, ended_by = ? where id = ? and ended_at is null",
                    now,
                    caller.id(),
                    relationId);
            if (ended == 0) {
                throw new Refusal(Code.CONFLICT, "it has ended already");
            }
            trace(t, caller, grant, now, was, "care: asked -> -");
            return relations(t, grant);
        });
    }

    private List<Relation> relations(Transaction t, Grant grant) {
        return t.query(RELATIONS, CareTeam::relation, now(), grant.tenantId(), grant.people());
    }

    private static Relation relation(Row row) {
        return new Relation(
                row.uuid("id"),
                row.text("colleague"),
                row.text("department"),
                row.text("reason"),
                row.instant("given_at"),
                row.text("given_by"),
                row.instant("ends_at"),
                row.bool("lasts"));
    }

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: a reason of at most 300 characters", "/reason");
        }
        return reason;
    }

    private static void mustBeKnown(Transaction t, Caller caller, Asked asked) {
        boolean colleague = asked.accountId() != null;
        String sql = colleague
                ? "select 1 as one from account where id = ? and tenant_id = ? and enabled"
                : "select 1 as one from department where id = ? and tenant_id = ?";
        if (t.first(
                        sql,
                        row -> row.integer("one"),
                        colleague ? asked.accountId() : asked.departmentId(),
                        caller.tenantId())
                .isEmpty()) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "no such colleague or department",
                    colleague ? "/accountId" : "/departmentId");
        }
    }

    private void trace(Transaction t, Caller caller, Grant grant, Instant at, Asked whom, String changes) {
        boolean colleague = whom.accountId() != null;
        UUID object = colleague ? whom.accountId() : whom.departmentId();
        String kind = colleague ? "ACCOUNT" : "DEPARTMENT";
        trail.append(
                t,
                StaffTrace.event(caller, Kind.RIGHTS, at, kind, object, grant.patientId(), null)
                        .changing(changes)
                        .because(whom.reason()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
