package vn.emr.core.record;

import java.util.UUID;

/** An order (chỉ định), known by the placer's number, the filler's, or both. */
public record ServiceOrder(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String placerNumber,
        String fillerNumber,
        String accession,
        String category,
        Coded code,
        Status status,
        TimePoint ordered,
        String requester,
        String departmentCode,
        Provenance origin)
        implements Noun {

    /** Where the order stands. */
    public enum Status {
        REQUESTED,
        IN_PROGRESS,
        COMPLETED,
        CANCELLED
    }

    @Override
    public NounKind kind() {
        return NounKind.SERVICE_ORDER;
    }
}
