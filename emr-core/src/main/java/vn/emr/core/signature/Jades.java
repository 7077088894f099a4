package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.jades.JAdESSignatureParameters;
import eu.europa.esig.dss.jades.signature.JAdESService;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Signs JSON texts (JAdES, ETSI TS 119 182-1): a JWS in general JSON serialization (RFC 7515 section 7.2.1) that holds the text as
 * it is. What is such a JWS takes a further signature beside those that it has.
 */
@Singleton
public class Jades extends Baseline<JAdESSignatureParameters> {
    @Inject
    public Jades(Authorities authorities, Certificates certificates) {
        super(authorities, certificates, JAdESService::new, JAdESSignatureParameters::new, "JAdES");
    }

    @Override
    void mustBeSafe(byte[] json) {
        JwsInput.mustBeJson(json);
    }

    @Override
    DSSDocument document(byte[] json) {
        return new InMemoryDocument(json, "document.json", MimeTypeEnum.JSON);
    }

    @Override
    void packed(JAdESSignatureParameters parameters) {
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPING);
        parameters.setJwsSerializationType(JWSSerializationType.JSON_SERIALIZATION);
        parameters.setSigningCertificateDigestMethod(DigestAlgorithm.SHA256);
    }
}
