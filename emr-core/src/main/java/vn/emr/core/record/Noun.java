package vn.emr.core.record;

import java.util.UUID;

/**
 * One aggregate of the record: an immutable version. Changing it makes the next version; the store keeps both.
 */
public sealed interface Noun
        permits Patient,
                PatientLink,
                VisitLink,
                Encounter,
                RecordFolder,
                Condition,
                ServiceOrder,
                DiagnosticReport,
                ImagingStudy,
                ClinicalDocument,
                Sheet,
                Allergy,
                Problem,
                VitalSigns,
                EarlyWarning,
                MedicationAdministration,
                Told {
    UUID id();

    /** Where the fact was filed: never null, never changed. A patient is filed under itself. */
    UUID patientId();

    /** 1 for the first version, then one more each time. */
    int version();

    NounKind kind();

    Provenance origin();
}
