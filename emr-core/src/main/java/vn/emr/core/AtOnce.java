package vn.emr.core;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that needs much memory for a moment: only so much of it runs together, who comes later waits in a row. */
public final class AtOnce {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore room;
    private final String tooMany;

    /**
     * @param most together
     * @param tooMany what is said to who waited half a minute in vain
     */
    public AtOnce(int most, String tooMany) {
        this.room = new Semaphore(most, true);
        this.tooMany = tooMany;
    }

    /** @throws Refusal OVERLOADED after half a minute of waiting */
    public <T> T run(Supplier<T> work) {
        boolean turn = false;
        try {
            turn = room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!turn) {
                throw new Refusal(Code.OVERLOADED, tooMany);
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.OVERLOADED, tooMany);
        } finally {
            if (turn) {
                room.release();
            }
        }
    }
}
