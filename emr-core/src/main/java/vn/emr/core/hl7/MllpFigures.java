package vn.emr.core.hl7;

import java.time.Instant;

/**
 * What has happened at an MLLP door up to one moment.
 *
 * @param name as configured, such as LIS
 * @param address host and port it listens on
 * @param upSince when it opened; null while it is closed
 * @param connections open now
 * @param connectionLimit how many may be open at once
 * @param connectionsRefused closed on arrival because of that limit
 * @param frames messages handed to the receiver
 * @param answers of these, answered
 * @param refused messages the door itself refused: too long, half, or not MLLP
 * @param lastFrameAt null before the first
 * @param lastFault null if nothing went wrong since the start
 * @param lastFaultAt null if nothing went wrong since the start
 */
public record MllpFigures(
        String name,
        String address,
        Instant upSince,
        int connections,
        int connectionLimit,
        long connectionsRefused,
        long frames,
        long answers,
        long refused,
        Instant lastFrameAt,
        DoorFault lastFault,
        Instant lastFaultAt) {

    public boolean isOpen() {
        return upSince != null;
    }
}
