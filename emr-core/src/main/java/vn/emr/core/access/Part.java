package vn.emr.core.access;

/** A part of a record that may be given out, or opened to a guest, without the others. */
public enum Part {
    DIAGNOSES,
    /** Reports and laboratory values. */
    RESULTS,
    IMAGING,
    /** Orders, medicines, services, notes, papers. */
    TREATMENT,
    DOCUMENTS
}
