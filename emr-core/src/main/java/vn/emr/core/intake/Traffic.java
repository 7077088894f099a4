package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What each sender sent since the start of the server, by outcome, and how long its answers took. Counted in memory, so
 * that it costs a message nothing; the kept messages tell of longer times.
 */
@ApplicationScoped
public class Traffic {
    private static final int KINDS = Outcome.Kind.values().length;
    /** Half powers of two of a microsecond: a quantile is right within a fifth, over everything a long can hold. */
    private static final int BUCKETS = 128;

    /**
     * One sender's figures.
     *
     * @param failed answered AE, or not at all because the outcome is unknown; the sender repeats those
     * @param errorRate refused and failed of all, 0 to 1
     * @param p50Millis half of the answers were faster, null before the first
     * @param p95Millis 19 of 20 answers were faster, null before the first
     */
    public record Figures(
            long applied,
            long parked,
            long refused,
            long replayed,
            long failed,
            Instant lastAt,
            double errorRate,
            Double p50Millis,
            Double p95Millis) {}

    private static final class Counts {
        private final AtomicLongArray kinds = new AtomicLongArray(KINDS);
        private final AtomicLongArray times = new AtomicLongArray(BUCKETS);
        private volatile Instant lastAt;
    }

    private final ConcurrentHashMap<UUID, Counts> counts = new ConcurrentHashMap<>();
    private final InstantSource clock = InstantSource.system();

    /** One message was answered, or failed. */
    void count(UUID source, Outcome.Kind kind, long nanos) {
        Counts mine = counts.computeIfAbsent(source, id -> new Counts());
        mine.kinds.incrementAndGet(kind.ordinal());
        mine.times.incrementAndGet(bucket(nanos / 1_000));
        mine.lastAt = clock.instant();
    }

    /** The figures of a sender; zeros for one that has not spoken since the start. */
    public Figures of(UUID source) {
        Counts mine = counts.getOrDefault(source, new Counts());
        long[] n = new long[KINDS];
        long all = 0;
        for (int i = 0; i < KINDS; i++) {
            n[i] = mine.kinds.get(i);
            all += n[i];
        }
        long bad = n[Outcome.Kind.REFUSED.ordinal()] + n[Outcome.Kind.FAILED.ordinal()];
        return new Figures(
                n[Outcome.Kind.APPLIED.ordinal()],
                n[Outcome.Kind.PARKED.ordinal()],
                n[Outcome.Kind.REFUSED.ordinal()],
                n[Outcome.Kind.REPLAYED.ordinal()],
                n[Outcome.Kind.FAILED.ordinal()],
                mine.lastAt,
                all == 0 ? 0 : (double) bad / all,
                quantile(mine, 0.5),
                quantile(mine, 0.95));
    }

    private static int bucket(long micros) {
        if (micros < 2) {
            return 0;
        }
        int power = 63 - Long.numberOfLeadingZeros(micros);
        return Math.min(BUCKETS - 1, power * 2 + (int) (micros >> power - 1 & 1));
    }

    /** The middle of the bucket in which the quantile lies. */
    private static Double quantile(Counts mine, double share) {
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += mine.times.get(i);
        }
        long left = (long) Math.ceil(all * share);
        for (int i = 0; i < BUCKETS && all > 0; i++) {
            left -= mine.times.get(i);
            if (left <= 0) {
                double low = (1L << i / 2) * (i % 2 == 0 ? 1.0 : 1.5);
                return Math.round(low * 1.2) / 1_000.0;
            }
        }
        return null;
    }
}
