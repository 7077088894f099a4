package vn.emr.core.signature;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Timestamps in a PDF (RFC 3161), as far as is needed to know when the newest of them must be renewed. */
public final class ProofOfTime {
    private static final String DOCUMENT_TIMESTAMP = "ETSI.RFC3161";

    private record Proof(Instant at, Instant until) {}

    private ProofOfTime() {}

    /**
     * When the certificate behind the newest timestamp ends; empty for a file without one.
     *
     * @param pdf made here: what is damaged in it is a mistake of ours
     */
    public static Optional<Instant> until(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureDictionaries().stream()
                    .flatMap(ProofOfTime::tokens)
                    .map(ProofOfTime::proof)
                    .max(Comparator.comparing(Proof::at))
                    .map(Proof::until);
        } catch (IOException e) {
            throw new IllegalStateException("a signed PDF that cannot be read", e);
        }
    }

    private static Stream<TimeStampToken> tokens(PDSignature signature) {
        try {
            CMSSignedData signed = new CMSSignedData(signature.getContents());
            if (DOCUMENT_TIMESTAMP.equals(signature.getSubFilter())) {
                return Stream.of(new TimeStampToken(signed));
            }
            return signed.getSignerInfos().getSigners().stream().flatMap(ProofOfTime::tokens);
        } catch (CMSException | TSPException | IOException e) {
            throw new IllegalStateException("a signature that cannot be read", e);
        }
    }

    private static Stream<TimeStampToken> tokens(SignerInformation signer) {
        Attribute stamped = signer.getUnsignedAttributes() == null
                ? null
                : signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (stamped == null) {
            return Stream.empty();
        }
        try {
            return Stream.of(new TimeStampToken(
                    ContentInfo.getInstance(stamped.getAttrValues().getObjectAt(0))));
        } catch (TSPException | IOException e) {
            throw new IllegalStateException("a timestamp that cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Proof proof(TimeStampToken token) {
        X509CertificateHolder certificate = (X509CertificateHolder)
                token.getCertificates().getMatches(token.getSID()).iterator().next();
        return new Proof(
                token.getTimeStampInfo().getGenTime().toInstant(),
                certificate.getNotAfter().toInstant());
    }
}
