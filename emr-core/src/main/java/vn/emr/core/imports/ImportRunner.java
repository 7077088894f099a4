package vn.emr.core.imports;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Judges the items of files that came whole, some hundred at a time, one file after the other in turn and behind live
 * messages. How far a file is stands in the database; after {@code kill -9} it goes on there, and items that were in
 * already are replayed.
 */
@ApplicationScoped
public class ImportRunner {
    /** Items judged between two looks at live messages, and lost from the count by a crash. */
    static final int STRIDE = 500;

    /** So long the others go first when nothing can be done for a file. */
    private static final Duration PASSED_OVER = Duration.ofMinutes(1);

    private record Next(UUID id, UUID sourceId, String door, String peer, String format, long judged, Place place) {}

    /** The piece that holds the next item; null when there is none left. */
    private record Place(long firstItem, String sha256, boolean framed) {}

    private final Database database;
    private final BlobStore blobs;
    private final Inbox inbox;
    private final Iterable<Translator> translators;
    private final Sources sources;
    private final Clock clock;
    private final BehindTheIntake thread;

    @Inject
    public ImportRunner(
            Database database,
            BlobStore blobs,
            Inbox inbox,
            @Any Instance<Translator> translators,
            Sources sources,
            Clock clock) {
        this(database, blobs, inbox, (Iterable<Translator>) translators, sources, clock);
    }

    /** For use without a container. */
    public ImportRunner(
            Database database,
            BlobStore blobs,
            Inbox inbox,
            Iterable<Translator> translators,
            Sources sources,
            Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.inbox = inbox;
        this.translators = translators;
        this.sources = sources;
        this.clock = clock;
        this.thread = new BehindTheIntake("imports", inbox);
    }

    void atStart(@Observes StartupEvent started) {
        start();
    }

    /** Begins, with what was left when the server last ended. */
    public void start() {
        thread.start(() -> step() ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    /** Ends after the items in hand. */
    @PreDestroy
    public void stop() {
        thread.stop();
    }

    /** There is something new to do. */
    void nudge() {
        thread.nudge();
    }

    private static final String NEXT = """
            select f.id, f.source_id, f.door, f.peer, f.format, f.judged, p.first_item, p.sha256, p.framed
            from import_file f
            join source s on s.id = f.source_id and s.enabled
            left join lateral (
              select first_item, sha256, framed from import_piece
              where import_id = f.id and first_item <= f.judged and first_item + items > f.judged) p on true
            where f.state = 'RUNNING'
            order by f.stepped_at nulls first, f.id
            limit 1
            """;

    /**
     * Some items of the file whose turn it is; false when nothing can be done now. Files of a source that is switched off
     * have no turn.
     */
    boolean step() throws InterruptedException {
        Optional<Next> found = database.first(NEXT, ImportRunner::next);
        if (found.isEmpty()) {
            return false;
        }
        Next next = found.get();
        try {
            return step(next);
        } catch (RuntimeException broken) {
            // Such as a piece that is lost: the other files have their turn first.
            passedOver(next);
            throw broken;
        }
    }

    private boolean step(Next next) throws InterruptedException {
        if (next.place() == null) {
            database.update(
                    "update import_file set state = 'DONE', ended_at = ? where id = ? and state = 'RUNNING'",
                    now(),
                    next.id());
            return true;
        }
        Strides.Reader reader = reader(next);
        if (reader == null) {
            // Nothing reads it any more, or its source is switched on just now.
            passedOver(next);
            return false;
        }
        List<byte[]> items = Strides.items(
                blobs.get(next.place().sha256()),
                next.place().framed(),
                Math.toIntExact(next.judged() - next.place().firstItem()),
                STRIDE);
        Strides.Judged judged = Strides.judge(items, next.judged(), reader, inbox::receive, thread::stopping);
        keep(next, judged);
        return !judged.interrupted();
    }

    private void passedOver(Next next) {
        Instant later = now().plus(PASSED_OVER);
        database.update("update import_file set stepped_at = ? where id = ?", later, next.id());
    }

    private static Next next(Row row) {
        String piece = row.text("sha256");
        return new Next(
                row.uuid("id"),
                row.uuid("source_id"),
                row.text("door"),
                row.text("peer"),
                row.text("format"),
                row.number("judged"),
                piece == null ? null : new Place(row.number("first_item"), piece, row.bool("framed")));
    }

    private Strides.Reader reader(Next next) {
        Source source = sources.byId(next.sourceId()).orElse(null);
        for (Translator translator : translators) {
            if (source != null && translator.format().equals(next.format())) {
                return (bytes, item) -> translator
                        .read(bytes, next.door(), next.peer(), Sources.only(source))
                        .of("import/" + next.id() + "/" + item);
            }
        }
        return null;
    }

    private void keep(Next next, Strides.Judged judged) {
        List<ImportProgress.Fault> faults = judged.faults();
        database.run(t -> {
            t.update(
                    """
                    update import_file set stepped_at = ?, judged = judged + ?, applied = applied + ?, parked = parked + ?,
                                           refused = refused + ?, replayed = replayed + ?
                    where id = ?
                    """,
                    now(),
                    judged.items(),
                    judged.applied(),
                    judged.parked(),
                    judged.refused(),
                    judged.replayed(),
                    next.id());
            if (!faults.isEmpty()) {
                long room = ImportProgress.MOST_FAULTS - kept(t, next.id());
                faults.stream().limit(Math.max(0, room)).forEach(fault -> keep(t, next.id(), fault));
            }
        });
    }

    private static long kept(Transaction t, UUID id) {
        return t.first("select count(*) as n from import_fault where import_id = ?", row -> row.number("n"), id)
                .orElseThrow();
    }

    private static void keep(Transaction t, UUID id, ImportProgress.Fault fault) {
        t.update(
                """
                insert into import_fault (import_id, item, outcome, code, pointer, detail, inbound_id)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                id,
                fault.item(),
                fault.outcome(),
                fault.code(),
                fault.pointer(),
                fault.detail(),
                fault.inboundId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
