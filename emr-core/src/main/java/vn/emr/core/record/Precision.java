package vn.emr.core.record;

/** How exactly a time was stated by its sender. */
public enum Precision {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND
}
