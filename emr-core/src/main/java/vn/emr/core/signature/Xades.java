package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Signs XML texts (XAdES, ETSI EN 319 132-1): the signature stands within the text, at its end, and covers all of it but other
 * signatures. For texts of at most 25 MB. The words and the appearance that are asked are not shown.
 */
@ApplicationScoped
public class Xades {
    private final Authorities authorities;
    private final Certificates certificates;

    @Inject
    public Xades(Authorities authorities, Certificates certificates) {
        this.authorities = authorities;
        this.certificates = certificates;
    }

    /**
     * The bytes that the key has to sign, the same in every process.
     *
     * @throws Refusal UNREADABLE when it is no XML that is read here, TOO_LARGE over a limit
     */
    public byte[] toBeSigned(byte[] xml, Asked asked) {
        XmlInput.mustBeSafe(xml);
        return new XAdESService(Circumstances.offline(TrustList.NOBODY))
                .getDataToSign(document(xml), parameters(asked))
                .getBytes();
    }

    /**
     * The text with a signature whose value was made over {@link #toBeSigned}.
     *
     * @throws Refusal as {@link Pades#embed}
     */
    public Signed embed(byte[] xml, Asked asked, byte[] value, TrustList trusted) {
        XmlInput.mustBeSafe(xml);
        Answers answers = certificates.answers();
        XAdESService service = new XAdESService(Circumstances.online(trusted, answers));
        byte[] toBeSigned =
                service.getDataToSign(document(xml), parameters(asked)).getBytes();
        if (!asked.algorithm().verifies(asked.certificate().getPublicKey(), toBeSigned, value)) {
            throw new Refusal(Code.MALFORMED_FIELD, "the value is not a signature of this certificate over this file");
        }
        Check check = certificates.mustSign(asked, trusted, answers);
        return making(service)
                .signed(
                        document(xml),
                        parameters(asked),
                        new SignatureValue(asked.algorithm().dss(), value),
                        check);
    }

    /**
     * Signs with a key at hand.
     *
     * @throws Refusal as {@link #embed}; the key is used only when its certificate may sign
     */
    public Signed sign(byte[] xml, Asked asked, SigningKey key, TrustList trusted) {
        certificates.mustSign(asked, trusted, certificates.answers());
        return embed(xml, asked, key.sign(toBeSigned(xml, asked)), trusted);
    }

    /**
     * Raises all signatures of a text, as {@link Pades#extend}.
     *
     * @param to LT or LTA
     */
    public Signed extend(byte[] xml, Level to, TrustList trusted) {
        XmlInput.mustBeSafe(xml);
        DSSDocument document = document(xml);
        Level now = Levels.of(document);
        XAdESService service = new XAdESService(Circumstances.online(trusted, certificates.answers()));
        return making(service).extended(document, to, () -> now);
    }

    private Making<XAdESSignatureParameters> making(XAdESService service) {
        return new Making<>(service, XAdESSignatureParameters::new, Xades::name, authorities);
    }

    private static SignatureLevel name(Level level) {
        return SignatureLevel.valueOf("XAdES_BASELINE_" + level);
    }

    private static DSSDocument document(byte[] xml) {
        return new InMemoryDocument(xml, "document.xml", MimeTypeEnum.XML);
    }

    private static XAdESSignatureParameters parameters(Asked asked) {
        XAdESSignatureParameters parameters = Making.asked(new XAdESSignatureParameters(), asked);
        parameters.setSignatureLevel(name(Level.B));
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
        parameters.setSigningCertificateDigestMethod(DigestAlgorithm.SHA256);
        return parameters;
    }
}
