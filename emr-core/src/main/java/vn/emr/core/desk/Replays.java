package vn.emr.core.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * Applying many waiting messages again: somebody asks, with a reason; above a number of messages another person must
 * approve; {@link ReplayRunner} does it. The messages are fixed when it is asked for.
 */
@ApplicationScoped
public class Replays {
    /** More at once is a migration, not a repair. */
    public static final int MOST = 100_000;

    static final int USUAL_PER_SECOND = 20;
    private static final int FASTEST = 200;

    /** Where a replay stands. */
    public enum State {
        WAITING_APPROVAL,
        RUNNING,
        STOPPED,
        DONE
    }

    /**
     * What is asked for: waiting messages that fit all that is given.
     *
     * @param code why they wait
     * @param from received at or after
     * @param to received before
     * @param perSecond at most so many messages, 1 to 200; 20 when not given
     * @param reason 3 to 500 characters; not needed for a preview
     */
    public record Asked(
            UUID sourceId, Code code, String messageType, Instant from, Instant to, Integer perSecond, String reason) {}

    /** A replay and how far it is; the messages without outcome are {@code left}. */
    public record Replay(
            UUID id,
            State state,
            UUID sourceId,
            String sourceName,
            String code,
            String messageType,
            Instant from,
            Instant to,
            int perSecond,
            String reason,
            int total,
            int applied,
            int parked,
            int refused,
            int dismissed,
            int left,
            UUID askedBy,
            String askedName,
            Instant askedAt,
            String approvedName,
            Instant approvedAt,
            Instant endedAt,
            String endedName) {}

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final ReplayRunner runner;
    private final int approvalAbove;

