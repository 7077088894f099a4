package vn.emr.core.seal;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import vn.emr.core.Ids;
import vn.emr.core.seal.Chain.Kind;
import vn.emr.core.seal.Chain.Reason;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Gives every committed trace line and commit a number without gaps and chains it, some seconds behind the writers, who know
 * nothing of it. One server at a time does so; everything it goes by is in the database, so it may be killed at any time.
 *
 * <p>It does not trust the order of ids: a round looks at all ids younger than the oldest transaction that ran during the round
 * before, and a little older, and takes those that have no number. What a round could still pass over a sweep finds, and that is
 * an alarm.
 */
@ApplicationScoped
public class Sealer {
    private static final Logger LOG = Logger.getLogger(Sealer.class);

    /** One transaction seals at most so many rows of each table. */
    static final int BATCH = 5_000;

    /** Ids are made a moment before the transaction that writes them begins; now and then we look further back. */
    static final Duration SLACK = Duration.ofSeconds(2);

    static final Duration WIDE_SLACK = Duration.ofSeconds(60);
    private static final int WIDE_EACH = 15;

    private final Database database;
    private final Epochs epochs;
    private final Clock clock;
    private final AtomicLong rounds = new AtomicLong();
    private volatile Instant lastRound;

    @Inject
    public Sealer(Database database, Epochs epochs, Clock clock) {
        this.database = database;
        this.epochs = epochs;
        this.clock = clock;
        this.lastRound = clock.instant();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void now() {
        try {
            round();
        } catch (StoreFault fault) {
            LOG.debugf("sealing: %s", fault.getMessage());
        }
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hourly() {
        try {
            sweep();
        } catch (StoreFault fault) {
            LOG.warnf("the sweep for rows without a number: %s", fault.getMessage());
        }
    }

    /** When this server last found everything sealed, or somebody else at it. */
    public Instant lastRound() {
        return lastRound;
    }

    /** Seals what has no number yet, in bounded transactions; returns how many rows. */
    public int round() {
        Duration back = rounds.getAndIncrement() % WIDE_EACH == 0 ? WIDE_SLACK : SLACK;
        int sealed = 0;
        Batch batch = new Batch(0, true, null, null);
        while (batch.more()) {
            Batch before = batch;
            batch = database.inTransaction(t -> batch(t, back, before));
            sealed += batch.rows();
        }
        lastRound = clock.instant();
        return sealed;
    }

    /**
     * What one transaction sealed.
     *
     * @param more whether the round goes on
     * @param watermark of the round, taken before its first rows were read; null before that
     * @param from the next batch looks at ids from here on, by kind; what commits behind it meanwhile is the next round's
     */
    private record Batch(int rows, boolean more, Instant watermark, Map<Kind, UUID> from) {}

    private Batch batch(Transaction t, Duration back, Batch before) {
        if (!SealRows.ourTurn(t)) {
            return new Batch(0, false, null, null);
        }
        // Before the rows are read: whatever they miss was running then or began later.
        Instant watermark = before.watermark() == null ? SealRows.oldestRunning(t) : before.watermark();
        Head head = epochs.head(t, watermark);
        if (head.first()) {
            int old = first(t, head);
            if (old > 0) {
                return new Batch(old, true, null, null);
            }
        }
        Map<Kind, UUID> from = new EnumMap<>(
                before.from() == null ? beginning(head, watermark, head.first() ? WIDE_SLACK : back) : before.from());
        int sealed = 0;
        boolean more = false;
        for (Kind kind : Kind.values()) {
            SealRows.Rows rows = SealRows.without(t, kind, from.get(kind), BATCH);
            more |= rows.size() == BATCH;
            // A batch that is not the last of its round moves the watermark no further.
            head = write(t, head, kind, Reason.ROUND, rows, more ? head.watermark() : watermark);
            sealed += rows.size();
            if (rows.size() > 0) {
                from.put(kind, rows.ids()[rows.size() - 1]);
            }
        }
        return new Batch(sealed, more, watermark, from);
    }

    private static Map<Kind, UUID> beginning(Head head, Instant watermark, Duration back) {
        Instant from = watermark.isBefore(head.watermark()) ? watermark : head.watermark();
        UUID least = Ids.first(from.minus(back));
        return Map.of(Kind.AUDIT_EVENT, least, Kind.RECORD_COMMIT, least);
    }

    /** Rows of before sealing began; returns how many of them there still were. */
    private int first(Transaction t, Head head) {
        int sealed = 0;
        Head last = head;
        for (Kind kind : Kind.values()) {
            SealRows.Rows rows =
                    SealRows.fromTheBeginning(t, kind, head.watermark().minus(WIDE_SLACK), BATCH);
            last = write(t, last, kind, Reason.FIRST, rows, head.watermark());
            sealed += rows.size();
        }
        return sealed;
    }

    private Head write(Transaction t, Head head, Kind kind, Reason reason, SealRows.Rows rows, Instant watermark) {
        return rows.size() == 0 ? head : SealRows.write(t, head, kind, reason, rows, clock.instant(), watermark);
    }

    /** How far back a sweep looks, and how young rows may still be in nobody's seal. */
    private static final Duration SWEPT = Duration.ofDays(2);

    private static final Duration STRIP = Duration.ofHours(1);
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /** Seals rows of the last two days that the rounds passed over; returns how many, each of which is an alarm. */
    public int sweep() {
        Instant end = clock.instant().minus(YOUNG);
        int found = 0;
        for (Instant from = end.minus(SWEPT); from.isBefore(end); from = from.plus(STRIP)) {
            Instant strip = from;
            for (Kind kind : Kind.values()) {
                found += database.inTransaction(t -> sweep(t, kind, strip, strip.plus(STRIP)));
            }
        }
        if (found > 0) {
            LOG.errorf("%d rows of trace or record appeared behind the seal; see the health page", found);
        }
        return found;
    }

    private int sweep(Transaction t, Kind kind, Instant from, Instant to) {
        if (!SealRows.ourTurn(t)) {
            return 0;
        }
        Head head = epochs.head(t, SealRows.oldestRunning(t));
        if (head.first() || SealRows.allSealed(t, kind, from, to)) {
            return 0;
        }
        SealRows.Rows rows = SealRows.without(t, kind, from, to, BATCH);
        write(t, head, kind, Reason.SWEEP, rows, head.watermark());
        return rows.size();
    }
}
