package vn.emr.core.hl7;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of one MLLP door. Each is there because an unauthenticated port meets senders that are broken, slow or
 * hostile, and one of them must not stop the others.
 *
 * @param maxFrameBytes longest frame taken; a longer one is answered AR and its connection closed. 32 MiB holds a
 *     scanned report of 20 MB in base64
 * @param maxConnections connections open at once on the port; further ones are closed when they arrive
 * @param idle a connection without a frame for so long is closed
 * @param halfFrame a frame that was begun must bring at least {@link #HALF_FRAME_BYTES} in every such window; without
 *     this a few hundred senders at one byte a second would hold every connection
 * @param roomWait how long a connection may wait for room in the {@link FrameBudget} before it is closed unanswered
 * @param answerWait how long a frame may wait for its answer before the connection is closed unanswered: the outcome is
 *     then unknown to the sender, who sends again
 * @param endWait a frame whose FS is not followed by CR counts as ended after so long
 */
public record MllpSettings(
        int maxFrameBytes,
        int maxConnections,
        Duration idle,
        Duration halfFrame,
        Duration roomWait,
        Duration answerWait,
        Duration endWait) {

    /** What a half frame must bring in every window; a serial line of 9,600 baud brings about 28,000 in 30 s. */
    static final int HALF_FRAME_BYTES = 1024;

    public MllpSettings {
        if (maxFrameBytes < 16 || maxConnections < 1) {
            throw new IllegalArgumentException("An MLLP door needs room for one frame and one connection.");
        }
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(halfFrame, "halfFrame");
        Objects.requireNonNull(roomWait, "roomWait");
        Objects.requireNonNull(answerWait, "answerWait");
        Objects.requireNonNull(endWait, "endWait");
    }

    /** 32 MiB a frame, 512 connections, 5 min idle, 30 s half frame, 20 s for room, 2 min for the answer. */
    public static MllpSettings standard() {
        return new MllpSettings(
                32 << 20,
                512,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                Duration.ofMillis(500));
    }

    public MllpSettings withMaxFrameBytes(int bytes) {
        return new MllpSettings(bytes, maxConnections, idle, halfFrame, roomWait, answerWait, endWait);
    }

    public MllpSettings withMaxConnections(int connections) {
        return new MllpSettings(maxFrameBytes, connections, idle, halfFrame, roomWait, answerWait, endWait);
    }

    public MllpSettings withIdle(Duration limit) {
        return new MllpSettings(maxFrameBytes, maxConnections, limit, halfFrame, roomWait, answerWait, endWait);
    }

    public MllpSettings withHalfFrame(Duration limit) {
        return new MllpSettings(maxFrameBytes, maxConnections, idle, limit, roomWait, answerWait, endWait);
    }

    public MllpSettings withRoomWait(Duration limit) {
        return new MllpSettings(maxFrameBytes, maxConnections, idle, halfFrame, limit, answerWait, endWait);
    }

    public MllpSettings withAnswerWait(Duration limit) {
        return new MllpSettings(maxFrameBytes, maxConnections, idle, halfFrame, roomWait, limit, endWait);
    }

    /** How often a connection looks at its own clocks: often enough for the shortest of them, at most every 10 s. */
    long lookEveryNanos() {
        long shortest = Duration.ofSeconds(20).toNanos();
        for (Duration limit : new Duration[] {idle, halfFrame, roomWait, answerWait}) {
            shortest = Math.min(shortest, limit.toNanos());
        }
        return Math.max(shortest / 2, Duration.ofMillis(20).toNanos());
    }
}
