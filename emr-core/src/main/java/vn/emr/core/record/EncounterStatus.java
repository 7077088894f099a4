package vn.emr.core.record;

/** Where a visit stands. */
public enum EncounterStatus {
    PLANNED,
    IN_PROGRESS,
    FINISHED,
    CANCELLED
}
