package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/** One visit (lượt khám, đợt điều trị), keyed by its source and the source's visit number. */
public record Encounter(
        UUID id,
        int version,
        UUID patientId,
        UUID sourceId,
        String visitNumber,
        EncounterClass encounterClass,
        EncounterStatus status,
        UUID facilityId,
        TimePoint start,
        TimePoint end,
        List<DepartmentStay> stays,
        String attendingDoctor,
        String reason,
        Provenance origin)
        implements Noun {
    @Override
    public NounKind kind() {
        return NounKind.ENCOUNTER;
    }
}
