package vn.emr.core.federation;

/** A sign-in with the identity provider that came to nothing; the message is for the trace and tells nothing of a token. */
public final class NotSignedIn extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the person is told. */
    public enum Why {
        /** The person gave up there, or the provider refused. */
        CANCELLED,
        /** Not begun in this browser, begun too long ago, or answered already. */
        LATE,
        /** What came back does not hold. */
        NOT_VOUCHED,
        /** The provider cannot be asked now. */
        UNREACHABLE,
        /** Nobody here has this user name. */
        NO_ACCOUNT,
        /** The account here belongs to somebody else of the provider. */
        OTHER_PERSON,
        DISABLED,
        LOCKED
    }

    private final Why why;

    NotSignedIn(Why why, String detail) {
        super(detail, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
