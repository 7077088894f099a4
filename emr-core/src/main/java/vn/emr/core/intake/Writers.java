package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The threads that write what waits in the lanes, batch by batch. */
final class Writers {
    private static final Logger LOG = Logger.getLogger(Writers.class);
    /** While one writer waits for the disk the other computes; more only fight over two cores. */
    private static final int THREADS = 2;

    private final Lanes lanes;
    private final List<Thread> threads = new ArrayList<>();

    Writers(Lanes lanes) {
        this.lanes = lanes;
    }

    void start(BatchWriter writer) {
        for (int i = 1; i <= THREADS; i++) {
            threads.add(Thread.ofPlatform().name("record-writer-" + i).start(() -> writeForEver(writer)));
        }
    }

    /** Takes nothing more into the lanes, writes and answers what is waiting there, then ends. */
    void stop() {
        lanes.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeForEver(BatchWriter writer) {
        try {
            for (List<Task> batch = lanes.take(); !batch.isEmpty(); batch = lanes.take()) {
                try {
                    writer.write(batch);
                } catch (RuntimeException | Error e) {
                    LOG.errorf("writer: %s", e.getClass().getName());
                    batch.forEach(task -> task.answer().completeExceptionally(new OutcomeUnknown()));
                } finally {
                    lanes.done(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
