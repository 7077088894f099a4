package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load that is promised: two hundred lines in a second, with the rounds of two servers beside them. */
@Tag("trial")
class SealedBesideTheWritersTest {
    private static final int EACH_SECOND = 200;
    private static final int SECONDS = 120;
    private static final Duration BEHIND = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void two_hundred_lines_a_second_are_sealed_within_ten_seconds_without_gap_or_double() throws Exception {
        Sealed house = new Sealed(folder);
        house.sealer.round();
        long before = house.count("audit_event");
        AtomicInteger written = new AtomicInteger();
        AtomicLong longest = new AtomicLong();
        try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(6)) {
            threads.scheduleAtFixedRate(() -> write(house, written), 0, 100, TimeUnit.MILLISECONDS);
            for (int server = 0; server < 2; server++) {
                Sealer other = new Sealer(house.database, house.epochs, Clock.systemUTC());
                threads.scheduleWithFixedDelay(other::round, server, 2, TimeUnit.SECONDS);
            }
            threads.scheduleAtFixedRate(
                    () -> longest.accumulateAndGet(oldestWithoutSeal(house), Math::max), 1, 1, TimeUnit.SECONDS);
            assertTrue(ended(threads, written), "everybody ended");
        }
        house.sealer.round();
        house.mustBeWhole();
        assertEquals(before + written.get(), house.count("audit_event"));
        assertTrue(written.get() >= EACH_SECOND * SECONDS, written + " lines were written");
        assertTrue(longest.get() <= BEHIND.toMillis(), "a line waited for " + longest.get() + " ms");
        Verification.Result result = new Verification(house.database, n -> {}).run(List.of(), house.key.publicKey());
        assertEquals(List.of(), result.findings());
        System.out.printf("%d lines, the longest wait for a seal was %d ms%n", written.get(), longest.get());
    }

    private static void write(Sealed house, AtomicInteger written) {
        house.lines(EACH_SECOND / 10);
        written.addAndGet(EACH_SECOND / 10);
    }

    private static boolean ended(ScheduledExecutorService threads, AtomicInteger written) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2L * SECONDS);
        while (written.get() < EACH_SECOND * SECONDS && System.nanoTime() < end) {
            threads.awaitTermination(200, TimeUnit.MILLISECONDS);
        }
        threads.shutdown();
        return threads.awaitTermination(30, TimeUnit.SECONDS);
    }

    /** Milliseconds; what was committed behind the last seal of its kind and has no number. */
    private static long oldestWithoutSeal(Sealed house) {
        return house.database.first("""
                        select coalesce(max(extract(epoch from clock_timestamp() - a.at) * 1000), 0)::int8 as n
                        from audit_event a
                        where a.at > clock_timestamp() - interval '5 minutes'
                          and not exists (select 1 from seal s
                                          where s.kind = 'AUDIT_EVENT' and s.last_id >= a.id and a.id = any (s.row_ids))
                        """, row -> row.number("n")).orElseThrow();
    }
}
