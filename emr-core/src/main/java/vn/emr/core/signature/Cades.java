package vn.emr.core.signature;

import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Signs any bytes (CAdES, ETSI EN 319 122-1): a CMS container, as in files named {@code .p7m}, that holds the bytes as they are.
 * What is such a container takes a further signature beside those that it has.
 */
@Singleton
public class Cades extends Baseline<CAdESSignatureParameters> {
    @Inject
    public Cades(Authorities authorities, Certificates certificates) {
        super(authorities, certificates, CAdESService::new, CAdESSignatureParameters::new, "CAdES");
    }

    @Override
    void mustBeSafe(byte[] file) {
        if (CmsInput.begins(file)) {
            CmsInput.mustBeSafe(file);
        } else {
            PdfInput.mustBeSmall(file);
        }
    }

    @Override
    DSSDocument document(byte[] file) {
        return new InMemoryDocument(file, "document");
    }

    @Override
    void packed(CAdESSignatureParameters parameters) {
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPING);
    }
}
