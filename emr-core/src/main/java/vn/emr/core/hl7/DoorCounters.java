package vn.emr.core.hl7;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens at one door; its connections share it. */
final class DoorCounters {
    private final int connectionLimit;
    private final InstantSource clock;
    private final DoorWatch watch;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong connectionsRefused = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Instant lastFrameAt;
    private volatile DoorFault lastFault;
    private volatile Instant lastFaultAt;

    DoorCounters(int connectionLimit, InstantSource clock, DoorWatch watch) {
        this.connectionLimit = connectionLimit;
        this.clock = clock;
        this.watch = watch;
    }

    /** Counts a new connection in, or refuses it. Each one let in must {@link #leave}. */
    boolean enter() {
        if (connections.incrementAndGet() <= connectionLimit) {
            watch.connections(1);
            return true;
        }
        connections.decrementAndGet();
        connectionsRefused.incrementAndGet();
        fault(DoorFault.TOO_MANY_CONNECTIONS);
        return false;
    }

    void leave() {
        connections.decrementAndGet();
        watch.connections(-1);
    }

    void frame() {
        frames.incrementAndGet();
        lastFrameAt = clock.instant();
        watch.received();
    }

    void answer() {
        answers.incrementAndGet();
    }

    void refuse(DoorFault fault) {
        refused.incrementAndGet();
        fault(fault);
    }

    void fault(DoorFault fault) {
        lastFault = fault;
        lastFaultAt = clock.instant();
        watch.failed(fault);
    }

    MllpFigures figures(String name, String address, Instant upSince) {
        return new MllpFigures(
                name,
                address,
                upSince,
                connections.get(),
                connectionLimit,
                connectionsRefused.get(),
                frames.get(),
                answers.get(),
                refused.get(),
                lastFrameAt,
                lastFault,
                lastFaultAt);
    }
}
