package vn.emr.core.postgres;

import java.io.IOException;
import java.time.Duration;

/** Looks after the database process and starts it again when it died. */
final class Watch {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final Thread thread;
    private volatile long pid;
    private volatile boolean ended;

    Watch(Cluster cluster, long pid) {
        this.cluster = cluster;
        this.pid = pid;
        this.thread = Thread.ofPlatform().daemon().name("database watch").start(this::look);
    }

    long pid() {
        return pid;
    }

    /** No restart begins after this returns; one already under way gets {@code patience} to end. */
    void end(Duration patience) {
        ended = true;
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Duration pause = LOOK_EVERY;
        while (!ended) {
            Pause.of(pause);
            if (ended || Processes.servesFolder(pid, cluster.data())) {
                pause = LOOK_EVERY;
            } else if (restart()) {
                pause = LOOK_EVERY;
            } else {
                // The port is fixed by what the application already knows, so all we can do is try again.
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private boolean restart() {
        LOG.log(System.Logger.Level.WARNING, "the database process {0} is gone, starting it again", Long.toString(pid));
        try {
            pid = cluster.start().pid();
            LOG.log(System.Logger.Level.WARNING, "the database is back as process {0}", Long.toString(pid));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the database could not be started again: {0}",
                    DatabaseUnusable.firstLine(e));
            return false;
        }
    }
}
