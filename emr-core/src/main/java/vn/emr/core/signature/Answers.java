package vn.emr.core.signature;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.model.x509.revocation.crl.CRL;
import eu.europa.esig.dss.model.x509.revocation.ocsp.OCSP;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import eu.europa.esig.dss.spi.x509.revocation.RevocationSource;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What authorities said of certificates during one signature: nobody is asked twice, so what was checked before signing is
 * also what the file keeps, and an authority that is silent costs its time limit once.
 */
final class Answers {
    private final Authorities authorities;
    private final Clock clock;
    private final Map<CertificateToken, Said> ocsp = new HashMap<>();
    private final Map<CertificateToken, Said> crl = new HashMap<>();

    /** @param answer null when the certificate names nobody, or nobody answered */
    private record Said(RevocationToken<?> answer, boolean silent) {}

    Answers(Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /** For the library; throws as its own sources do. */
    @SuppressWarnings("unchecked")
    RevocationSource<OCSP> ocsp() {
        return (certificate, issuer) -> (RevocationToken<OCSP>) told(ocsp(certificate, issuer));
    }

    @SuppressWarnings("unchecked")
    RevocationSource<CRL> crl() {
        return (certificate, issuer) -> (RevocationToken<CRL>) told(crl(certificate, issuer));
    }

    private static RevocationToken<?> told(Said said) {
        if (said.silent()) {
            throw new DSSExternalResourceException("not answered");
        }
        return said.answer();
    }

    Optional<RevocationToken<?>> ocspOf(CertificateToken certificate, CertificateToken issuer) {
        return Optional.ofNullable(ocsp(certificate, issuer).answer());
    }

    Optional<RevocationToken<?>> crlOf(CertificateToken certificate, CertificateToken issuer) {
        return Optional.ofNullable(crl(certificate, issuer).answer());
    }

    /** Whether the responder that it names was asked and did not answer. */
    boolean ocspIsSilent(CertificateToken certificate, CertificateToken issuer) {
        return ocsp(certificate, issuer).silent();
    }

    private Said ocsp(CertificateToken certificate, CertificateToken issuer) {
        return ocsp.computeIfAbsent(certificate, one -> said(() -> authorities.ocsp(one, issuer)));
    }

    private Said crl(CertificateToken certificate, CertificateToken issuer) {
        return crl.computeIfAbsent(
                certificate, one -> said(() -> authorities.crl(one, issuer, Date.from(clock.instant()))));
    }

    private static Said said(java.util.function.Supplier<RevocationToken<?>> asked) {
        try {
            return new Said(asked.get(), false);
        } catch (RuntimeException unanswered) {
            // Whatever a stranger's bytes break while they are read is no answer.
            return new Said(null, true);
        }
    }
}
