package vn.emr.core.exchange;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.PrintAccess.Line;
import vn.emr.core.access.Right;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.Row;

/**
 * Makes exports, one folder at a time and behind live messages. What is made stands in the database folder by folder, so that after
 * {@code kill -9} it goes on there; a part is put together when the last of its folders has its outcome, and is never changed then.
 */
@ApplicationScoped
public class ExportRunner {
    /** Folders of one part. */
    static final int OF_PART = 500;

    /** An export, and which of its parts is made now. */
    private record Running(ExportedFolder.Order order, UUID accountId, int folders, int part) {
        UUID id() {
            return order.export();
        }
    }

    private final Database database;
    private final Behalf behalf;
    private final ExportedFolder folders;
    private final BlobStore blobs;
    private final DiskSpace disk;
    private final ExportFiles files;
    private final Clock clock;
    private final int ofPart;
    private final BehindTheIntake thread;

    @Inject
    public ExportRunner(
            Database database,
            Behalf behalf,
            ExportedFolder folders,
            BlobStore blobs,
            DiskSpace disk,
            Inbox inbox,
            @ConfigProperty(name = "emr.data.dir") String dataDir,
            Clock clock) {
        this(database, behalf, folders, blobs, disk, inbox, dataDir, clock, OF_PART);
    }

    /** With parts of so many folders. */
    ExportRunner(
            Database database,
            Behalf behalf,
            ExportedFolder folders,
            BlobStore blobs,
            DiskSpace disk,
            Inbox inbox,
            String dataDir,
            Clock clock,
            int ofPart) {
        this.database = database;
        this.behalf = behalf;
        this.folders = folders;
        this.blobs = blobs;
        this.disk = disk;
        this.files = new ExportFiles(Path.of(dataDir));
        this.clock = clock;
        this.ofPart = ofPart;
        this.thread = new BehindTheIntake("exports", inbox);
    }

    void atStart(@Observes StartupEvent started) {
        start();
    }

    /** Begins, with what was left when the server last ended. */
    public void start() {
        thread.start(() -> step() ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    /** Ends after the folder in hand. */
    @PreDestroy
    public void stop() {
        thread.stop();
    }

    /** There is something new to do. */
    void nudge() {
        thread.nudge();
    }

    private static final String RUNNING = """
            select e.*, (select count(*) from record_export_part p where p.export_id = e.id)::int + 1 as part
            from record_export e where e.ended_at is null order by e.begun_at, e.id limit 1
            """;

    private static final String NEXT = """
            select place, folder_id, patient_id, print_id, printed_at from record_export_folder
            where export_id = ? and place >= ? and place < ? and outcome is null order by place limit 1
            """;

    /** One folder, one part, or the end of an export; false when there is nothing to do now, or no room for it. */
    public boolean step() {
        if (removeOld()) {
            return true;
        }
        Optional<Running> found = disk.full() ? Optional.empty() : database.first(RUNNING, ExportRunner::running);
        if (found.isEmpty()) {
            return false;
        }
        Running running = found.get();
        Caller caller = behalf.of(running.accountId())
                .filter(someone -> someone.may(Right.RECORD_EXPORT))
                .orElse(null);
        int first = (running.part() - 1) * ofPart;
        if (caller == null) {
            end(running.id(), "NOT_ALLOWED");
        } else if (first >= running.folders()) {
            end(running.id(), "DONE");
        } else {
            database.first(NEXT, ExportRunner::next, running.id(), first, first + ofPart)
                    .ifPresentOrElse(
                            next -> keep(running.id(), next.place(), made(caller, running, next)),
                            () -> join(running, first));
        }
        return true;
    }

    private ExportedFolder.Outcome made(Caller caller, Running running, ExportedFolder.Next next) {
        return folders.take(caller, running.order(), next, files, line -> keep(running.id(), next.place(), line));
    }

    /** The code of a print stands here before its bytes are made: lost, they are made again under the same. */
    private void keep(UUID export, int place, Line printed) {
        database.update(
                "update record_export_folder set print_id = ?, printed_at = ? where export_id = ? and place = ?",
                printed.id(),
                printed.at(),
                export,
                place);
    }

    private static Running running(Row row) {
        return new Running(
                new ExportedFolder.Order(
                        row.uuid("id"),
                        row.uuid("tenant_id"),
                        row.instant("begun_at"),
                        row.bool("with_pdf"),
                        row.text("purpose"),
                        row.text("ground"),
                        row.text("receiver")),
                row.uuid("account_id"),
                row.integer("folders"),
                row.integer("part"));
    }

    private static ExportedFolder.Next next(Row row) {
        UUID print = row.uuid("print_id");
        return new ExportedFolder.Next(
                row.integer("place"),
                row.uuid("folder_id"),
                row.uuid("patient_id"),
                print == null ? null : new Line(print, row.instant("printed_at")));
    }

    private void keep(UUID export, int place, ExportedFolder.Outcome outcome) {
        database.update(
                """
                update record_export_folder set outcome = ?, reason = ?, xml_sha256 = ?, json_sha256 = ?, pdf_sha256 = ?
                where export_id = ? and place = ?
                """,
                outcome.refused() == null ? "WRITTEN" : "REFUSED",
                outcome.refused(),
                outcome.xml(),
                outcome.json(),
                outcome.pdf(),
                export,
                place);
    }

    /** Puts a part together; what a crash lost of its files has its turn again first. */
    private void join(Running running, int first) {
        List<ExportedPart.Done> done = ExportedPart.done(database, running.id(), first, first + ofPart);
        List<ExportedPart.Done> lost = done.stream()
                .filter(one -> !one.leaves().stream().allMatch(leaf -> files.has(running.id(), leaf)))
                .toList();
        if (!lost.isEmpty()) {
            lost.forEach(one -> keepAgain(running.id(), one.place()));
            return;
        }
        ExportedPart part = ExportedPart.of(
                database, running.order(), running.part(), Math.ceilDiv(running.folders(), ofPart), done);
        ExportFiles.Whole whole = files.join(
                running.id(), running.part(), running.order().begunAt(), part.packed(), part.manifest(), blobs::get);
        database.update(
                "insert into record_export_part (export_id, part, bytes, sha256) values (?, ?, ?, ?)",
                running.id(),
                running.part(),
                whole.bytes(),
                whole.sha256());
        files.drop(
                running.id(),
                done.stream().flatMap(one -> one.leaves().stream()).toList());
    }

    private void keepAgain(UUID export, int place) {
        database.update("""
                update record_export_folder set outcome = null, reason = null, xml_sha256 = null, json_sha256 = null,
                                                pdf_sha256 = null
                where export_id = ? and place = ?
                """, export, place);
    }

    private void end(UUID export, String how) {
        database.update(
                "update record_export set ended_at = ?, ended = ? where id = ? and ended_at is null",
                clock.instant(),
                how,
                export);
    }

    /** Files of what was cancelled or ended a week ago; one export each time. */
    private boolean removeOld() {
        Instant now = clock.instant();
        Optional<UUID> old = database.first("""
                select id from record_export
                where removed_at is null and ended_at is not null and (ended = 'CANCELLED' or ended_at <= ?)
                order by ended_at limit 1
                """, row -> row.uuid("id"), now.minus(Exports.KEPT));
        old.ifPresent(id -> {
            files.remove(id);
            database.update("update record_export set removed_at = ? where id = ?", now, id);
        });
        return old.isPresent();
    }
}
