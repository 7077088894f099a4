package vn.emr.core.seal;

/**
 * Something that is not as it was sealed or told.
 *
 * @param number of the row, or the first that may be meant; 0 when no number says it
 * @param what in one sentence without patient data
 */
public record Finding(long number, String what) {}
