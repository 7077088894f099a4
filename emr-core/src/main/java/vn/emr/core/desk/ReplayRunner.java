package vn.emr.core.desk;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/**
 * Does the replays that were asked for, one message after the other, no faster than asked and after live messages. Nothing
 * depends on its memory: what is done is in the database, so a server that was killed goes on where it was.
 */
@ApplicationScoped
public class ReplayRunner {
    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);
    private static final long COMMIT_WAIT_SECONDS = 60;

    private final Database database;
    private final AuditTrail trail;
    private final Inbox inbox;
    private final Clock clock;
    private final BehindTheIntake thread;

    @Inject
    public ReplayRunner(Database database, AuditTrail trail, Inbox inbox, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.inbox = inbox;
        this.clock = clock;
        this.thread = new BehindTheIntake("replay", inbox);
    }

    void atStart(@Observes StartupEvent started) {
        start();
    }

    /** Begins, with what was left when the server last ended. */
    public void start() {
        thread.start(this::paced);
    }

    /** Ends after the message in hand. */
    @PreDestroy
    public void stop() {
        thread.stop();
    }

    /** There is something new to do. */
    void nudge() {
        thread.nudge();
    }

    private Optional<Duration> paced() throws InterruptedException {
        int perSecond = step();
        return perSecond == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(1).dividedBy(perSecond));
    }

    /** @param standing how the message stands on the parked list now; null when the replay has no message left */
    private record Next(
            UUID replayId, UUID tenantId, int perSecond, String actor, Integer line, UUID inboundId, String standing) {}

    private static final String NEXT = """
            select r.id, r.tenant_id, r.per_second, r.asked_name, i.line, i.inbound_id, p.state as standing
            from replay r
            left join lateral (
              select line, inbound_id from replay_item
              where replay_id = r.id and outcome is null order by line limit 1) i on true
            left join parked p on p.inbound_id = i.inbound_id
            where r.state = 'RUNNING'
            order by r.asked_at, r.id
            limit 1
            """;

    /** One message of the oldest running replay; returns how many a second it may do, 0 when there is nothing to do now. */
    int step() throws InterruptedException {
        Optional<Next> found = database.first(
                NEXT,
                row -> new Next(
                        row.uuid("id"),
                        row.uuid("tenant_id"),
                        row.integer("per_second"),
                        row.text("asked_name"),
                        row.integer("line"),
                        row.uuid("inbound_id"),
                        row.text("standing")));
        if (found.isEmpty()) {
            return 0;
        }
        Next next = found.get();
        if (next.line() == null) {
            end(next);
            return next.perSecond();
        }
        if (!"WAITING".equals(next.standing())) {
            // Applied before we were killed, or by somebody else meanwhile.
            done(next, "APPLIED".equals(next.standing()) ? "APPLIED" : "DISMISSED", null);
            return next.perSecond();
        }
        return apply(next) ? next.perSecond() : 0;
    }

    private void end(Next next) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.run(t -> {
            String done = "update replay set state = 'DONE', ended_at = ? where id = ? and state = 'RUNNING'";
            if (t.update(done, now, next.replayId()) > 0) {
                trail.append(t, DeskTrace.ended(next.tenantId(), next.replayId(), now));
            }
        });
    }

    /** False when it could not be judged now and must be met again. */
    private boolean apply(Next next) throws InterruptedException {
        try {
            Outcome outcome = inbox.applyAgain(next.inboundId(), next.actor())
                    .toCompletableFuture()
                    .get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
            if (outcome.kind() == Outcome.Kind.FAILED) {
                return false;
            }
            done(
                    next,
                    outcome.kind().name(),
                    outcome.code() == null ? null : outcome.code().name());
            return true;
        } catch (Refusal refusal) {
            done(next, Outcome.Kind.PARKED.name(), refusal.code().name());
            return true;
        } catch (UncheckedIOException lost) {
            // What was sent is not on the disk any more: it waits on, the others do not wait for it.
            LOG.warnf("message %s of a replay: %s", next.inboundId(), lost.getMessage());
            done(next, Outcome.Kind.PARKED.name(), Code.UNREADABLE.name());
            return true;
        } catch (ExecutionException | TimeoutException e) {
            // The commit's fate is not known: the next look at the parked list tells.
            return false;
        }
    }

    private void done(Next next, String outcome, String code) {
        database.update(
                "update replay_item set outcome = ?, code = ? where replay_id = ? and line = ?",
                outcome,
                code,
                next.replayId(),
                next.line());
    }
}
