package vn.emr.core.intake;

import java.time.Clock;
import java.time.Instant;

/** One door's own record of how it stands; the door writes it, the health page reads {@link #state()}. Thread-safe. */
public final class Door {
    private final String name;
    private final String protocol;
    private final String address;
    private final Clock clock;
    private boolean up;
    private Instant since;
    private int connections;
    private long received;
    private Instant lastReceivedAt;
    private String lastError;
    private Instant lastErrorAt;

    Door(String name, String protocol, String address, Clock clock) {
        this.name = name;
        this.protocol = protocol;
        this.address = address;
        this.clock = clock;
        this.since = clock.instant();
    }

    public synchronized DoorState state() {
        return new DoorState(
                name, protocol, address, up, since, connections, received, lastReceivedAt, lastError, lastErrorAt);
    }

    /** Messages can come through; returns true when this is a change. The last error stays to be read. */
    public synchronized boolean up() {
        return turn(true);
    }

    /**
     * Nothing can come through; returns true when this is a change.
     *
     * @param reason one safe sentence, null for an ordinary stop
     */
    public synchronized boolean down(String reason) {
        if (reason != null) {
            failed(reason);
        }
        return turn(false);
    }

    /** A trouble with one message or one connection; the door itself stays as it is. */
    public synchronized void failed(String reason) {
        lastError = reason;
        lastErrorAt = clock.instant();
    }

    /** One message was taken. */
    public synchronized void received() {
        received++;
        lastReceivedAt = clock.instant();
    }

    /** One connection more (1) or less (-1). */
    public synchronized void connections(int change) {
        connections = Math.max(0, connections + change);
    }

    private boolean turn(boolean to) {
        boolean changes = up != to;
        if (changes) {
            since = clock.instant();
        }
        up = to;
        return changes;
    }
}
