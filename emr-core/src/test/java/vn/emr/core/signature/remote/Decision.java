package vn.emr.core.signature.remote;

/** What a person does with the phone when a stand-in asks. */
public enum Decision {
    AGREES,
    SAYS_NO,
    /** Nothing: the phone lies in the locker. */
    IS_AWAY
}
