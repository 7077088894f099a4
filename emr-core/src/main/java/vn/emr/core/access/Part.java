package vn.emr.core.access;

import java.util.UUID;

/** A part of a record that may be given out, or opened to a guest, without the others. */
public enum Part {
    /** Also allergies and problems, which belong to no visit. */
    DIAGNOSES,
    /** Reports, laboratory values and vital signs. */
    RESULTS,
    IMAGING,
    /** Orders, medicines, services, notes, papers, appointments, vaccinations. */
    TREATMENT,
    DOCUMENTS;

    /** Among what is hidden it stands for every row of the part; no row has such a key. */
    UUID mark() {
        return new UUID(0, ordinal() + 2L);
    }

    /** The part to which rows with such a key belong; null for visits. */
    static Part of(String key) {
        return switch (key.substring(key.indexOf('.') + 1)) {
            case "encounter_id", "folder_id" -> null;
            case "condition_id", "allergy_id", "problem_id" -> DIAGNOSES;
            case "report_id", "vitals_id", "warning_id" -> RESULTS;
            case "study_id" -> IMAGING;
            case "document_id", "sheet_id" -> DOCUMENTS;
            case "order_id",
                    "administration_id",
                    "procedure_id",
                    "note_id",
                    "paper_id",
                    "coverage_id",
                    "appointment_id",
                    "immunization_id" -> TREATMENT;
            default -> throw new IllegalArgumentException("no part of a record has rows with " + key);
        };
    }
}
