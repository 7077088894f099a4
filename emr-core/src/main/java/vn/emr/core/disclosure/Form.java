package vn.emr.core.disclosure;

import vn.emr.core.access.Right;

/** How a record is given: reading and copying are not the same (Luật KBCB 15/2023 art. 69). */
public enum Form {
    /** Read on the spot, with notes. */
    READ(Right.PATIENT_READ),
    /** A summary (tóm tắt hồ sơ bệnh án). */
    SUMMARY(Right.RECORD_PRINT),
    /** A copy on paper. */
    COPY(Right.RECORD_COPY),
    /** An electronic copy. */
    EXPORT(Right.RECORD_EXPORT);

    private final Right right;

    Form(Right right) {
        this.right = right;
    }

    /** What who hands it over must be allowed with this record. */
    Right right() {
        return right;
    }
}
