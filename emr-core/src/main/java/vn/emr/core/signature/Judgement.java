package vn.emr.core.signature;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.RevocationType;
import eu.europa.esig.dss.enumerations.SignatureScopeType;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSASN1Utils;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.validation.reports.Reports;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.signature.Verdict.State;

/** Says the library's reports of one signature in the words of the law. */
final class Judgement {
    /**
     * What all signatures of a file share.
     *
     * @param length in bytes
     * @param intact false when it says of something that it is a signature, and that cannot be read or was written over
     */
    record File(int length, boolean intact) {}

    private final SignatureWrapper signature;
    private final SimpleReport report;
    private final CertificateToken certificate;
    private final File file;
    private final List<TimestampWrapper> timestamps;
    private final List<CertificateWrapper> certificates;
    private final List<String> reasons = new ArrayList<>();

    private Judgement(AdvancedSignature signature, Reports reports, File file) {
        this.signature = reports.getDiagnosticData().getSignatureById(signature.getId());
        this.report = reports.getSimpleReport();
        this.certificate = signature.getSigningCertificateToken();
        this.file = file;
        this.certificates = reports.getDiagnosticData().getUsedCertificates();
        this.timestamps = reports.getDiagnosticData().getTimestampList();
    }

    static Verdict of(AdvancedSignature signature, Reports reports, File file) {
        return new Judgement(signature, reports, file).verdict();
    }

    private Verdict verdict() {
        State state = state();
        CertificateWrapper signer = signature.getSigningCertificate();
        return new Verdict(
                state,
                certificate == null ? null : DSSASN1Utils.getHumanReadableName(certificate.getIssuer()),
                signer == null ? null : signer.getCommonName(),
                signer == null ? null : unit(signer),
                instant(signature.getClaimedSigningTime()),
                timestamp(),
                intact(),
                signer != null && validWhenSigned(signer),
                certificate == null ? null : instant(certificate.getNotBefore()),
                certificate == null ? null : instant(certificate.getNotAfter()),
                Levels.of(signature.getSignatureFormat()),
                signature.getSignatureAlgorithm() == null
                        ? null
                        : signature.getSignatureAlgorithm().name(),
                coversWholeFile(),
                reasons,
                certificate == null ? null : certificate.getSubject().getRFC2253(),
                certificate == null ? null : certificate.getSerialNumber().toString(16),
                certificate == null ? null : certificate.getEncoded());
    }

    private State state() {
        Indication said = report.getIndication(signature.getId());
        SubIndication because = report.getSubIndication(signature.getId());
        boolean passed = said == Indication.TOTAL_PASSED || said == Indication.PASSED;
        if (!passed) {
            reasons.add(because == null ? "NOT_PASSED" : because.name());
        }
        if (!intact()) {
            reasons.add("CHANGED");
        }
        if (!timestamps.stream().allMatch(Judgement::intact)) {
            reasons.add("TIMESTAMP_CHANGED");
        }
        if (reasons.isEmpty()) {
            return answersAreAuthorised() ? State.VALID : State.UNCERTAIN;
        }
        boolean uncertain = said == Indication.INDETERMINATE
                && reasons.size() == 1
                // Nothing proves that it was made before the revocation.
                && because != SubIndication.REVOKED_NO_POE;
        return uncertain ? State.UNCERTAIN : State.INVALID;
    }

    /**
     * The library takes an OCSP answer of anybody whose certificate is trusted, a colleague of the signer's too. Here it counts only
     * from the issuer, or from whom it named for this (RFC 6960 section 4.2.2.2).
     */
    private boolean answersAreAuthorised() {
        boolean authorised = certificates.stream().allMatch(one -> one.getCertificateRevocationData().stream()
                .filter(said -> said.getRevocationType() == RevocationType.OCSP)
                .allMatch(said -> mayAnswer(said.getSigningCertificate(), one.getSigningCertificate())));
        if (!authorised) {
            reasons.add("REVOCATION_NOT_AUTHORISED");
        }
        return authorised;
    }

    private static boolean mayAnswer(CertificateWrapper responder, CertificateWrapper issuer) {
        if (responder == null || issuer == null) {
            return false;
        }
        CertificateWrapper above = responder.getSigningCertificate();
        return responder.getEntityKey().equals(issuer.getEntityKey())
                || responder.isIdKpOCSPSigning()
                        && above != null
                        && above.getEntityKey().equals(issuer.getEntityKey());
    }

    /** A timestamp that no longer fits says that the file was changed, whatever its signatures cover. */
    private static boolean intact(TimestampWrapper timestamp) {
        return timestamp.isSignatureIntact()
                && timestamp.isMessageImprintDataFound()
                && timestamp.isMessageImprintDataIntact();
    }

    private boolean intact() {
        return file.intact()
                && signature.isSignatureIntact()
                && signature.getPdfUndefinedChanges().isEmpty()
                && signature.getPdfAnnotationChanges().isEmpty()
                && signature.getPdfPageDifferenceConcernedPages().isEmpty()
                && signature.getDigestMatchers().stream().allMatch(XmlDigestMatcher::isDataIntact);
    }

    private Instant timestamp() {
        return signature.getTLevelTimestamps().stream()
                .filter(one -> report.getIndication(one.getId()) == Indication.PASSED)
                .map(TimestampWrapper::getProductionTime)
                .map(Judgement::instant)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private boolean validWhenSigned(CertificateWrapper signer) {
        Instant time = timestamp() == null ? instant(signature.getClaimedSigningTime()) : timestamp();
        return time != null
                && signature.isTrustedChain()
                && !time.isBefore(signer.getNotBefore().toInstant())
                && !time.isAfter(signer.getNotAfter().toInstant())
                && signer.isRevocationDataAvailable()
                && signer.getCertificateRevocationData().stream()
                        .noneMatch(said -> said.getRevocationDate() != null
                                && !said.getRevocationDate().toInstant().isAfter(time));
    }

    private boolean coversWholeFile() {
        List<BigInteger> range = signature.getSignatureByteRange();
        if (range != null && range.size() == 4) {
            return range.get(0).signum() == 0
                    && range.get(2).add(range.get(3)).equals(BigInteger.valueOf(file.length()));
        }
        return !signature.getSignatureScopes().isEmpty()
                && signature.getSignatureScopes().stream().anyMatch(one -> one.getScope() == SignatureScopeType.FULL);
    }

    private static String unit(CertificateWrapper signer) {
        String unit = Stream.of(signer.getOrganizationName(), signer.getOrganizationalUnit())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return unit.isEmpty() ? null : unit;
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
