package vn.emr.core.signature;

import eu.europa.esig.dss.alert.ExceptionOnStatusAlert;
import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

/** What the library may ask and must insist on: while it signs, and while it verifies. */
final class Circumstances {
    private Circumstances() {}

    /** Asks nobody: what a file does not hold, and the hospital does not trust, counts as not known. */
    static CommonCertificateVerifier offline(TrustList trusted) {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted.source());
        return verifier;
    }

    /** For a signature to be made or extended; a level that cannot be had whole is not made. */
    static CommonCertificateVerifier online(TrustList trusted, Answers answers) {
        CommonCertificateVerifier verifier = offline(trusted);
        verifier.setOcspSource(answers.ocsp());
        verifier.setCrlSource(answers.crl());
        verifier.setAlertOnMissingRevocationData(new ExceptionOnStatusAlert());
        // A file with one signature at a lower level is raised as a whole.
        verifier.setAugmentationAlertOnHigherSignatureLevel(new SilentOnStatusAlert());
        // What was revoked since is kept as said: verifying judges it by the time that is proven.
        verifier.setAlertOnRevokedCertificate(new SilentOnStatusAlert());
        verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        verifier.setAlertOnNoRevocationAfterBestSignatureTime(new SilentOnStatusAlert());
        verifier.setAlertOnUncoveredPOE(new SilentOnStatusAlert());
        return verifier;
    }
}
