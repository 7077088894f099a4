package vn.emr.core.intake;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import vn.emr.core.Unforeseen;
import vn.emr.core.store.StoreFault;

/**
 * A thread for long work that gives way to live messages: it takes a step, stands back while the intake is busy, and rests
 * while there is nothing to do or a step fails. What a step did stands in the database, so that the work goes on after a crash.
 */
public final class BehindTheIntake {
    private static final Logger LOG = Logger.getLogger(BehindTheIntake.class);
    /** Live messages in the queue above which it waits. */
    private static final int BUSY = 4;

    private static final Duration LONGEST_STAND_BACK = Duration.ofSeconds(1);
    private static final Duration STAND_BACK = Duration.ofMillis(20);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Some of the work. */
    public interface Step {
        /** Takes it, and tells how long to rest before the next; empty when there is nothing to do now. */
        Optional<Duration> take() throws InterruptedException;
    }

    private final String name;
    private final Inbox inbox;
    private boolean nudged;
    private boolean stopping;
    private Thread thread;

    /** @param name of the thread, and in the log */
    public BehindTheIntake(String name, Inbox inbox) {
        this.name = name;
        this.inbox = inbox;
    }

    /** Begins, with what was left when the server last ended; also again after it was stopped. */
    public synchronized void start(Step step) {
        stopping = false;
        thread = Thread.ofPlatform().daemon().name(name).start(() -> run(step));
    }

    /** Ends after the step in hand. */
    public void stop() {
        Thread running;
        synchronized (this) {
            stopping = true;
            notifyAll();
            running = thread;
        }
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** There is something new to do. */
    public synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    /** Whether a long step should end now. */
    public synchronized boolean stopping() {
        return stopping;
    }

    private void run(Step step) {
        try {
            while (!stopping()) {
                Optional<Duration> pause = Optional.empty();
                try {
                    pause = step.take();
                } catch (StoreFault | UncheckedIOException fault) {
                    LOG.warnf("%s waits: %s", name, fault.getMessage());
                } catch (RuntimeException fault) {
                    LOG.errorf("%s waits: %s", name, Unforeseen.at(fault));
                }
                if (pause.isEmpty()) {
                    rest(LOOK_AGAIN, true);
                } else {
                    rest(pause.get(), false);
                    standBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param untilNudged whether news end the rest */
    private synchronized void rest(Duration time, boolean untilNudged) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !stopping; left = end - System.nanoTime()) {
            if (untilNudged && nudged) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        nudged = nudged && !untilNudged;
    }

    private void standBack() throws InterruptedException {
        long begun = System.nanoTime();
        while (inbox.depth() > BUSY && System.nanoTime() - begun < LONGEST_STAND_BACK.toNanos() && !stopping()) {
            rest(STAND_BACK, false);
        }
    }
}
