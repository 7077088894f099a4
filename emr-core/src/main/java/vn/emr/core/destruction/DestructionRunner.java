package vn.emr.core.destruction;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Access;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.destruction.Destruction.Act;
import vn.emr.core.destruction.Judgement.Judged;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Carries out what two approved, one record at a time and behind live messages. Each is judged again when its turn comes, and is gone
 * with its line of the trace in one transaction; after {@code kill -9} it goes on with the next. Then files that no row names any more
 * are removed, and the minutes are written.
 */
@ApplicationScoped
public class DestructionRunner {
    private record Running(UUID id, UUID tenantId, UUID accountId, String number) {}

    private record Next(UUID folderId, UUID patientId, List<UUID> visits) {}

    private final Database database;
    private final Behalf behalf;
    private final Access access;
    private final Judgement judgement;
    private final Minutes minutes;
    private final BlobStore blobs;
    private final AuditTrail trail;
    private final Clock clock;
    private final BehindTheIntake thread;

    @Inject
    public DestructionRunner(
            Database database,
            Behalf behalf,
            Access access,
            Judgement judgement,
            Minutes minutes,
            BlobStore blobs,
            AuditTrail trail,
            Inbox inbox,
            Clock clock) {
        this.database = database;
        this.behalf = behalf;
        this.access = access;
        this.judgement = judgement;
        this.minutes = minutes;
        this.blobs = blobs;
        this.trail = trail;
        this.clock = clock;
        this.thread = new BehindTheIntake("destruction", inbox);
    }

    void atStart(@Observes StartupEvent started) {
        start();
    }

    /** Begins, with what was left when the server last ended. */
    public void start() {
        thread.start(() -> step() ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    /** Ends after the record in hand. */
    @PreDestroy
    public void stop() {
        thread.stop();
    }

    /** There is something new to do. */
    void nudge() {
        thread.nudge();
    }

    private static final String RUNNING = """
            select d.id, d.tenant_id, a.account_id, d.seq || '/' || d.year as number
            from destruction_act a join destruction d on d.id = a.destruction_id
            where a.act = 'STARTED'
              and not exists (select 1 from destruction_act e where e.destruction_id = a.destruction_id and e.act = 'ENDED')
            order by a.at, d.id limit 1
            """;

    private static final String NEXT = """
            select f.folder_id, f.patient_id, f.visits
            from destruction_folder f join destruction_appraisal a on a.destruction_id = f.destruction_id and a.folder_id = f.folder_id
            where f.destruction_id = ? and a.destroy
              and not exists (select 1 from destruction_outcome o
                              where o.destruction_id = f.destruction_id and o.folder_id = f.folder_id)
            order by f.place limit 1
            """;

    /** One record, or the end of a round; false when there is nothing to do now. */
    boolean step() {
        Optional<Running> found = database.first(RUNNING, DestructionRunner::running);
        found.ifPresent(running -> database.first(NEXT, DestructionRunner::next, running.id())
                .ifPresentOrElse(next -> carryOut(running, next), () -> end(running)));
        return found.isPresent();
    }

    private void carryOut(Running running, Next next) {
        Caller caller = behalf.of(running.accountId())
                .filter(someone -> someone.may(Right.DESTROY))
                .orElse(null);
        String obstacle = caller == null ? "NOT_ALLOWED" : obstacle(caller, next);
        Instant now = now();
        database.run(t -> {
            String reason =
                    obstacle == null ? destroy(t, running, next, now) : leaveOut(t, running, next, obstacle, now);
            trace(t, running, next, reason);
        });
    }

    private String obstacle(Caller caller, Next next) {
        Judged judged = judgement.of(caller, next.folderId());
        if (judged.obstacle() != null) {
            return judged.obstacle();
        }
        // What was appraised and approved is what is destroyed.
        return judged.term().visits().equals(next.visits())
                        && judged.term().patientId().equals(next.patientId())
                ? null
                : "CHANGED";
    }

    /** The database judges once more by itself; null: the record is gone. */
    private static String destroy(Transaction t, Running running, Next next, Instant now) {
        return t.query(
                        "select destroy_folder(?, ?, ?) as left_out",
                        row -> row.text("left_out"),
                        running.id(),
                        next.folderId(),
                        now)
                .getFirst();
    }

    private static String leaveOut(Transaction t, Running running, Next next, String reason, Instant now) {
        t.update(
                "insert into destruction_outcome (destruction_id, folder_id, reason, at) values (?, ?, ?, ?)",
                running.id(),
                next.folderId(),
                reason,
                now);
        return reason;
    }

    private void trace(Transaction t, Running running, Next next, String reason) {
        Caller who = behalf.named(running.accountId(), running.tenantId());
        trail.append(
                t,
                access.event(who, Kind.DESTRUCTION, next.patientId(), "RECORD_FOLDER", next.folderId())
                        .noting("minutes " + running.number()
                                + (reason == null ? ": destroyed" : ": kept, " + reason)));
    }

    private void end(Running running) {
        database.query("""
                        select distinct x.sha256 from destroyed_file x join destroyed_folder f on f.folder_id = x.folder_id
                        where f.destruction_id = ? order by x.sha256
                        """, row -> row.text("sha256"), running.id())
                .forEach(sha256 -> blobs.drop(sha256, clock.instant()));
        Instant now = now();
        database.run(t -> {
            byte[] pdf = minutes.of(t, running.tenantId(), running.id());
            t.update(
                    "insert into destruction_minutes (destruction_id, pdf, sha256) values (?, ?, ?)",
                    running.id(),
                    pdf,
                    BlobStore.name(pdf));
            t.update("""
                    insert into destruction_act (destruction_id, number, act, at, account_id)
                    select ?, count(*) + 1, ?, ?, ? from destruction_act where destruction_id = ?
                    """, running.id(), Act.ENDED, now, running.accountId(), running.id());
            trail.append(
                    t,
                    access.event(
                                    behalf.named(running.accountId(), running.tenantId()),
                                    Kind.DESTRUCTION,
                                    null,
                                    Destructions.WHAT,
                                    running.id())
                            .noting("ENDED, minutes " + BlobStore.name(pdf)));
        });
    }

    private static Running running(Row row) {
        return new Running(row.uuid("id"), row.uuid("tenant_id"), row.uuid("account_id"), row.text("number"));
    }

    private static Next next(Row row) {
        return new Next(row.uuid("folder_id"), row.uuid("patient_id"), Arrays.asList(row.<UUID>array("visits")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
