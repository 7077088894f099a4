package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.emr.core.testing.House;

/** The thread behind the intake: what ends a step does not end the thread. */
class BehindTheIntakeTest {
    private final BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();
    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void a_step_that_fails_unforeseen_is_taken_again_and_stop_ends_it() throws Exception {
        try (House house = new House()) {
            BehindTheIntake thread = new BehindTheIntake("test", house.inbox(List.of(new Spoken())));
            thread.start(() -> {
                int step = steps.incrementAndGet();
                taken.add(step);
                if (step == 1) {
                    throw new IllegalStateException("nobody foresaw this");
                }
                return step < 3 ? Optional.of(Duration.ZERO) : Optional.empty();
            });
            assertEquals(1, next());
            thread.nudge();
            assertEquals(2, next());
            assertEquals(3, next());
            thread.nudge();
            assertEquals(4, next());
            thread.stop();
            assertTrue(thread.stopping());
        }
    }

    private Integer next() throws InterruptedException {
        return taken.poll(60, TimeUnit.SECONDS);
    }
}
