package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.TimeZone;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Signs PDF files (PAdES, ETSI EN 319 142-1). Each signature is an incremental update: all bytes before it stay as they are, so
 * earlier signatures stay valid. For files of at most 25 MB that are not encrypted.
 */
@ApplicationScoped
public class Pades {
    /**
     * Bytes kept free in the file for the signature, its certificates and its timestamp: two long chains of RSA-4096
     * certificates fit.
     */
    private static final int ROOM = 14_000;

    /** Readers show the time of signing in the zone that the file says. */
    private static final TimeZone ZONE = TimeZone.getTimeZone("Asia/Ho_Chi_Minh");

    private final Authorities authorities;
    private final Certificates certificates;

    @Inject
    public Pades(Authorities authorities, Certificates certificates) {
        this.authorities = authorities;
        this.certificates = certificates;
    }

    /**
     * The bytes that the key has to sign: the same for the same file and question in every process, so a value that comes
     * from elsewhere still fits after a restart.
     *
     * @throws Refusal UNREADABLE when it is no PDF, TOO_LARGE over 25 MB, NOT_APPLICABLE when it is encrypted or
     *     permits no further signature, or the certificate is not valid at the time that is asked
     */
    public byte[] toBeSigned(byte[] pdf, Asked asked) {
        PdfInput.mustBeSignable(pdf);
        PAdESService service = service(Circumstances.offline(TrustList.NOBODY));
        return toBeSigned(service, document(pdf), parameters(pdf, asked));
    }

    /**
     * The file with a signature whose value was made over {@link #toBeSigned}. The certificate is looked at first; what time
     * and revocation could be had decides about the level.
     *
     * @throws Refusal MALFORMED_FIELD when the value is not that of the certificate over these bytes; NOT_APPLICABLE, with the
     *     warnings of the check as fields, when the certificate may not sign now; else as {@link #toBeSigned}
     */
    public Signed embed(byte[] pdf, Asked asked, byte[] value, TrustList trusted) {
        PdfInput.mustBeSignable(pdf);
        Answers answers = certificates.answers();
        PAdESService service = service(Circumstances.online(trusted, answers));
        PAdESSignatureParameters parameters = parameters(pdf, asked);
        DSSDocument document = document(pdf);
        byte[] toBeSigned = toBeSigned(service, document, parameters);
        if (!asked.algorithm().verifies(asked.certificate().getPublicKey(), toBeSigned, value)) {
            throw new Refusal(Code.MALFORMED_FIELD, "the value is not a signature of this certificate over this file");
        }
        Check check = certificates.mustSign(asked, trusted, answers);
        return making(service)
                .signed(
                        document,
                        parameters,
                        new SignatureValue(asked.algorithm().dss(), value),
                        check);
    }

    /**
     * Signs with a key at hand.
     *
     * @throws Refusal as {@link #embed}; the key is used only when its certificate may sign
     */
    public Signed sign(byte[] pdf, Asked asked, SigningKey key, TrustList trusted) {
        PdfInput.mustBeSignable(pdf);
        Answers answers = certificates.answers();
        Check check = certificates.mustSign(asked, trusted, answers);
        PAdESService service = service(Circumstances.online(trusted, answers));
        PAdESSignatureParameters parameters = parameters(pdf, asked);
        DSSDocument document = document(pdf);
        byte[] toBeSigned = toBeSigned(service, document, parameters);
        byte[] value = key.sign(toBeSigned);
        if (!asked.algorithm().verifies(asked.certificate().getPublicKey(), toBeSigned, value)) {
            throw new Refusal(Code.MALFORMED_FIELD, "the key is not that of the certificate");
        }
        return making(service)
                .signed(
                        document,
                        parameters,
                        new SignatureValue(asked.algorithm().dss(), value),
                        check);
    }

    /**
     * Raises all signatures of a file: LT adds what verifying needs, LTA a timestamp over everything; LTA again renews it.
     * What cannot be had is told by the warnings, and the file is given back as high as it could be raised, or as it came.
     *
     * @param to LT or LTA
     * @throws Refusal as {@link #toBeSigned}, and NOT_APPLICABLE when it has no signature
     */
    public Signed extend(byte[] pdf, Level to, TrustList trusted) {
        PdfInput.mustBeSignable(pdf);
        DSSDocument document = document(pdf);
        Level now = Levels.of(document);
        PAdESService service = service(Circumstances.online(trusted, certificates.answers()));
        return making(service).extended(document, to, () -> now);
    }

    private static byte[] toBeSigned(PAdESService service, DSSDocument document, PAdESSignatureParameters parameters) {
        try {
            return service.getDataToSign(document, parameters).getBytes();
        } catch (RuntimeException unwilling) {
            // Such as a file whose author permits no change; the library's own words may quote it.
            throw new Refusal(Code.NOT_APPLICABLE, "the PDF does not take a further signature");
        }
    }

    private Making<PAdESSignatureParameters> making(PAdESService service) {
        return new Making<>(service, PAdESSignatureParameters::new, Pades::name, authorities);
    }

    private static PAdESService service(CertificateVerifier verifier) {
        PAdESService service = new PAdESService(verifier);
        service.setPdfObjFactory(PdfReading.signing());
        return service;
    }

    private static SignatureLevel name(Level level) {
        return SignatureLevel.valueOf("PAdES_BASELINE_" + level);
    }

    private static DSSDocument document(byte[] pdf) {
        return new InMemoryDocument(pdf, "document.pdf", MimeTypeEnum.PDF);
    }

    private static PAdESSignatureParameters parameters(byte[] pdf, Asked asked) {
        PAdESSignatureParameters parameters = Making.asked(new PAdESSignatureParameters(), asked);
        parameters.setSignatureLevel(name(Level.B));
        parameters.setReason(asked.words());
        parameters.setContactInfo(asked.evidence());
        parameters.setSigningTimeZone(ZONE);
        parameters.setContentSize(ROOM);
        if (asked.appearance() != null) {
            Drawing.add(asked.appearance(), pdf, parameters);
        }
        return parameters;
    }
}
