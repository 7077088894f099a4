package vn.emr.core.record;

/** Kind of visit; HL7 table 0004 and the Vietnamese treatment types. */
public enum EncounterClass {
    /** Nội trú. */
    INPATIENT,
    /** Điều trị ban ngày. */
    DAY,
    /** Điều trị ngoại trú: a treatment episode, with a folder. */
    OUTPATIENT_TREATMENT,
    /** Khám bệnh: a plain examination, without a folder. */
    EXAMINATION,
    EMERGENCY,
    UNKNOWN;

    /** A folder (hồ sơ bệnh án) opens for treatment, not for a plain examination (Luật KBCB art. 69). */
    public boolean opensFolder() {
        return this == INPATIENT || this == DAY || this == OUTPATIENT_TREATMENT;
    }
}
