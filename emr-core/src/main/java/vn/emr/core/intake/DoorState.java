package vn.emr.core.intake;

import java.time.Instant;

/**
 * How a door stands at one moment, as the health page shows it. Holds no patient data.
 *
 * @param name unique among the doors, such as {@code lis} or {@code pacs/Archive 1}
 * @param protocol what is spoken there: {@code MLLP}, {@code HTTP}, {@code DICOMweb}
 * @param address where it listens, or whom it asks
 * @param up whether messages can come through it now
 * @param since when it last changed between up and down
 * @param connections open connections now; 0 for doors that have none
 * @param received messages taken since the start of the server
 * @param lastReceivedAt null before the first message
 * @param lastError one safe sentence about the last trouble, null when there was none
 * @param lastErrorAt when it was last met
 */
public record DoorState(
        String name,
        String protocol,
        String address,
        boolean up,
        Instant since,
        int connections,
        long received,
        Instant lastReceivedAt,
        String lastError,
        Instant lastErrorAt) {}
