package vn.emr.core.record;

/** Administrative sex; codes 1, 2, 3 of the Vietnamese insurance claim, M, F, U and others of HL7 table 0001. */
public enum Sex {
    MALE,
    FEMALE,
    OTHER,
    UNKNOWN
}
