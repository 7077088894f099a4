package vn.emr.core.record;

/**
 * How settled a value or a report is (OBX-11 table 0085, OBR-25 table 0123). A less settled statement never replaces a
 * more settled one.
 */
public enum ResultStatus {
    REGISTERED(0),
    PRELIMINARY(1),
    FINAL(2),
    AMENDED(2),
    CORRECTED(2),
    CANCELLED(2),
    /** Posted in error (OBX-11 = W): hidden everywhere, kept in history. */
    ENTERED_IN_ERROR(2),
    /** Taken out of the report by its sender (OBX-11 = D). */
    DELETED(2);

    private final int settled;

    ResultStatus(int settled) {
        this.settled = settled;
    }

    public boolean lessSettledThan(ResultStatus other) {
        return settled < other.settled;
    }

    /** True for the statuses of a result that has been found: without a value such a statement leaves the known one. */
    public boolean takesValue() {
        return this == PRELIMINARY || this == FINAL || this == AMENDED || this == CORRECTED;
    }

    /** False for what must not be shown as a result. */
    public boolean shown() {
        return this != ENTERED_IN_ERROR && this != DELETED;
    }
}
