package vn.emr.core.restriction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Breaking the glass: a person who has no way to a patient, or not to all of the record, opens it for a reason and a limited time
 * with the rights of the own roles. It is traced from its beginning to its end and judged by somebody else.
 */
@ApplicationScoped
public class Emergencies {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final int MOST = 200;
    private static final int LONGEST_MINUTES = 720;

    /** Why at all. */
    public enum Cause {
        LIFE_THREATENING,
        CARE_NOW,
        CONSULTATION,
        OTHER
    }

    /** What somebody else thinks of it afterwards. */
    public enum Verdict {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    /**
     * Who is opened and why.
     *
     * @param patientId or
     * @param patientNumber the whole number; one of the two
     */
    public record Asked(UUID patientId, String patientNumber, Cause cause, String reason) {}

    /** @param until when the access ends by itself */
    public record Opened(UUID id, UUID patientId, Instant until) {}

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
    private final Duration lasts;

    @Inject
    public Emergencies(
            Access access,
            Database database,
            AuditTrail trail,
            Clock clock,
            @ConfigProperty(name = "emr.emergency.minutes", defaultValue = "60") int minutes) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.lasts = Duration.ofMinutes(Math.clamp(minutes, 1, LONGEST_MINUTES));
    }

    /**
     * Opens a record. Whoever does is told in the answer until when; who looks at it finds it on their list at once.
     *
     * @throws Refusal with pointers without cause and reason; NOT_FOUND for nobody or several, NOT_APPLICABLE when the whole record
     *     is open already
     */
    public Opened open(Caller caller, Asked asked) {
        access.require(caller, "PATIENT", null, Right.BREAK_GLASS);
        if (asked == null || asked.cause() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "why it cannot wait", "/cause");
        }
        String reason = reason(asked.reason());
        Access.Way way = access.wayTo(caller, asked.patientId(), asked.patientNumber());
        if (way.whole()) {
            throw new Refusal(Code.NOT_APPLICABLE, "the whole record is open to you");
        }
        Instant now = now();
        Opened opened = new Opened(Ids.next(), way.patientId(), now.plus(lasts));
        database.run(t -> {
            t.update(
                    """
                    insert into emergency (id, tenant_id, account_id, session_id, patient_id, cause, reason, started_at, valid_until)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    opened.id(),
                    caller.tenantId(),
                    caller.id(),
                    caller.sessionId(),
                    opened.patientId(),
                    asked.cause(),
                    reason,
                    now,
                    opened.until());
            trail.append(
                    t,
                    access.event(caller, Kind.EMERGENCY, opened.patientId(), "PATIENT", opened.id())
                            .changing("cause: - -> " + asked.cause())
                            .because(reason));
        });
        return opened;
    }

    /**
     * Ends what the caller opened of one patient.
     *
     * @throws Refusal CONFLICT when nothing of it lasts
     */
    public void end(Caller caller, UUID patientId) {
        access.require(caller, "PATIENT", patientId, Right.BREAK_GLASS);
        Instant now = now();
        int ended = database.inTransaction(t -> {
            List<UUID> lasting = t.query(
                    """
                    update emergency set ended_at = ?
                    where tenant_id = ? and account_id = ? and ended_at is null and valid_until > ?
                      and patient_id = any (array(select link_set(?, ?)))
                    returning id
                    """, row -> row.uuid("id"), now, caller.tenantId(), caller.id(), now, caller.tenantId(), patientId);
            lasting.forEach(
                    id -> trail.append(t, access.event(caller, Kind.EMERGENCY_ENDED, patientId, "PATIENT", id)));
            return lasting.size();
        });
        if (ended == 0) {
            throw new Refusal(Code.CONFLICT, "it has ended already");
        }
    }

    /** Closes in the trace what ended by itself; returns how many. */
    public int closeExpired() {
        record Over(UUID id, UUID tenant, UUID patient, Instant at) {}
        return database.inTransaction(t -> {
            List<Over> over = t.query(
                    """
                    update emergency set ended_at = valid_until where ended_at is null and valid_until <= ?
                    returning id, tenant_id, patient_id, valid_until
                    """,
                    row -> new Over(
                            row.uuid("id"), row.uuid("tenant_id"), row.uuid("patient_id"), row.instant("valid_until")),
                    now());
            over.forEach(e -> trail.append(
                    t,
                    new AuditEvent(
                            Ids.next(),
                            now(),
                            e.tenant(),
                            Kind.EMERGENCY_ENDED,
                            true,
                            Actor.SYSTEM,
                            null,
                            e.patient(),
                            e.patient() == null ? "SESSION" : "PATIENT",
                            e.id(),
                            null,
                            null,
                            "ended by itself at " + e.at())));
            return over.size();
        });
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

    /**
     * Judges one, once; never one's own.
     *
     * @throws Refusal NOT_FOUND for what is not on the caller's list, NOT_APPLICABLE for one's own, CONFLICT when it was judged
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
        if (note != null && (note.length() > LONGEST_REASON || note.indexOf('\0') >= 0)) {
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
                throw new Refusal(Code.NOT_APPLICABLE, "somebody else judges what you opened");
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

    private List<Emergency> list(Transaction t, Caller caller, boolean waiting) {
        UUID[] departments = caller.departments(Right.EMERGENCY_REVIEW).toArray(UUID[]::new);
        UUID[] only = departments.length == 0 ? null : departments;
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

    private static String reason(String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 10 to 500 characters", "/reason");
        }
        return reason;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
