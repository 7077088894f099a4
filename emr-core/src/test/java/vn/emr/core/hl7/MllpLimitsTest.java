package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sender may not do, and what becomes of the connection that does it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MllpLimitsTest {
    static final FrameReceiver LENGTH = (frame, door, peer) ->
            CompletableFuture.completedFuture(String.valueOf(frame.length).getBytes(UTF_8));
    static final MllpSettings SMALL = MllpSettings.standard().withMaxFrameBytes(200_000);
    private static final String HEADER = "MSH|^~\\&|XN1000|LAB|EMR|H01|20261120||ORU^R01^ORU_R01|A77|P|2.5.1\r";

    static byte[] big(int bytes) {
        byte[] frame = new byte[bytes + 3];
        Arrays.fill(frame, (byte) 'A');
        byte[] header = HEADER.getBytes(UTF_8);
        System.arraycopy(header, 0, frame, 1, Math.min(header.length, bytes));
        frame[0] = 0x0B;
        frame[bytes + 1] = 0x1C;
        frame[bytes + 2] = 0x0D;
        return frame;
    }

    static void writeAll(MllpClient client, byte[] bytes) {
        try {
            client.write(bytes);
        } catch (IOException closedMeanwhile) {
            // The door may close an over-long sender before it has written everything.
        }
    }

    @Test
    void a_frame_of_just_the_limit_is_taken_and_one_byte_more_is_answered_AR_and_closed() throws Exception {
        try (var open = new OpenDoor(SMALL, LENGTH);
                var client = open.connect()) {
            client.write(big(200_000));
            assertEquals("200000", client.answer());
            writeAll(client, big(200_001));
            String[] answer = client.answer().split("\r");
            assertTrue(answer[0].startsWith("MSH|^~\\&|EMR|H01|XN1000|LAB|"), answer[0]);
            assertEquals("MSA|AR|A77|Dữ liệu vượt giới hạn", answer[1]);
            assertEquals(
                    "ERR|||207^Application internal error^HL70357|E|||The message is longer than 200000 bytes.|Dữ liệu vượt giới hạn",
                    answer[2]);
            assertNull(client.answer());
            assertEquals(1, open.door.figures().refused());
            assertEquals(DoorFault.FRAME_TOO_LONG, open.door.figures().lastFault());
            assertEquals(0, open.budget.heldBytes());
            try (var other = open.connect()) {
                assertEquals("5", other.write(big(5)).answer());
            }
        }
    }

    @Test
    void the_answers_before_an_over_long_frame_still_come_first() throws Exception {
        try (var open = new OpenDoor(SMALL, LENGTH);
                var client = open.connect()) {
            client.write(big(100)).write(big(101));
            writeAll(client, big(300_000));
            assertEquals("100", client.answer());
            assertEquals("101", client.answer());
            assertTrue(client.answer().contains("MSA|AR|A77"));
            assertNull(client.answer());
        }
    }

    @Test
    void an_endless_frame_never_holds_more_than_the_limit() throws Exception {
        try (var open = new OpenDoor(MllpSettings.standard(), LENGTH);
                var client = open.connect()) {
            byte[] mebibyte = new byte[1 << 20];
            Arrays.fill(mebibyte, (byte) 'x');
            client.write("\u000bMSH|");
            long most = 0;
            for (int i = 0; i < 64; i++) {
                writeAll(client, mebibyte);
                most = Math.max(most, open.budget.heldBytes());
            }
            assertTrue(client.answer().contains("MSA|AR"));
            assertTrue(most <= 32 << 20, "held " + most);
            assertNull(client.answer());
            assertEquals(0, open.budget.heldBytes());
        }
    }

    @Test
    void connections_over_the_limit_are_closed_at_once_and_counted() throws Exception {
        try (var open = new OpenDoor(SMALL.withMaxConnections(3), LENGTH)) {
            List<MllpClient> inside = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                inside.add(open.connect());
                assertEquals("5", inside.getLast().write(big(5)).answer());
            }
            try (var extra = open.connect()) {
                assertNull(extra.answer());
            }
            assertEquals(1, open.door.figures().connectionsRefused());
            assertEquals(3, open.door.figures().connections());
            assertEquals("6", inside.getFirst().write(big(6)).answer());
            for (MllpClient client : inside) {
                client.endOutput();
                assertNull(client.answer());
                client.close();
            }
            try (var next = open.connect()) {
                assertEquals("7", next.write(big(7)).answer());
            }
        }
    }

    @Test
    void a_half_frame_without_progress_is_closed_and_a_slow_one_with_progress_is_not() throws Exception {
        try (var open = new OpenDoor(SMALL.withHalfFrame(Duration.ofSeconds(2)), LENGTH);
                var stuck = open.connect();
                var slow = open.connect()) {
            stuck.write("\u000bMSH|");
            slow.write("\u000b");
            byte[] part = new byte[2048];
            Arrays.fill(part, (byte) 'x');
            boolean stuckIsOpen = true;
            int parts = 0;
            var watcher = CompletableFuture.supplyAsync(() -> {
                try {
                    return stuck.answer();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            while (stuckIsOpen && parts < 90) {
                slow.write(part);
                parts++;
                try {
                    assertNull(watcher.get(60, TimeUnit.MILLISECONDS));
                    stuckIsOpen = false;
                } catch (java.util.concurrent.TimeoutException stillOpen) {
                    // the pause between two parts of the slow sender
                }
            }
            assertEquals(DoorFault.HALF_FRAME, open.door.figures().lastFault());
            slow.write("\u001c\r");
            assertEquals(String.valueOf(parts * 2048), slow.answer());
        }
    }

    @Test
    void one_byte_at_a_time_is_no_progress() throws Exception {
        try (var open = new OpenDoor(SMALL.withHalfFrame(Duration.ofMillis(200)), LENGTH);
                var slow = open.connect()) {
            slow.write("\u000bMSH|");
            var end = CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(slow.answer());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            while (!end.isDone()) {
                writeAll(slow, new byte[] {'x'});
                try {
                    end.get(10, TimeUnit.MILLISECONDS);
                } catch (java.util.concurrent.TimeoutException stillOpen) {
                    // the pause between two bytes
                }
            }
            assertEquals("null", end.get());
        }
    }

    @Test
    void an_idle_connection_is_closed() throws Exception {
        try (var open = new OpenDoor(SMALL.withIdle(Duration.ofMillis(200)), LENGTH);
                var client = open.connect()) {
            assertEquals("5", client.write(big(5)).answer());
            assertNull(client.answer());
            assertNull(open.door.figures().lastFault());
        }
    }

    @Test
    void something_that_is_not_MLLP_is_closed() throws Exception {
        try (var open = new OpenDoor(SMALL, LENGTH);
                var client = open.connect()) {
            writeAll(client, "GET / HTTP/1.1\n".repeat(10_000).getBytes(UTF_8));
            assertNull(client.answer());
            assertEquals(DoorFault.NOT_MLLP, open.door.figures().lastFault());
        }
    }

    @Test
    void a_receiver_that_never_answers_loses_its_connection_only() throws Exception {
        var stages = new ConcurrentLinkedQueue<CompletableFuture<byte[]>>();
        FrameReceiver never = (frame, door, peer) -> {
            stages.add(new CompletableFuture<>());
            return stages.peek();
        };
        try (var open = new OpenDoor(SMALL.withAnswerWait(Duration.ofMillis(200)), never);
                var client = open.connect()) {
            client.write(big(1000));
            assertNull(client.answer());
            assertEquals(DoorFault.NO_ANSWER, open.door.figures().lastFault());
            assertEquals(1000, open.budget.heldBytes(), "the receiver still holds the bytes");
            stages.remove().complete("late".getBytes(UTF_8));
            assertEquals(0, open.budget.heldBytes());
        }
    }

    @Test
    void time_grows_with_the_frame_and_not_with_its_square() throws Exception {
        try (var open = new OpenDoor(MllpSettings.standard(), LENGTH);
                var client = open.connect()) {
            byte[] five = big(5 << 20);
            byte[] twenty = big(20 << 20);
            long shortTime = Long.MAX_VALUE;
            long longTime = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                shortTime = Math.min(shortTime, nanos(client, five));
                longTime = Math.min(longTime, nanos(client, twenty));
            }
            System.out.printf("MLLP frame: 5 MiB %d ms, 20 MiB %d ms%n", shortTime / 1_000_000, longTime / 1_000_000);
            assertTrue(longTime < 10 * shortTime, shortTime + " ns against " + longTime + " ns");
        }
    }

    private static long nanos(MllpClient client, byte[] frame) throws IOException {
        long begin = System.nanoTime();
        client.write(frame);
        assertEquals(String.valueOf(frame.length - 3), client.answer());
        return System.nanoTime() - begin;
    }
}