    @Inject
    public Replays(
            Database database,
            AuditTrail trail,
            Clock clock,
            ReplayRunner runner,
            @ConfigProperty(name = "emr.replay.approval.above", defaultValue = "100") int approvalAbove) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.runner = runner;
        this.approvalAbove = approvalAbove;
    }

    /** More messages than this need a second person. */
    public int approvalAbove() {
        return approvalAbove;
    }

    /**
     * Fixes the messages and starts, or waits for approval.
     *
     * @throws Refusal CONFLICT when nothing waits that fits, TOO_LARGE, MALFORMED_FIELD
     */
    public Replay ask(Caller caller, Asked asked) {
        String reason = Corrections.reason(asked.reason());
        int perSecond = asked.perSecond() == null ? USUAL_PER_SECOND : asked.perSecond();
        if (perSecond < 1 || perSecond > FASTEST) {
            throw new Refusal(Code.MALFORMED_FIELD, "from 1 to 200 messages a second", "/perSecond");
        }
        UUID id = Ids.next();
        List<Object> parameters = new ArrayList<>();
        String chosen = chosen(caller.tenantId(), asked, parameters);
        parameters.add(id);
        parameters.add(caller.tenantId());
        parameters.add(approvalAbove);
        parameters.add(asked.sourceId());
        parameters.add(asked.code());
        parameters.add(asked.messageType());
        parameters.add(asked.from());
        parameters.add(asked.to());
        parameters.add(perSecond);
        parameters.add(reason);
        parameters.add(caller.id());
        parameters.add(caller.name());
        Instant now = now();
        parameters.add(now);
        database.run(t -> {
            int messages = t.update(ASK.formatted(chosen), parameters.toArray());
            if (messages == 0) {
                throw new Refusal(Code.CONFLICT, "no waiting message fits");
            }
            if (messages > MOST) {
                throw new Refusal(Code.TOO_LARGE, "more than 100,000 messages at once; choose a shorter time");
            }
            trail.append(
                    t,
                    DeskTrace.done(caller, DeskTrace.REPLAY, id, now, "replay asked for, messages " + messages)
                            .because(reason));
        });
        runner.nudge();
        return replay(caller, id).orElseThrow();
    }

    /** Both in one statement: the messages that are counted are those that are written down. */
    private static final String ASK = """
            with chosen as materialized (
              select p.inbound_id, row_number() over (order by p.received_at, p.inbound_id)::int4 as line %s),
            made as (
              insert into replay (id, tenant_id, state, source_id, code, message_type, from_at, to_at, per_second, reason,
                                  asked_by, asked_name, asked_at, total)
              select ?::uuid, ?::uuid, case when n > ? then 'WAITING_APPROVAL' else 'RUNNING' end, ?::uuid, ?, ?,
                     ?::timestamptz, ?::timestamptz, ?, ?, ?::uuid, ?, ?::timestamptz, n
              from (select count(*)::int4 as n from chosen) counted where n > 0
              returning id)
            insert into replay_item (replay_id, line, inbound_id)
            select made.id, chosen.line, chosen.inbound_id from made, chosen
            """;

    /** From and where of the waiting messages that fit, {@code parked p}. */
    static String chosen(UUID tenantId, Asked asked, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("from parked p where p.tenant_id = ? and p.state = 'WAITING'");
        parameters.add(tenantId);
        add(sql, " and p.source_id = ?", asked.sourceId(), parameters);
        add(sql, " and p.code = ?", asked.code(), parameters);
        add(sql, " and p.message_type = ?", asked.messageType(), parameters);
        add(sql, " and p.received_at >= ?", asked.from(), parameters);
        add(sql, " and p.received_at < ?", asked.to(), parameters);
        return sql.toString();
    }

    private static void add(StringBuilder sql, String condition, Object value, List<Object> parameters) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    /**
     * A second person agrees, and it starts.
     *
     * @throws Refusal FORBIDDEN for the one who asked, CONFLICT when it does not wait for approval
     */
    public void approve(Caller caller, UUID id) {
        Instant now = now();
        boolean approved = act(
                caller,
                id,
                now,
                "replay approved",
                """
                update replay set state = 'RUNNING', approved_by = ?, approved_name = ?, approved_at = ?
                where id = ? and tenant_id = ? and state = 'WAITING_APPROVAL' and asked_by <> ?
                """,
                caller.id(),
                caller.name(),
                now,
                id,
                caller.tenantId(),
                caller.id());
        if (!approved) {
            Replay replay = replay(caller, id).orElseThrow();
            throw replay.state() == State.WAITING_APPROVAL
                    ? new Refusal(Code.FORBIDDEN, "another person than the one who asked must approve")
                    : new Refusal(Code.CONFLICT, "it does not wait for approval");
        }
        runner.nudge();
    }

    /**
     * Ends it after the message in hand; what is left stays on the parked list.
     *
     * @throws Refusal CONFLICT when it has ended already
     */
    public void stop(Caller caller, UUID id) {
        Instant now = now();
        boolean stopped = act(caller, id, now, "replay stopped", """
                update replay set state = 'STOPPED', ended_at = ?, ended_name = ?
                where id = ? and tenant_id = ? and state in ('WAITING_APPROVAL', 'RUNNING')
                """, now, caller.name(), id, caller.tenantId());
        if (!stopped) {
            throw new Refusal(Code.CONFLICT, "it has ended already");
        }
    }

    /** The act and its trace in one transaction; what the state forbids is traced as refused. */
    private boolean act(Caller caller, UUID id, Instant at, String what, String sql, Object... parameters) {
        return database.inTransaction(t -> {
            boolean done = t.update(sql, parameters) > 0;
            trail.append(
                    t,
                    done
                            ? DeskTrace.done(caller, DeskTrace.REPLAY, id, at, what)
                            : DeskTrace.refused(caller, DeskTrace.REPLAY, id, at, what));
            return done;
        });
    }

    private static final String SHOWN = """
            select r.*, s.name as source_name,
                   n.applied, n.parked, n.refused, n.dismissed, n.remaining
            from replay r
            left join source s on s.id = r.source_id
            cross join lateral (
              select count(*) filter (where i.outcome = 'APPLIED')::int4 as applied,
                     count(*) filter (where i.outcome = 'PARKED')::int4 as parked,
                     count(*) filter (where i.outcome = 'REFUSED')::int4 as refused,
                     count(*) filter (where i.outcome = 'DISMISSED')::int4 as dismissed,
                     count(*) filter (where i.outcome is null)::int4 as remaining
              from replay_item i where i.replay_id = r.id) n
            where r.tenant_id = ?
            """;

    /** The newest fifty of a tenant. */
    public List<Replay> list(Caller caller) {
        return database.query(SHOWN + " order by r.asked_at desc, r.id desc limit 50", Replays::row, caller.tenantId());
    }

    public Optional<Replay> replay(Caller caller, UUID id) {
        return database.first(SHOWN + " and r.id = ?", Replays::row, caller.tenantId(), id);
    }

    private static Replay row(Row row) {
        return new Replay(
                row.uuid("id"),
                State.valueOf(row.text("state")),
                row.uuid("source_id"),
                row.text("source_name"),
                row.text("code"),
                row.text("message_type"),
                row.instant("from_at"),
                row.instant("to_at"),
                row.integer("per_second"),
                row.text("reason"),
                row.integer("total"),
                row.integer("applied"),
                row.integer("parked"),
                row.integer("refused"),
                row.integer("dismissed"),
                row.integer("remaining"),
                row.uuid("asked_by"),
                row.text("asked_name"),
                row.instant("asked_at"),
                row.text("approved_name"),
                row.instant("approved_at"),
                row.instant("ended_at"),
                row.text("ended_name"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
