package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.signature.DocumentSignatureService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Signs data in one of the forms of ETSI that keep what is signed with its signature, from level B to LTA. For files of at most
 * 25 MB. The words and the appearance that are asked are not shown.
 */
public abstract class Baseline<P extends AbstractSignatureParameters<?>> {
    private final Authorities authorities;
    private final Certificates certificates;
    private final Function<CertificateVerifier, DocumentSignatureService<P, ?>> services;
    private final Supplier<P> blank;
    private final String name;

    /** @param name of the form, as the library writes it in the names of its levels */
    Baseline(
            Authorities authorities,
            Certificates certificates,
            Function<CertificateVerifier, DocumentSignatureService<P, ?>> services,
            Supplier<P> blank,
            String name) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.services = services;
        this.blank = blank;
        this.name = name;
    }

    /** @throws Refusal UNREADABLE for what this form does not sign, TOO_LARGE over a limit */
    abstract void mustBeSafe(byte[] file);

    abstract DSSDocument document(byte[] file);

    /** How the signature stands by what it signs. */
    abstract void packed(P parameters);

    /**
     * The bytes that the key has to sign, the same in every process.
     *
     * @throws Refusal UNREADABLE for what this form does not sign, TOO_LARGE over a limit
     */
    public byte[] toBeSigned(byte[] file, Asked asked) {
        mustBeSafe(file);
        return services.apply(Circumstances.offline(TrustList.NOBODY))
                .getDataToSign(document(file), parameters(asked))
                .getBytes();
    }

    /**
     * The file with a signature whose value was made over {@link #toBeSigned}.
     *
     * @throws Refusal as {@link Pades#embed}
     */
    public Signed embed(byte[] file, Asked asked, byte[] value, TrustList trusted) {
        mustBeSafe(file);
        Answers answers = certificates.answers();
        DocumentSignatureService<P, ?> service = services.apply(Circumstances.online(trusted, answers));
        byte[] toBeSigned =
                service.getDataToSign(document(file), parameters(asked)).getBytes();
        if (!asked.algorithm().verifies(asked.certificate().getPublicKey(), toBeSigned, value)) {
            throw new Refusal(Code.MALFORMED_FIELD, "the value is not a signature of this certificate over this file");
        }
        Check check = certificates.mustSign(asked, trusted, answers);
        return making(service)
                .signed(
                        document(file),
                        parameters(asked),
                        new SignatureValue(asked.algorithm().dss(), value),
                        check);
    }

    /**
     * Signs with a key at hand.
     *
     * @throws Refusal as {@link #embed}; the key is used only when its certificate may sign
     */
    public Signed sign(byte[] file, Asked asked, SigningKey key, TrustList trusted) {
        certificates.mustSign(asked, trusted, certificates.answers());
        return embed(file, asked, key.sign(toBeSigned(file, asked)), trusted);
    }

    /**
     * Raises all signatures of a file, as {@link Pades#extend}.
     *
     * @param to LT or LTA
     */
    public Signed extend(byte[] file, Level to, TrustList trusted) {
        mustBeSafe(file);
        DSSDocument document = document(file);
        Level now = Levels.of(document);
        return making(services.apply(Circumstances.online(trusted, certificates.answers())))
                .extended(document, to, () -> now);
    }

    private Making<P> making(DocumentSignatureService<P, ?> service) {
        return new Making<>(service, this::raising, this::name, authorities);
    }

    private P raising() {
        P parameters = blank.get();
        packed(parameters);
        return parameters;
    }

    private SignatureLevel name(Level level) {
        return SignatureLevel.valueOf(name + "_BASELINE_" + level);
    }

    private P parameters(Asked asked) {
        P parameters = Making.asked(raising(), asked);
        parameters.setSignatureLevel(name(Level.B));
        return parameters;
    }
}
