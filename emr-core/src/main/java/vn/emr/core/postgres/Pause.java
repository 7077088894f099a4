package vn.emr.core.postgres;

import java.time.Duration;

/** Waiting between two looks at a process. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnusable("Interrupted while waiting for the database.", e);
        }
    }
}
