package vn.emr.core.restriction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** What was opened in an emergency, seen and judged afterwards by somebody else. */
@ApplicationScoped
public class EmergencyReview {
    private static final int MOST = 200;
    private static final int LONGEST_NOTE = 500;

    /** What somebody else thinks of it afterwards. */
    public enum Verdict {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    /** @param toJudge what nobody has looked at yet and the caller may judge */
    public record Waiting(int toJudge) {}

    /** @param note needed when it was not justified */
    public record Judged(Verdict verdict, String note) {}

    /**
     * An emergency, for those who look at it.
     *
     * @param patientNumber null outside the hours, when it was about the system
     * @param cause also {@code OUTSIDE_HOURS}
     * @param endedAt when it ended or will end by itself
     * @param seen what was opened, printed or refused in the time, by kind and section
     * @param mayJudge the caller, now
     */
    public record Emergency(
            UUID id,
            String by,
            String username,
            List<String> departments,
            String patientNumber,
            String cause,
            String reason,
            Instant startedAt,
            Instant endedAt,
            boolean lasts,
            List<String> seen,
            Verdict verdict,
            String judgedBy,
            Instant judgedAt,
            String note,
            boolean mayJudge) {}

    private static final String EMERGENCIES = """
            select e.id, e.account_id, e.cause, e.reason, e.started_at, coalesce(e.ended_at, e.valid_until) as ended_at,
                   e.ended_at is null and e.valid_until > ? as lasts, e.verdict, e.reviewed_at, e.note,
                   a.display_name as by, a.username, r.display_name as judged_by,
                   (select i.value from patient_identifier i
                    where i.tenant_id = e.tenant_id and i.patient_id = e.patient_id and i.active and i.kind = 'PATIENT_NUMBER'
                    order by i.line limit 1) as patient_number,
                   array(select distinct d.name from account_role g
                         join account_role_department x on x.account_role_id = g.id
                         join department d on d.id = x.department_id
                         where g.account_id = e.account_id and g.ended_at is null order by 1) as departments,
                   array(select distinct t.kind || ' ' || coalesce(t.object_kind, '') from audit_event t
                         where t.tenant_id = e.tenant_id and t.patient_id = any (array(select link_set(e.tenant_id, e.patient_id)))
                           and t.actor_id = e.account_id and t.at >= e.started_at
                           and t.at <= coalesce(e.ended_at, e.valid_until)
                           and t.kind in ('OPEN', 'PRINT', 'EXPORT', 'REVEAL', 'CREATE', 'UPDATE', 'REFUSED')
                         order by 1 limit 50) as seen
            from emergency e
            join account a on a.id = e.account_id
            left join account r on r.id = e.reviewed_by
            where e.tenant_id = ? and (not ? or e.reviewed_at is null)
              and (?::uuid[] is null or exists (
                select 1 from account_role g join account_role_department x on x.account_role_id = g.id
                where g.account_id = e.account_id and g.ended_at is null and x.department_id = any (?::uuid[])))
            order by e.reviewed_at is null desc, e.started_at desc
            limit ?
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public EmergencyReview(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What waits for a look, then what had it; the newest first, at most 200. Who has departments sees colleagues of them, others
     * of the review everybody. Asking is traced.
     *
     * @param waiting only what waits
     */
    public List<Emergency> list(Caller caller, boolean waiting) {
        access.require(caller, "EMERGENCY_LIST", null, Right.EMERGENCY_REVIEW);
        return database.inTransaction(t -> {
            trail.append(t, access.event(caller, Kind.SEARCH, null, "EMERGENCY_LIST", null));
            return list(t, caller, waiting);
        });
    }

    /** How many wait for a verdict of the caller. A number names nobody, so that it stands in the menu without a line each time. */
    public Waiting waiting(Caller caller) {
        access.require(caller, "EMERGENCY_LIST", null, Right.EMERGENCY_REVIEW);
        UUID[] only = departments(caller);
        return database.first(
                        """
                        select count(*)::int as to_judge
                        from emergency e
                        where e.tenant_id = ? and e.reviewed_at is null and e.account_id <> ?
                          and (?::uuid[] is null or exists (
                            select 1 from account_role g join account_role_department x on x.account_role_id = g.id
                            where g.account_id = e.account_id and g.ended_at is null and x.department_id = any (?::uuid[])))
                        """, row -> new Waiting(row.integer("to_judge")), caller.tenantId(), caller.id(), only, only)
                .orElseThrow();
    }

    /**
     * Judges one, once; never one's own.
     *
     * @throws Refusal NOT_FOUND for what is not on the caller's list, NOT_APPLICABLE (traced) for one's own, CONFLICT when it was judged
     */
    public List<Emergency> judge(Caller caller, UUID id, Judged judged) {
        access.require(caller, "EMERGENCY", id, Right.EMERGENCY_REVIEW);
        if (judged == null || judged.verdict() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "justified or not", "/verdict");
        }
        String note = judged.note() == null || judged.note().isBlank()
                ? null
                : judged.note().strip();
        if (judged.verdict() == Verdict.NOT_JUSTIFIED && note == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what follows from it", "/note");
        }
        if (note != null && (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0)) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most 500 characters", "/note");
        }
        return database.inTransaction(t -> {
            Emergency one = list(t, caller, false).stream()
                    .filter(e -> e.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> access.missing(caller, "EMERGENCY", id));
            if (one.verdict() != null) {
                throw new Refusal(Code.CONFLICT, "it was judged already");
            }
            if (!one.mayJudge()) {
                throw access.refuse(
                        caller, "EMERGENCY", new Refusal(Code.NOT_APPLICABLE, "somebody else judges what you opened"));
            }
            int done = t.update("""
                    update emergency set reviewed_at = ?, reviewed_by = ?, verdict = ?, note = ?
                    where id = ? and reviewed_at is null
                    """, now(), caller.id(), judged.verdict(), note, id);
            if (done == 0) {
                throw new Refusal(Code.CONFLICT, "it was judged already");
            }
            trail.append(
                    t,
                    access.event(caller, Kind.EMERGENCY_REVIEWED, null, "EMERGENCY", id)
                            .changing("verdict: - -> " + judged.verdict())
                            .because(note));
            return list(t, caller, false);
        });
    }

    /** Whose colleagues the caller judges; null for everybody. */
    private static UUID[] departments(Caller caller) {
        UUID[] departments = caller.departments(Right.EMERGENCY_REVIEW).toArray(UUID[]::new);
        return departments.length == 0 ? null : departments;
    }

    private List<Emergency> list(Transaction t, Caller caller, boolean waiting) {
        UUID[] only = departments(caller);
        return t.query(EMERGENCIES, row -> emergency(row, caller), now(), caller.tenantId(), waiting, only, only, MOST);
    }

    private static Emergency emergency(Row row, Caller caller) {
        String verdict = row.text("verdict");
        return new Emergency(
                row.uuid("id"),
                row.text("by"),
                row.text("username"),
                Arrays.asList(row.<String>array("departments")),
                row.text("patient_number"),
                row.text("cause"),
                row.text("reason"),
                row.instant("started_at"),
                row.instant("ended_at"),
                row.bool("lasts"),
                Arrays.asList(row.<String>array("seen")),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.text("judged_by"),
                row.instant("reviewed_at"),
                row.text("note"),
                verdict == null && !row.uuid("account_id").equals(caller.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
