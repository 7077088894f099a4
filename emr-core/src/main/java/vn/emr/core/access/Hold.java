package vn.emr.core.access;

import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** What keeps a signed-in person from everything but the own account, until it is dealt with. */
public enum Hold {
    /** The password was right; the code of the second factor is still to be given. */
    SECOND_FACTOR,
    /** The request comes from outside the networks of the hospital, and the person has no second factor. */
    OUTSIDE_NETWORK,
    /** A password of one's own must be chosen first. */
    NEW_PASSWORD,
    /** A role of the person needs a second factor, and there is none yet. */
    NEW_FACTOR,
    /** None of the person's roles counts at this hour; an emergency may be declared. */
    OUTSIDE_HOURS;

    /** Whether it is not certain enough who asks, so that not even the own account is open. */
    boolean unproven() {
        return this == SECOND_FACTOR || this == OUTSIDE_NETWORK;
    }

    /** Why nothing else is open. */
    public Refusal refusal() {
        return switch (this) {
            case SECOND_FACTOR -> new Refusal(Code.SECOND_FACTOR, "the code of the second factor must be given first");
            case OUTSIDE_NETWORK ->
                new Refusal(
                        Code.SECOND_FACTOR,
                        "from outside the hospital a second factor is needed, and it is set up inside the hospital");
            case NEW_PASSWORD -> new Refusal(Code.FORBIDDEN, "a new password must be chosen first");
            case NEW_FACTOR -> new Refusal(Code.SECOND_FACTOR, "a second factor must be set up first");
            case OUTSIDE_HOURS -> new Refusal(Code.OUTSIDE_HOURS, "none of your roles counts at this hour");
        };
    }
}
