package vn.emr.core.signature;

/** How far a signature can be verified later, the baseline levels of ETSI EN 319 142-1 and EN 319 132-1. */
public enum Level {
    /** The signature with the signer's certificate. */
    B,
    /** With the time of a timestamp authority. */
    T,
    /** With all certificates and revocation answers that verifying needs, so that it needs no network. */
    LT,
    /** With a timestamp over all of that, renewed before its own certificate ends. */
    LTA
}
