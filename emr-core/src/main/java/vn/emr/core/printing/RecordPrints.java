package vn.emr.core.printing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.PrintAccess.Line;
import vn.emr.core.record.NounKind;

/**
 * Prints whole records, and extracts of them, behind the one who asked: they see how far it is and take the file when it is ready. It is
 * kept in memory for a short time and for them alone; a restart forgets it, and it is printed again.
 */
@ApplicationScoped
public class RecordPrints {
    private static final Logger LOG = Logger.getLogger(RecordPrints.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_KEPT = 12;
    private static final int MOST_OF_PERSON = 2;
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Where a print stands. */
    public enum State {
        PRINTING,
        READY,
        FAILED
    }

    /** @param only the sheets and results of an extract; null or empty: everything */
    public record Asked(List<UUID> only) {}

    /** How far a print is. @param done of so many parts */
    public record Progress(UUID id, State state, int done, int of) {}

    private static final class Job {
        private final UUID id;
        private final UUID account;
        private final UUID folder;
        private final int of;
        private final Instant begun;
        private volatile int done;
        private volatile State state = State.PRINTING;
        private volatile byte[] file;

        Job(UUID id, UUID account, UUID folder, int of, Instant begun) {
            this.id = id;
            this.account = account;
            this.folder = folder;
            this.of = of;
            this.begun = begun;
        }

        Progress progress() {
            return new Progress(id, state, done, of);
        }
    }

    private final PrintAccess prints;
    private final RecordParts parts;
    private final SheetPrint print;
    private final Clock clock;
    private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("record-print-", 0).factory());

    @Inject
    public RecordPrints(PrintAccess prints, RecordParts parts, SheetPrint print, Clock clock) {
        this.prints = prints;
        this.parts = parts;
        this.print = print;
        this.clock = clock;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /**
     * Begins to print the record of a folder; it is traced with everything it shows before a page is drawn.
     *
     * @throws Refusal NOT_FOUND when the chart shows no such folder, or one of the choice is not in it; FORBIDDEN when no role that
     *     reaches the patient may print while the record is in its state; NOT_APPLICABLE when there is nothing to print; TOO_LARGE;
     *     OVERLOADED when too many records are being printed
     */
    public Progress begin(Caller caller, Grant grant, UUID folderId, Asked asked) {
        prints.may(grant, NounKind.RECORD_FOLDER, folderId);
        Set<UUID> only = asked == null || asked.only() == null ? Set.of() : Set.copyOf(asked.only());
        mustHaveRoom(caller);
        RecordPdf.Record record = parts.record(caller, grant, folderId, only, null);
        Job job = new Job(
                UUID.fromString(record.conversion().code()),
                caller.id(),
                folderId,
                record.parts().size(),
                clock.instant());
        jobs.put(job.id, job);
        threads.execute(() -> draw(job, record));
        return job.progress();
    }

    /**
     * The whole record of a folder, printed while one waits; traced as a print.
     *
     * @param lost of a print that was lost before anybody had it: the same bytes are made again while the record is the same
     * @param traced told before a page is drawn
     * @throws Refusal as {@link #begin}, without OVERLOADED
     */
    public byte[] whole(Caller caller, Grant grant, UUID folderId, Line lost, Consumer<Line> traced) {
        prints.may(grant, NounKind.RECORD_FOLDER, folderId);
        RecordPdf.Record record = parts.record(caller, grant, folderId, Set.of(), lost);
        traced.accept(new Line(
                UUID.fromString(record.conversion().code()), record.conversion().at()));
        return RecordPdf.of(print, record, done -> {});
    }

    /**
     * How far it is.
     *
     * @throws Refusal as {@link PrintAccess#may}; NOT_FOUND when the caller began no such print lately
     */
    public Progress progress(Caller caller, Grant grant, UUID folderId, UUID printId) {
        return job(caller, grant, folderId, printId).progress();
    }

    /**
     * The file.
     *
     * @throws Refusal as above, and NOT_YET while it is drawn
     */
    public byte[] file(Caller caller, Grant grant, UUID folderId, UUID printId) {
        byte[] file = job(caller, grant, folderId, printId).file;
        if (file == null) {
            throw new Refusal(Code.NOT_YET, "the record is still being printed");
        }
        return file;
    }

    private Job job(Caller caller, Grant grant, UUID folderId, UUID printId) {
        prints.may(grant, NounKind.RECORD_FOLDER, folderId);
        forget();
        Job job = jobs.get(printId);
        if (job == null || !job.account.equals(caller.id()) || !job.folder.equals(folderId)) {
            throw new Refusal(Code.NOT_FOUND, "no such print; it is kept for ten minutes");
        }
        return job;
    }

    private void draw(Job job, RecordPdf.Record record) {
        try {
            job.file = RecordPdf.of(print, record, done -> job.done = done);
            job.state = State.READY;
        } catch (RuntimeException | OutOfMemoryError e) {
            // What it says may be of the record.
            LOG.errorf("record print %s failed: %s", job.id, e.getClass().getName());
            job.state = State.FAILED;
        }
    }

    private void mustHaveRoom(Caller caller) {
        forget();
        long mine = jobs.values().stream()
                .filter(job -> job.state == State.PRINTING && job.account.equals(caller.id()))
                .count();
        if (jobs.size() >= MOST_KEPT || mine >= MOST_OF_PERSON) {
            throw new Refusal(Code.OVERLOADED, "too many prints at once");
        }
    }

    /** What was begun long ago; of many also the oldest that are done. */
    private void forget() {
        Instant now = clock.instant();
        jobs.values()
                .removeIf(job ->
                        job.state != State.PRINTING && job.begun.plus(KEPT).isBefore(now));
        while (jobs.size() >= MOST_KEPT) {
            Job oldest = jobs.values().stream()
                    .filter(job -> job.state != State.PRINTING)
                    .min(java.util.Comparator.comparing(job -> job.begun))
                    .orElse(null);
            if (oldest == null) {
                return;
            }
            jobs.remove(oldest.id);
        }
    }
}
