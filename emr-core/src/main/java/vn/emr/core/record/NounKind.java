package vn.emr.core.record;

/** The aggregates of the record; the name is what history, audit and outbox rows carry. */
public enum NounKind {
    PATIENT,
    PATIENT_LINK,
    VISIT_LINK,
    ENCOUNTER,
    RECORD_FOLDER,
    CONDITION,
    SERVICE_ORDER,
    DIAGNOSTIC_REPORT,
    IMAGING_STUDY,
    CLINICAL_DOCUMENT,
    APPOINTMENT,
    IMMUNIZATION,
    COVERAGE,
    MEDICATION_ORDER,
    PROCEDURE,
    CLINICAL_NOTE,
    PAPER,
    SHEET,
    ALLERGY,
    PROBLEM,
    VITAL_SIGNS,
    EARLY_WARNING,
    MEDICATION_ADMINISTRATION
}
