package vn.emr.core.hl7;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of unanswered frames the whole server holds at once, shared by all doors (128 MiB by default). Beyond
 * it connections stop reading, so the senders wait in their own TCP buffers instead of in our heap. An eighth is kept for
 * frames up to 1 MiB: four big documents on their way must not hold up a laboratory's results.
 */
public final class FrameBudget {
    /** A frame up to here may use the whole budget; a bigger one leaves an eighth of it. */
    static final int SMALL_FRAME_BYTES = 1 << 20;

    private final long limitBytes;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    public FrameBudget(long limitBytes) {
        if (limitBytes < 1) {
            throw new IllegalArgumentException("The budget of bytes in flight must be positive.");
        }
        this.limitBytes = limitBytes;
    }

    /** 128 MiB. */
    public static FrameBudget standard() {
        return new FrameBudget(128L << 20);
    }

    /** Bytes of frames that are being received or not answered yet. */
    public long heldBytes() {
        return held.get();
    }

    public long limitBytes() {
        return limitBytes;
    }

    /**
     * @param bytes how many more
     * @param frameBytes how large the frame they belong to is with them
     * @return false when there is no room now; nothing is taken then
     */
    boolean tryTake(long bytes, long frameBytes) {
        while (true) {
            long now = held.get();
            if (!fits(now, bytes, frameBytes)) {
                return false;
            }
            if (held.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    private boolean fits(long now, long bytes, long frameBytes) {
        long ceiling = frameBytes <= SMALL_FRAME_BYTES ? limitBytes : limitBytes - limitBytes / 8;
        return now + bytes <= ceiling;
    }

    /** True when a frame of so many bytes can ever come through. */
    boolean canHold(long frameBytes) {
        return fits(0, frameBytes, frameBytes);
    }

    /** How many connections wait for room. */
    int waiters() {
        return waiting.size();
    }

    /** Gives bytes back and wakes whoever waits for room. */
    void give(long bytes) {
        if (bytes == 0) {
            return;
        }
        held.addAndGet(-bytes);
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /** Calls {@code tryAgain} once, soon after room was given back; at once if it came back meanwhile. */
    void whenRoom(long bytes, long frameBytes, Runnable tryAgain) {
        waiting.add(tryAgain);
        if (fits(held.get(), bytes, frameBytes) && waiting.remove(tryAgain)) {
            tryAgain.run();
        }
    }

    /**
     * One frame's share, given back exactly once: by the answer, or by the end of the connection if nobody has taken the
     * frame over. A receiver that has taken it over keeps the share until it answers, even when the sender is gone: its
     * bytes are still in memory.
     */
    static final class Share {
        private final FrameBudget budget;
        private final long bytes;
        private final AtomicBoolean given = new AtomicBoolean();
        private volatile boolean takenOver;

        Share(FrameBudget budget, long bytes) {
            this.budget = budget;
            this.bytes = bytes;
        }

        void takeOver() {
            takenOver = true;
        }

        boolean isTakenOver() {
            return takenOver;
        }

        void give() {
            if (given.compareAndSet(false, true)) {
                budget.give(bytes);
            }
        }
    }
}
