package vn.emr.core.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate looked at before it signs (TT 15/2025/TT-BKHCN Đ5 and PL II); kept with the signature.
 *
 * @param trusted whether a path leads from it to a certificate that the hospital trusts
 * @param inPeriod whether it is valid by its dates
 * @param source who said so: OCSP or CRL; null when nobody did
 * @param answer the bytes (DER) of what was said; null when nothing was
 * @param warnings codes of what the signer must be told: CERTIFICATE_UNTRUSTED, CERTIFICATE_EXPIRED,
 *     CERTIFICATE_NOT_YET_VALID, CERTIFICATE_REVOKED, CERTIFICATE_UNKNOWN, KEY_NOT_FOR_SIGNING, KEY_TOO_SHORT forbid the
 *     signature; OCSP_UNREACHABLE, REVOCATION_UNREACHABLE, REVOCATION_NOT_OFFERED do not
 */
public record Check(
        boolean trusted,
        boolean inPeriod,
        Revocation revocation,
        String source,
        Instant at,
        byte[] answer,
        List<String> warnings) {
    private static final Set<String> FORBIDDING = Set.of(
            "CERTIFICATE_UNTRUSTED",
            "CERTIFICATE_EXPIRED",
            "CERTIFICATE_NOT_YET_VALID",
            "CERTIFICATE_REVOKED",
            "CERTIFICATE_UNKNOWN",
            "KEY_NOT_FOR_SIGNING",
            "KEY_TOO_SHORT");

    /** What is known of a revocation. */
    public enum Revocation {
        GOOD,
        REVOKED,
        /** Its authority does not know the certificate. */
        UNKNOWN,
        /** Nobody who should know answered in time. */
        UNREACHABLE,
        /** Nobody was asked: the certificate names nobody, or no path leads to it. */
        NONE
    }

    public Check {
        warnings = List.copyOf(warnings);
    }

    /** Whether the law lets it sign. Silence of its authority does not forbid it, but must be told. */
    public boolean maySign() {
        return warnings.stream().noneMatch(FORBIDDING::contains);
    }

    /** What forbids a certificate to sign at a time by its dates alone. */
    static Optional<String> outOfPeriod(X509Certificate certificate, Instant at) {
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of("CERTIFICATE_NOT_YET_VALID");
        }
        return at.isAfter(certificate.getNotAfter().toInstant())
                ? Optional.of("CERTIFICATE_EXPIRED")
                : Optional.empty();
    }
}
