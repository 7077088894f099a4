package vn.emr.core.hl7.dialect;

/** One correction of a dialect: pure data, compiled when the file was read. */
sealed interface Correction permits FieldCorrection, SegmentCorrection {
    /** Makes the correction wherever its conditions hold; tells whether it changed anything. */
    boolean apply(Correcting message);
}
