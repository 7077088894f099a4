package vn.emr.core.intake;

import java.time.Clock;
import java.time.Instant;

/** One door's own record of how it stands; the door writes it, the health page reads {@link #state()}. Thread-safe. */
public final class Door {
    private final Clock clock;
    private DoorState state;

    Door(String name, String protocol, String address, Clock clock) {
        this.clock = clock;
        this.state = new DoorState(name, protocol, address, false, clock.instant(), 0, 0, null, null);
    }

    public synchronized DoorState state() {
        return state;
    }

    /** Messages can come through; returns true when this is a change. The last error stays to be read. */
    public synchronized boolean up() {
        return turn(true, state.lastError());
    }

    /**
     * Nothing can come through; returns true when this is a change.
     *
     * @param reason one safe sentence, null for an ordinary stop
     */
    public synchronized boolean down(String reason) {
        return turn(false, reason == null ? state.lastError() : reason);
    }

    /** A trouble with one message or one connection; the door itself stays as it is. */
    public synchronized void failed(String reason) {
        state = with(state.up(), state.since(), state.connections(), state.received(), state.lastReceivedAt(), reason);
    }

    /** One message was taken. */
    public synchronized void received() {
        state = with(
                state.up(),
                state.since(),
                state.connections(),
                state.received() + 1,
                clock.instant(),
                state.lastError());
    }

    /** One connection more (1) or less (-1). */
    public synchronized void connections(int change) {
        state = with(
                state.up(),
                state.since(),
                Math.max(0, state.connections() + change),
                state.received(),
                state.lastReceivedAt(),
                state.lastError());
    }

    private boolean turn(boolean up, String lastError) {
        boolean changes = state.up() != up;
        Instant since = changes ? clock.instant() : state.since();
        state = with(up, since, state.connections(), state.received(), state.lastReceivedAt(), lastError);
        return changes;
    }

    private DoorState with(
            boolean up, Instant since, int connections, long received, Instant lastReceivedAt, String lastError) {
        return new DoorState(
                state.name(),
                state.protocol(),
                state.address(),
                up,
                since,
                connections,
                received,
                lastReceivedAt,
                lastError);
    }
}
