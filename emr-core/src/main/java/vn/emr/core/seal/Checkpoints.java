package vn.emr.core.seal;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Signs where the chain stands every five minutes and at the end, and tells it outside. What a place could not be told waits and
 * is told later, in order; nobody else waits for it.
 */
@ApplicationScoped
public class Checkpoints {
    private static final Logger LOG = Logger.getLogger(Checkpoints.class);
    private static final int MOST_AT_ONCE = 500;

    /** A place that was not told for so long is an alarm. */
    static final Duration ALARM = Duration.ofMinutes(12);

    /**
     * How the seal stands, for the health page.
     *
     * @param number the last one given
     * @param behind seconds since everything was found sealed
     * @param toldAt when the last checkpoint went to each place
     * @param late rows that appeared behind the seal in the last 30 days; each asks for an explanation
     * @param troubles what is wrong, in safe words; empty when nothing is
     */
    public record Standing(
            int epoch, long number, long behind, Map<String, Instant> toldAt, long late, List<String> troubles) {}

    private record Waiting(long serial, String line) {}

    private final Database database;
    private final Sealer sealer;
    private final Epochs epochs;
    private final SigningKey key;
    private final List<Outside> places;
    private final Clock clock;
    private final Instant startedAt;
    private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();

    @Inject
    Checkpoints(
            Database database, Sealer sealer, Epochs epochs, SigningKey key, Instance<Outside> places, Clock clock) {
        this(database, sealer, epochs, key, places.stream().toList(), clock);
    }

    Checkpoints(Database database, Sealer sealer, Epochs epochs, SigningKey key, List<Outside> places, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.epochs = epochs;
        this.key = key;
        this.places = places.stream().filter(Outside::wanted).toList();
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Scheduled(every = "5m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void now() {
        try {
            sealer.round();
            make();
            tell();
        } catch (StoreFault fault) {
            LOG.debugf("checkpoint: %s", fault.getMessage());
        }
    }

    /** What a place did not take is tried again each minute. */
    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void again() {
        if (!failingSince.isEmpty()) {
            try {
                tell();
            } catch (StoreFault fault) {
                LOG.debugf("checkpoint: %s", fault.getMessage());
            }
        }
    }

    void stopping(@Observes @Priority(jakarta.interceptor.Interceptor.Priority.APPLICATION + 600) ShutdownEvent end) {
        now();
    }

    /** Signs where the chain stands now. */
    public Checkpoint make() {
        return database.inTransaction(t -> {
            SealRows.ourTurnAtLast(t);
            Head head = epochs.head(t, SealRows.oldestRunning(t));
            Checkpoint made = Checkpoint.sign(head, Epochs.all(t).getLast(), clock.instant(), key);
            t.update(
                    "insert into checkpoint (serial, line, at) select coalesce(max(serial), 0) + 1, ?, ? from checkpoint",
                    made.line(),
                    clock.instant());
            return made;
        });
    }

    /** Tells each place what it was not told yet. */
    public void tell() {
        for (Outside place : places) {
            try {
                boolean more = true;
                while (more) {
                    more = tell(place);
                }
                failingSince.remove(place.name());
            } catch (IOException | RuntimeException e) {
                if (failingSince.putIfAbsent(place.name(), clock.instant()) == null) {
                    LOG.warnf(
                            "checkpoints do not reach the %s: %s",
                            place.name(), e.getClass().getSimpleName());
                }
            }
        }
    }

    private boolean tell(Outside place) throws IOException {
        List<Waiting> waiting = database.query(
                """
                select serial, line from checkpoint
                where serial > coalesce((select serial from checkpoint_told where target = ?), 0)
                order by serial limit ?
                """, row -> new Waiting(row.number("serial"), row.text("line")), place.name(), MOST_AT_ONCE);
        if (waiting.isEmpty()) {
            return false;
        }
        place.tell(waiting.stream().map(Waiting::line).toList());
        database.run(t -> told(t, place, waiting.getLast().serial()));
        return waiting.size() == MOST_AT_ONCE;
    }

    private void told(Transaction t, Outside place, long serial) {
        t.update("""
                insert into checkpoint_told (target, serial, at) values (?, ?, ?)
                on conflict (target) do update set serial = excluded.serial, at = excluded.at
                """, place.name(), serial, clock.instant());
    }

    /** How the seal stands. */
    public Standing standing() {
        Instant now = clock.instant();
        Map<String, Instant> toldAt = new ConcurrentHashMap<>();
        database.query(
                "select target, at from checkpoint_told", row -> toldAt.put(row.text("target"), row.instant("at")));
        Head head = database.inTransaction(t -> epochs.head(t, now));
        long late = database.first(
                        "select coalesce(sum(cardinality(row_ids)), 0)::int8 as n from seal where reason = 'SWEEP' and sealed_at > ?",
                        row -> row.number("n"),
                        now.minus(Duration.ofDays(30)))
                .orElse(0L);
        long behind = Math.max(0, Duration.between(sealer.lastRound(), now).toSeconds());
        return new Standing(head.epoch(), head.number(), behind, toldAt, late, troubles(now, toldAt, late, behind));
    }

    private List<String> troubles(Instant now, Map<String, Instant> toldAt, long late, long behind) {
        List<String> troubles = new ArrayList<>();
        if (behind > 60) {
            troubles.add("SEAL_BEHIND");
        }
        for (Outside place : places) {
            Instant last = toldAt.getOrDefault(place.name(), startedAt);
            if ((last.isBefore(startedAt) ? startedAt : last).plus(ALARM).isBefore(now)) {
                troubles.add("CHECKPOINT_" + place.name().toUpperCase(java.util.Locale.ROOT));
            }
        }
        if (late > 0) {
            troubles.add("SEALED_LATE");
        }
        boolean unexplained = !database.query(
                        "select 1 as one from seal_epoch where reason = 'UNEXPLAINED' and began_at > ?",
                        row -> row.integer("one"),
                        now.minus(Duration.ofDays(30)))
                .isEmpty();
        if (unexplained) {
            troubles.add("EPOCH_UNEXPLAINED");
        }
        return troubles;
    }
}
