package vn.emr.core.record;

import java.util.UUID;

/**
 * A merge as a reversible link: the rows of {@code patientId} stay where they were filed, charts of {@code survivorId}
 * read them too while the link is active.
 */
public record PatientLink(UUID id, int version, UUID patientId, UUID survivorId, boolean active, Provenance origin)
        implements Noun {
    @Override
    public NounKind kind() {
        return NounKind.PATIENT_LINK;
    }
}
