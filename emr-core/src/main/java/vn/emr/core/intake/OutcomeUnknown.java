package vn.emr.core.intake;

/**
 * The connection to the database was lost during COMMIT: the message may be stored or not. The door gives no answer; the
 * sender repeats and the repeat is harmless.
 */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OutcomeUnknown() {
        super("outcome of the commit is unknown", null, false, false);
    }
}
