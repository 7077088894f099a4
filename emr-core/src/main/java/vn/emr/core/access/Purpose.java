package vn.emr.core.access;

/** Why a record is read; written into the trace (Luật KBCB 15/2023 art. 69.5). A role says which it is. */
public enum Purpose {
    TREATMENT,
    RECORD_KEEPING,
    OPERATION,
    MANAGEMENT,
    QUALITY,
    OVERSIGHT,
    TEACHING,
    INSPECTION,
    INSURANCE
}
