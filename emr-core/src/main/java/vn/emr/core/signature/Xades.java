package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Signs XML texts (XAdES, ETSI EN 319 132-1): the signature stands within the text, at its end, and covers all of it but other
 * signatures.
 */
@Singleton
public class Xades extends Baseline<XAdESSignatureParameters> {
    @Inject
    public Xades(Authorities authorities, Certificates certificates) {
        super(authorities, certificates, XAdESService::new, XAdESSignatureParameters::new, "XAdES");
    }

    @Override
    void mustBeSafe(byte[] xml) {
        XmlInput.mustBeSafe(xml);
    }

    @Override
    DSSDocument document(byte[] xml) {
        return new InMemoryDocument(xml, "document.xml", MimeTypeEnum.XML);
    }

    @Override
    void packed(XAdESSignatureParameters parameters) {
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
        parameters.setSigningCertificateDigestMethod(DigestAlgorithm.SHA256);
    }
}
