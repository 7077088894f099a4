package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.util.Comparator;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** The level of signatures by the names of the library. */
final class Levels {
    private Levels() {}

    /** That of the lowest signature in a file. */
    static Level of(DSSDocument document) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
        validator.setCertificateVerifier(Circumstances.offline(TrustList.NOBODY));
        return validator.getSignatures().stream()
                .map(AdvancedSignature::getDataFoundUpToLevel)
                .map(Levels::of)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new Refusal(Code.NOT_APPLICABLE, "the file has no signature"));
    }

    /** What is no baseline level holds no more than the signature itself, as far as is known here. */
    static Level of(SignatureLevel level) {
        String name = level == null ? "" : level.name();
        if (name.endsWith("BASELINE_LTA")) {
            return Level.LTA;
        }
        if (name.endsWith("BASELINE_LT")) {
            return Level.LT;
        }
        return name.endsWith("BASELINE_T") ? Level.T : Level.B;
    }
}
