package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.emr.core.intake.Inbox;
import vn.emr.core.testing.House;

/** S22: a crowd at the door that says nothing, or next to nothing, while one sender works through it into a real database. */
@Tag("trial")
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {
    private static final int IDLE = 10_000;
    private static final int SLOW = 1_000;
    private static final int MEASURED = 1_000;
    private static final int ATTEMPTS = 3;
    private static final MllpSettings SETTINGS =
            MllpSettings.standard().withIdle(Duration.ofSeconds(90)).withHalfFrame(Duration.ofSeconds(20));
    private static final long LET_GO_SECONDS = 110;
    private static final long MOST_HEAP = 64L << 20;

    private int number;

    /** Connections of people who mean no good; every eleventh begins a frame and sends a byte a second. */
    private static final class Crowd implements AutoCloseable {
        private final List<SocketChannel> all = new ArrayList<>();
        private final List<SocketChannel> slow = new ArrayList<>();
        private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();

        Crowd(int port) throws IOException {
            for (int i = 0; i < IDLE + SLOW; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.configureBlocking(false);
                all.add(channel);
                if (i % 11 == 0 && slow.size() < SLOW) {
                    slow.add(channel);
                    say(channel, new byte[] {0x0B, 'M', 'S', 'H', '|'});
                }
            }
            ticking.scheduleAtFixedRate(() -> slow.forEach(one -> say(one, new byte[] {'x'})), 1, 1, TimeUnit.SECONDS);
        }

        private static void say(SocketChannel channel, byte[] bytes) {
            try {
                channel.write(ByteBuffer.wrap(bytes));
            } catch (IOException closed) {
                // The door let this one go: that is what it should do.
            }
        }

        /** How many of them the door has not closed yet. */
        static long open(List<SocketChannel> channels) {
            return channels.stream().filter(Crowd::isOpen).count();
        }

        private static boolean isOpen(SocketChannel channel) {
            try {
                return channel.read(ByteBuffer.allocate(16)) >= 0;
            } catch (IOException reset) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            ticking.shutdownNow();
            for (SocketChannel channel : all) {
                channel.close();
            }
        }
    }

    @Test
    void ten_thousand_idle_and_a_thousand_slow_connections_do_not_slow_a_healthy_sender() throws Exception {
        try (House house = new House()) {
            Inbox inbox = house.inbox(List.of());
            var translator = new Hl7Translator(List.of(new DataLossTest.Registration()), Clock.systemUTC());
            var receiver = new Hl7Receiver(translator, house, inbox);
            try (var open = new OpenDoor(SETTINGS, (frame, door, peer) -> receiver.receive(frame, "his", peer))) {
                try (MllpClient first = open.connect()) {
                    p99(first);
                }
                until(10, () -> open.door.figures().connections() == 0);
                long descriptors = descriptors();
                int threads = ManagementFactory.getThreadMXBean().getThreadCount();
                double best = Double.MAX_VALUE;
                for (int attempt = 1; attempt <= ATTEMPTS && best > 2; attempt++) {
                    // Other work on the machine disturbs one side or the other: the best of three.
                    best = Math.min(best, attempt(open));
                }
                assertTrue(best <= 2, "p99 grew " + best + " times");
                until(30, () -> open.door.figures().connections() == 0);
                until(30, () -> descriptors() <= descriptors + 8);
                until(30, () -> ManagementFactory.getThreadMXBean().getThreadCount() <= threads + 8);
                try (MllpClient late = open.connect()) {
                    p99(late);
                }
                assertEquals(0, open.budget.heldBytes());
            }
        }
    }

    private double attempt(OpenDoor open) throws Exception {
        try (MllpClient healthy = open.connect()) {
            double quiet = p99(healthy);
            long heap = heap();
            long refused = open.door.figures().connectionsRefused();
            try (Crowd crowd = new Crowd(open.door.port())) {
                until(60, () -> Crowd.open(crowd.all) <= SETTINGS.maxConnections());
                double crowded = p99(healthy);
                long let = Crowd.open(crowd.all);
                assertTrue(let > 0 && let < SETTINGS.maxConnections(), "let in " + let);
                assertTrue(heap() - heap < MOST_HEAP, "heap grew");
                assertTrue(open.budget.heldBytes() < 1 << 20);
                assertTrue(open.door.figures().connectionsRefused() - refused >= IDLE + SLOW - 512);
                System.out.printf(
                        "crowd of %d: p99 %.1f ms quiet, %.1f ms crowded, %d let in%n",
                        IDLE + SLOW, quiet, crowded, let);
                until(LET_GO_SECONDS, () -> Crowd.open(crowd.slow) == 0);
                until(LET_GO_SECONDS, () -> Crowd.open(crowd.all) == 0);
                return crowded / quiet;
            }
        }
    }

    /** Milliseconds within which 99 of 100 messages of one sender were answered AA. */
    private double p99(MllpClient client) throws IOException {
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            number++;
            byte[] frame = MllpClient.frame(DataLossTest.message("m" + number, "P" + number % 50, "Nguyễn Thị Ánh"));
            long begun = System.nanoTime();
            String answer = client.write(frame).answer();
            nanos[i] = System.nanoTime() - begun;
            assertTrue(answer.contains("MSA|AA|m" + number), answer);
        }
        Arrays.sort(nanos);
        return nanos[MEASURED * 99 / 100] / 1e6;
    }

    private static void until(long seconds, BooleanSupplier reached) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit, "not reached in " + seconds + " s");
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static long descriptors() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
