package vn.emr.core.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vn.emr.core.organization.Source;
import vn.emr.core.store.IntakeStore;

/**
 * At most so many messages of one sender are under way at once ({@link Source#inFlight}); further ones wait their turn, in
 * order. A door hands on the next message of a connection only after the answer to the last one, so a sender that floods
 * fills its own connections and nobody else's writer. Bounded by the doors: nobody waits here who does not hold up one.
 */
final class Turns {
    private static final int OF_NOBODY = 256;

    private static final class Line {
        private int underWay;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
    }

    private final ConcurrentHashMap<UUID, Line> lines = new ConcurrentHashMap<>();

    /**
     * Runs {@code enter} now, or as soon as a turn is given back. Always under the sender's lock: what came first enters
     * first.
     *
     * @param source null for somebody unknown
     */
    void take(Source source, Runnable enter) {
        Line line = line(source);
        synchronized (line) {
            if (line.underWay < (source == null ? OF_NOBODY : source.inFlight) && line.waiting.isEmpty()) {
                line.underWay++;
                enter.run();
            } else {
                line.waiting.add(enter);
            }
        }
    }

    /** One message of the sender is answered. */
    void give(Source source) {
        Line line = line(source);
        synchronized (line) {
            Runnable next = line.waiting.poll();
            if (next == null) {
                line.underWay--;
            } else {
                next.run();
            }
        }
    }

    private Line line(Source source) {
        return lines.computeIfAbsent(source == null ? IntakeStore.NO_SOURCE : source.id, id -> new Line());
    }
}
