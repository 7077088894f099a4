package vn.emr.core.signature;

import eu.europa.esig.dss.alert.ExceptionOnStatusAlert;
import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.service.SecureRandomNonceSource;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.CertificateExtensionsUtils;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.outgoing.Elsewhere;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * Asks the authorities of certificates: whether one is revoked (OCSP by RFC 6960, lists by RFC 5280) and what time it is
 * (RFC 3161). Each answer has a limit of time and bytes, and counts only when the authority itself signed it.
 */
@ApplicationScoped
public class Authorities implements AutoCloseable {
    /** A person waits for the answer. */
    private static final Duration OCSP_LIMIT = Duration.ofSeconds(5);

    private static final Duration CRL_LIMIT = Duration.ofSeconds(10);
    private static final Duration TIMESTAMP_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 * 1024;
    /** Lists of large public authorities have some MB. */
    private static final int LONGEST_LIST = 10 * 1024 * 1024;

    private static final String FOR_OCSP = "1.3.6.1.5.5.7.3.9";

    private final OutgoingHttp http = new OutgoingHttp();
    private final OnlineOCSPSource ocsp;
    private final OnlineCRLSource crl;
    private final Optional<OnlineTSPSource> timestamp;

    /** @param timestamp address of the timestamp authority; empty: signatures carry no proven time */
    @Inject
    public Authorities(@ConfigProperty(name = "emr.signing.timestamp") Optional<String> timestamp) {
        ocsp = new OnlineOCSPSource(new Network(http, "application/ocsp-request", LONGEST_ANSWER, OCSP_LIMIT));
        ocsp.setNonceSource(new SecureRandomNonceSource());
        ocsp.setAlertOnInvalidNonce(new ExceptionOnStatusAlert());
        // Many responders answer from what they signed beforehand; then the time of the answer counts.
        ocsp.setAlertOnNonexistentNonce(new SilentOnStatusAlert());
        ocsp.setAlertOnInvalidUpdateTime(new ExceptionOnStatusAlert());
        crl = new OnlineCRLSource(new Network(http, "application/pkix-crl", LONGEST_LIST, CRL_LIMIT));
        this.timestamp = timestamp
                .filter(address -> !address.isBlank())
                .map(address -> new OnlineTSPSource(
                        address, new Network(http, "application/timestamp-query", LONGEST_ANSWER, TIMESTAMP_LIMIT)));
        this.timestamp.ifPresent(source -> source.setNonceSource(new SecureRandomNonceSource()));
    }

    /**
     * Whether settings may name this address of a timestamp authority. Plain HTTP too: many offer nothing else, and their answers are
     * signed themselves and hold a digest of what was asked.
     */
    public static boolean mayBeTimestamp(String address) {
        try {
            URI uri = URI.create(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && !Elsewhere.literally(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Empty when the hospital has no timestamp authority. */
    Optional<OnlineTSPSource> timestamp() {
        return timestamp;
    }

    /**
     * What the responder says that the certificate names; null when it names none.
     *
     * @throws DSSExternalResourceException when it does not answer, or not with authority
     */
    OCSPToken ocsp(CertificateToken certificate, CertificateToken issuer) {
        OCSPToken answer = ocsp.getRevocationToken(certificate, issuer);
        if (answer != null && !mayAnswer(answer.getIssuerCertificateToken(), issuer, answer.getProductionDate())) {
            throw new DSSExternalResourceException("signed by nobody who may answer");
        }
        return answer;
    }

    /** The issuer itself, or whom it named for just this (RFC 6960 section 4.2.2.2). */
    private static boolean mayAnswer(CertificateToken responder, CertificateToken issuer, Date at) {
        if (responder == null || responder.equals(issuer)) {
            return responder != null;
        }
        try {
            List<String> uses = responder.getCertificate().getExtendedKeyUsage();
            return responder.isSignedBy(issuer)
                    && uses != null
                    && uses.contains(FOR_OCSP)
                    && at != null
                    && responder.isValidOn(at);
        } catch (CertificateParsingException damaged) {
            return false;
        }
    }

    /**
     * The list that the certificate names, as far as it speaks of it; null when it names none.
     *
     * @throws DSSExternalResourceException when it is not had, is not of the issuer, or is too old
     */
    CRLToken crl(CertificateToken certificate, CertificateToken issuer, Date now) {
        CRLToken list = crl.getRevocationToken(certificate, issuer);
        if (list != null
                && (!list.isValid()
                        || list.getNextUpdate() == null
                        || list.getNextUpdate().before(now))) {
            throw new DSSExternalResourceException("not a list of the issuer for this time");
        }
        return list;
    }

    static boolean namesAnybody(X509Certificate certificate) {
        CertificateToken token = new CertificateToken(certificate);
        return !CertificateExtensionsUtils.getOCSPAccessUrls(token).isEmpty()
                || !CertificateExtensionsUtils.getCRLAccessUrls(token).isEmpty();
    }

    @Override
    @PreDestroy
    public void close() {
        http.close();
    }
}
