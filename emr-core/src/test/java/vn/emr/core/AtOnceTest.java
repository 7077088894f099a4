package vn.emr.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    @Test
    void no_more_run_together_than_there_is_room_for() throws Exception {
        AtOnce room = new AtOnce(2, "too many");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> work = () -> room.run(() -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            return inside.decrementAndGet();
        });
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var each : threads.invokeAll(List.of(work, work, work, work, work, work))) {
                each.get();
            }
        }
        assertTrue(most.get() <= 2, most::toString);
        assertEquals(0, inside.get());
    }

    @Test
    void who_is_called_away_while_waiting_is_told_that_too_many_run() throws Exception {
        AtOnce room = new AtOnce(1, "too many");
        AtomicReference<Throwable> told = new AtomicReference<>();
        CountDownLatch waits = new CountDownLatch(1);
        Thread late = room.run(() -> {
            Thread thread = Thread.ofPlatform().unstarted(() -> {
                waits.countDown();
                room.run(() -> "never");
            });
            thread.setUncaughtExceptionHandler((t, failure) -> told.set(failure));
            thread.start();
            await(waits);
            thread.interrupt();
            join(thread);
            return thread;
        });
        assertTrue(!late.isAlive());
        assertEquals(
                Code.OVERLOADED, assertInstanceOf(Refusal.class, told.get()).code());
        assertEquals("free again", room.run(() -> "free again"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
