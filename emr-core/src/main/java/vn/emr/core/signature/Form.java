package vn.emr.core.signature;

import eu.europa.esig.dss.cades.validation.CMSDocumentValidator;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.jades.validation.JWSSerializationDocumentValidator;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;
import vn.emr.core.Refusal;
import vn.emr.core.pdf.Unpacked;

/** The forms of signed files that are verified, told by the bytes they begin with and by nothing else. */
enum Form {
    PDF,
    CMS,
    JWS,
    XML;

    static Form of(byte[] file) {
        if (PdfInput.begins(file)) {
            return PDF;
        }
        if (CmsInput.begins(file)) {
            return CMS;
        }
        return JwsInput.begins(file) ? JWS : XML;
    }

    /** Whether that needs no library to be known. */
    boolean isUnsigned(byte[] file) {
        return this == JWS && JwsInput.isUnsigned(file);
    }

    /** @throws Refusal UNREADABLE, TOO_LARGE; NOT_APPLICABLE for an encrypted PDF */
    void mustBeSafe(byte[] file) {
        switch (this) {
            case PDF -> {
                PdfInput.mustBeSmall(file);
                Unpacked.mustBeSmall(file);
            }
            case CMS -> CmsInput.mustBeSafe(file);
            case JWS -> JwsInput.mustBeSafe(file);
            case XML -> XmlInput.mustBeSafe(file);
        }
    }

    /** Of a file that is safe. */
    SignedDocumentValidator validator(byte[] file) {
        return switch (this) {
            case PDF -> {
                PDFDocumentValidator validator =
                        new PDFDocumentValidator(new InMemoryDocument(file, "document.pdf", MimeTypeEnum.PDF));
                validator.setPdfObjFactory(PdfReading.judging());
                yield validator;
            }
            case CMS -> new CMSDocumentValidator(new InMemoryDocument(file, "document.p7m", MimeTypeEnum.PKCS7));
            case JWS ->
                new JWSSerializationDocumentValidator(new InMemoryDocument(file, "document.json", MimeTypeEnum.JSON));
            case XML -> new XMLDocumentValidator(new InMemoryDocument(file, "document.xml", MimeTypeEnum.XML));
        };
    }
}
