package vn.emr.core.access;

import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** What keeps a signed-in person from everything but the own account, until it is dealt with. */
public enum Hold {
    /** A password of one's own must be chosen first. */
    NEW_PASSWORD,
    /** None of the person's roles counts at this hour; an emergency may be declared. */
    OUTSIDE_HOURS;

    /** Why nothing else is open. */
    public Refusal refusal() {
        return switch (this) {
            case NEW_PASSWORD -> new Refusal(Code.FORBIDDEN, "a new password must be chosen first");
            case OUTSIDE_HOURS -> new Refusal(Code.OUTSIDE_HOURS, "none of your roles counts at this hour");
        };
    }
}
