package vn.emr.core.hl7;

/** Measures how long a connection has been doing what it does, and says when that is too long. */
final class SenderClock {
    /** What a connection is doing. */
    enum Doing {
        WAITING_FOR_ROOM,
        BEING_ANSWERED,
        SENDING_A_FRAME,
        NOTHING
    }

    private final MllpSettings settings;
    private long since = System.nanoTime();
    private long bytesAtStart;

    SenderClock(MllpSettings settings) {
        this.settings = settings;
    }

    /** Something new has begun. */
    void restart(long bytesSeen) {
        since = System.nanoTime();
        bytesAtStart = bytesSeen;
    }

    /** When the present activity began; for {@link #backTo}. */
    long since() {
        return since;
    }

    void backTo(long earlier) {
        since = earlier;
    }

    /** The fault to close the connection for, or null. A slow frame that makes progress gets a new window. */
    DoorFault overdue(Doing doing, long bytesSeen) {
        long passed = System.nanoTime() - since;
        return switch (doing) {
            case WAITING_FOR_ROOM -> passed > settings.roomWait().toNanos() ? DoorFault.NO_ROOM : null;
            case BEING_ANSWERED -> passed > settings.answerWait().toNanos() ? DoorFault.NO_ANSWER : null;
            case SENDING_A_FRAME -> passed > settings.halfFrame().toNanos() ? halfFrame(bytesSeen) : null;
            case NOTHING -> passed > settings.idle().toNanos() ? DoorFault.IDLE : null;
        };
    }

    private DoorFault halfFrame(long bytesSeen) {
        boolean progress = bytesSeen - bytesAtStart >= MllpSettings.HALF_FRAME_BYTES;
        restart(bytesSeen);
        return progress ? null : DoorFault.HALF_FRAME;
    }
}
