package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.emr.core.intake.Peer;

/** Frames under way share a room of fixed size: who finds none waits, and gives back what it took. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MllpRoomTest {
    private final ConcurrentLinkedQueue<CompletableFuture<byte[]>> stages = new ConcurrentLinkedQueue<>();

    /** Answers nothing until the test completes its stage. */
    private CompletableFuture<byte[]> held(byte[] frame, String door, Peer peer) {
        var stage = new CompletableFuture<byte[]>();
        stages.add(stage);
        return stage;
    }

    @Test
    void without_room_reading_pauses_and_goes_on_when_there_is_room_again() throws Exception {
        try (var open = new OpenDoor(MllpLimitsTest.SMALL, new FrameBudget(300_000), this::held);
                var first = open.connect();
                var second = open.connect()) {
            first.write(MllpLimitsTest.big(190_000));
            awaitHeld();
            var written =
                    CompletableFuture.runAsync(() -> MllpLimitsTest.writeAll(second, MllpLimitsTest.big(180_000)));
            while (open.budget.waiters() == 0) {
                Thread.onSpinWait();
            }
            assertEquals(1, stages.size(), "the second frame waits");
            assertTrue(open.budget.heldBytes() <= 300_000);
            stages.remove().complete("one".getBytes(UTF_8));
            assertEquals("one", first.answer());
            awaitHeld();
            stages.remove().complete("two".getBytes(UTF_8));
            assertEquals("two", second.answer());
            written.join();
            assertEquals(0, open.budget.heldBytes());
        }
    }

    @Test
    void who_waits_too_long_for_room_is_closed_unanswered_and_the_others_go_on() throws Exception {
        var settings = MllpLimitsTest.SMALL.withRoomWait(Duration.ofMillis(200));
        try (var open = new OpenDoor(settings, new FrameBudget(300_000), this::held);
                var first = open.connect();
                var second = open.connect()) {
            first.write(MllpLimitsTest.big(190_000));
            awaitHeld();
            MllpLimitsTest.writeAll(second, MllpLimitsTest.big(180_000));
            assertNull(second.answer());
            assertEquals(DoorFault.NO_ROOM, open.door.figures().lastFault());
            stages.remove().complete("one".getBytes(UTF_8));
            assertEquals("one", first.answer());
        }
    }

    @Test
    void big_frames_leave_room_for_small_ones() {
        var budget = new FrameBudget(128L << 20);
        for (int i = 0; i < 7; i++) {
            assertTrue(budget.tryTake(16 << 20, 16 << 20));
        }
        assertTrue(!budget.tryTake(2 << 20, 2 << 20), "an eighth is kept");
        assertTrue(budget.tryTake(1 << 20, 1 << 20), "for small frames");
    }

    @Test
    void a_sender_that_leaves_gives_its_room_back() throws Exception {
        try (var open = new OpenDoor(MllpLimitsTest.SMALL, MllpLimitsTest.LENGTH)) {
            try (var client = open.connect()) {
                client.write(Arrays.copyOf(MllpLimitsTest.big(150_000), 100_000));
                while (open.budget.heldBytes() == 0) {
                    Thread.onSpinWait();
                }
            }
            while (open.budget.heldBytes() > 0) {
                Thread.onSpinWait();
            }
            assertEquals(DoorFault.HALF_FRAME, open.door.figures().lastFault());
        }
    }

    private void awaitHeld() {
        while (stages.isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
