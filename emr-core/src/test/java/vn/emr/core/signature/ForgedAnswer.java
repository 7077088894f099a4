package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.util.Date;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** An OCSP answer that a person signed, who is no responder. */
final class ForgedAnswer {
    private ForgedAnswer() {}

    static OCSPToken good(CertificateToken certificate, CertificateToken issuer, SigningKey forger) {
        try {
            X509CertificateHolder holder = new JcaX509CertificateHolder(forger.certificate());
            Date now = new Date();
            BasicOCSPResp answer = new BasicOCSPRespBuilder(new RespID(holder.getSubject()))
                    .addResponse(
                            DSSRevocationUtils.getOCSPCertificateID(certificate, issuer, DigestAlgorithm.SHA1),
                            CertificateStatus.GOOD,
                            now,
                            new Date(now.getTime() + 86_400_000))
                    .build(signer(forger), new X509CertificateHolder[] {holder}, now);
            OCSPToken token = new OCSPToken(answer, answer.getResponses()[0], certificate, issuer);
            token.setExternalOrigin(RevocationOrigin.EXTERNAL);
            return token;
        } catch (OCSPException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(SigningKey key) {
        return new ContentSigner() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withRSA");
            }

            @Override
            public OutputStream getOutputStream() {
                return bytes;
            }

            @Override
            public byte[] getSignature() {
                return key.sign(bytes.toByteArray());
            }
        };
    }
}
