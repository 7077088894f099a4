package vn.emr.core.record;

import java.time.Instant;
import java.util.UUID;

/**
 * An order (chỉ định), known by the placer's number, the filler's, or both.
 *
 * @param sourceId the system that told us first; null when it was ordered here
 * @param performerId the system an order of ours goes to; null for orders placed elsewhere
 */
public record ServiceOrder(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        UUID performerId,
        String placerNumber,
        String fillerNumber,
        String accession,
        String category,
        Coded code,
        Status status,
        TimePoint ordered,
        String requester,
        String departmentCode,
        OrderDetails details,
        Provenance origin)
        implements Noun {

    /** The system that gives the numbers of orders placed here (ORC-2.2). */
    public static final String OUR_SYSTEM = "EMR";

    /** Orders kept before details were read have none. */
    public ServiceOrder {
        if (details == null) {
            details = OrderDetails.at(origin == null ? Instant.EPOCH : origin.stated());
        }
    }

    /** Where the order stands. */
    public enum Status {
        REQUESTED,
        ACCEPTED,
        IN_PROGRESS,
        ON_HOLD,
        COMPLETED,
        REPLACED,
        DISCONTINUED,
        CANCELLED,
        REJECTED;

        /** Of two states said by systems with clocks of their own the heavier stands; of equal ones the newer. */
        public int weight() {
            return Math.min(ordinal(), IN_PROGRESS.ordinal());
        }

        /** Nothing more will be done for it. */
        public boolean ended() {
            return compareTo(COMPLETED) >= 0;
        }
    }

    @Override
    public NounKind kind() {
        return NounKind.SERVICE_ORDER;
    }

    /**
     * Whether a number with its system means this placer's number; a system that one side does not name is no difference.
     */
    public boolean placedAs(String number, String system) {
        return placerNumber != null && placerNumber.equals(number) && sameSystem(details.placerSystem(), system);
    }

    /** The same for the filler's number. */
    public boolean filledAs(String number, String system) {
        return fillerNumber != null && fillerNumber.equals(number) && sameSystem(details.fillerSystem(), system);
    }

    private static boolean sameSystem(String a, String b) {
        return a == null || b == null || a.isEmpty() || b.isEmpty() || a.equalsIgnoreCase(b);
    }

    /** A new version in another state; everything else stays. */
    public ServiceOrder as(Status next, String reason, int nextVersion, Provenance by) {
        return new ServiceOrder(
                id,
                nextVersion,
                patientId,
                encounterId,
                sourceId,
                performerId,
                placerNumber,
                fillerNumber,
                accession,
                category,
                code,
                next,
                ordered,
                requester,
                departmentCode,
                details.over(details, by.stated(), reason),
                by);
    }
}
