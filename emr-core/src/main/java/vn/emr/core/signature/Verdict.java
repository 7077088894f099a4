package vn.emr.core.signature;

import java.time.Instant;
import java.util.List;

/**
 * What verifying says of one signature: the items of TT 15/2025/TT-BKHCN Đ6 k4, and what stands behind them.
 *
 * @param authority who issued the certificate
 * @param signer whom the certificate names
 * @param unit the organisation and department of the signer, as the certificate says; null when it does not
 * @param signedAt the time the signer claims; null when none is claimed
 * @param timestamp the earliest time that a timestamp authority proves; null without one
 * @param intact whether the signed bytes are as they were signed
 * @param validWhenSigned whether the certificate was trusted, in its period and not revoked at that time
 * @param algorithm such as {@code RSA_SHA256}, by the name of the library
 * @param coversWholeFile false when something was added to the file after this signature, such as the next one
 * @param reasons codes for screens; empty when valid
 * @param serial of the certificate, in hexadecimal digits
 */
public record Verdict(
        State state,
        String authority,
        String signer,
        String unit,
        Instant signedAt,
        Instant timestamp,
        boolean intact,
        boolean validWhenSigned,
        Instant notBefore,
        Instant notAfter,
        Level level,
        String algorithm,
        boolean coversWholeFile,
        List<String> reasons,
        String subject,
        String serial,
        byte[] certificateDer) {
    /** Hợp lệ, không hợp lệ, or what can be said only with more than the file holds. */
    public enum State {
        VALID,
        INVALID,
        UNCERTAIN
    }

    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
