package vn.emr.core.signature;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Check.Revocation;

/** Looks at a certificate before it signs: path, period, revocation by OCSP, then by list (TT 15/2025/TT-BKHCN PL II). */
@ApplicationScoped
public class Certificates {
    /** Least sizes in bits (TT 15/2025/TT-BKHCN PL I row 1.2). */
    private static final int LEAST_RSA = 2048;

    private static final int LEAST_EC = 256;

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final Authorities authorities;
    private final Clock clock;

    @Inject
    public Certificates(Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * Its authority is asked only when a path leads from the certificate to the trust list: what a stranger's certificate
     * names is never connected to.
     *
     * @param chain certificates between it and a trusted one, as far as known
     * @param at when it is to sign; revocation is that of now
     */
    public Check check(X509Certificate certificate, List<X509Certificate> chain, TrustList trusted, Instant at) {
        return check(certificate, chain, trusted, at, answers());
    }

    /**
     * The check of a certificate that is to sign now.
     *
     * @throws Refusal NOT_APPLICABLE, with the warnings as fields, when it may not
     */
    Check mustSign(Asked asked, TrustList trusted, Answers answers) {
        Check check = check(asked.certificate(), asked.chain(), trusted, clock.instant(), answers);
        if (!check.maySign()) {
            throw new Refusal(
                    Code.NOT_APPLICABLE,
                    "the certificate may not sign",
                    check.warnings().toArray(String[]::new));
        }
        return check;
    }

    /** Nobody has been asked yet. */
    Answers answers() {
        return new Answers(authorities, clock);
    }

    Check check(
            X509Certificate certificate, List<X509Certificate> chain, TrustList trusted, Instant at, Answers answers) {
        List<String> warnings = new ArrayList<>();
        Check.outOfPeriod(certificate, at).ifPresent(warnings::add);
        boolean inPeriod = warnings.isEmpty();
        key(certificate, warnings);
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        // A certificate out of its period may still be one of ours: its path is looked at when it was valid.
        Instant looked = at.isBefore(from) ? from : at.isAfter(until) ? until : at;
        List<X509Certificate> path = trusted.path(certificate, chain, looked);
        if (path.size() < 2) {
            warnings.add("CERTIFICATE_UNTRUSTED");
            return new Check(false, inPeriod, Revocation.NONE, null, clock.instant(), null, warnings);
        }
        return revocation(path, inPeriod, answers, warnings);
    }

    private static void key(X509Certificate certificate, List<String> warnings) {
        boolean[] uses = certificate.getKeyUsage();
        if (uses != null && !uses[DIGITAL_SIGNATURE] && !uses[NON_REPUDIATION]) {
            warnings.add("KEY_NOT_FOR_SIGNING");
        }
        int bits =
                switch (certificate.getPublicKey()) {
                    case RSAKey rsa -> rsa.getModulus().bitLength() - LEAST_RSA;
                    case ECKey ec -> ec.getParams().getOrder().bitLength() - LEAST_EC;
                    default -> -1;
                };
        if (bits < 0) {
            warnings.add("KEY_TOO_SHORT");
        }
    }

    private Check revocation(List<X509Certificate> path, boolean inPeriod, Answers answers, List<String> warnings) {
        CertificateToken certificate = new CertificateToken(path.getFirst());
        CertificateToken issuer = new CertificateToken(path.get(1));
        Optional<RevocationToken<?>> said = answers.ocspOf(certificate, issuer);
        if (said.isEmpty() && answers.ocspIsSilent(certificate, issuer)) {
            warnings.add("OCSP_UNREACHABLE");
        }
        if (said.isEmpty()) {
            said = answers.crlOf(certificate, issuer);
        }
        Revocation state = said.map(Certificates::state)
                .orElse(Authorities.namesAnybody(path.getFirst()) ? Revocation.UNREACHABLE : Revocation.NONE);
        switch (state) {
            case REVOKED -> warnings.add("CERTIFICATE_REVOKED");
            case UNKNOWN -> warnings.add("CERTIFICATE_UNKNOWN");
            case UNREACHABLE -> warnings.add("REVOCATION_UNREACHABLE");
            case NONE -> warnings.add("REVOCATION_NOT_OFFERED");
            case GOOD -> {}
        }
        return new Check(
                true,
                inPeriod,
                state,
                said.map(answer -> answer.getRevocationType().name()).orElse(null),
                clock.instant(),
                said.map(RevocationToken::getEncoded).orElse(null),
                warnings);
    }

    private static Revocation state(RevocationToken<?> answer) {
        if (answer.getStatus() == null) {
            return Revocation.UNKNOWN;
        }
        return switch (answer.getStatus()) {
            case GOOD -> Revocation.GOOD;
            case REVOKED -> Revocation.REVOKED;
            case UNKNOWN -> Revocation.UNKNOWN;
        };
    }
}
