package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/**
 * Messages waiting for a writer, in order of arrival. A writer takes a batch; a message that shares a lane with one in
 * another writer's hands, or with an earlier one that had to wait, waits too. So nothing overtakes within a lane, and a
 * merge simply has two lanes. Holds only what is not answered yet: losing it is harmless.
 */
final class Lanes {
    /** Above this many unanswered messages senders are told to come back: they are faster than the database. */
    static final int LONGEST_QUEUE = 10_000;
    /** One transaction takes at most so many messages; more gains nothing and holds locks longer. */
    static final int LARGEST_BATCH = 128;
    /** One transaction takes at most so many bytes, a single message excepted. */
    private static final long LARGEST_BATCH_BYTES = 8L << 20;

    private final LinkedList<Task> waiting = new LinkedList<>();
    private final Set<Integer> busy = new HashSet<>();
    private boolean closed;

    /** False when the queue is full or closed. */
    synchronized boolean offer(Task task) {
        if (closed || waiting.size() >= LONGEST_QUEUE) {
            return false;
        }
        waiting.add(task);
        notify();
        return true;
    }

    /** The next batch; waits for one. Empty when closed and drained. */
    synchronized List<Task> take() throws InterruptedException {
        while (true) {
            List<Task> batch = eligible();
            if (!batch.isEmpty()) {
                batch.forEach(task -> busy.addAll(task.lanes()));
                return batch;
            }
            if (closed && waiting.isEmpty()) {
                return List.of();
            }
            wait();
        }
    }

    private List<Task> eligible() {
        List<Task> batch = new ArrayList<>();
        Set<Integer> passed = new HashSet<>();
        long bytes = 0;
        for (Iterator<Task> tasks = waiting.iterator(); tasks.hasNext() && batch.size() < LARGEST_BATCH; ) {
            Task task = tasks.next();
            long size = task.delivery().bytes().length;
            boolean free = task.lanes().stream().noneMatch(lane -> busy.contains(lane) || passed.contains(lane));
            if (free && (batch.isEmpty() || bytes + size <= LARGEST_BATCH_BYTES)) {
                batch.add(task);
                bytes += size;
                tasks.remove();
            } else {
                passed.addAll(task.lanes());
            }
        }
        return batch;
    }

    /** Gives the lanes of a finished batch free. */
    synchronized void done(List<Task> batch) {
        batch.forEach(task -> busy.removeAll(task.lanes()));
        notifyAll();
    }

    /** No more offers; writers end when everything is taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int depth() {
        return waiting.size();
    }
}
