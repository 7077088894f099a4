package vn.emr.core.mapping;

/** What a local code names. */
public enum CodeKind {
    /** One value of a laboratory (chỉ số); several codes may mean one analyte. */
    LAB,
    /** An ordered or reported service (dịch vụ). */
    SERVICE,
    /** A department (khoa); mapped to the code of one of ours. */
    DEPARTMENT
}
