package vn.emr.core.signature.trial;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import vn.emr.core.signature.trial.Certifying.Holder;

/** What the services of the trial authority answer: OCSP (RFC 6960), revocation lists (RFC 5280), timestamps (RFC 3161). */
final class Answering {
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    /** Of the timestamp policy: an example arc, that means nothing. */
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.1");

    private Answering() {}

    /** Good is what is not revoked: the responder of a trial keeps no list of what was issued. */
    static byte[] ocsp(byte[] question, Kept kept, Instant now)
            throws IOException, OCSPException, OperatorCreationException, GeneralSecurityException {
        OCSPReq request = new OCSPReq(question);
        var responder = new JcaX509CertificateHolder(kept.responder().certificate());
        var answer = new BasicOCSPRespBuilder(new RespID(responder.getSubject()));
        Map<BigInteger, Instant> revoked = kept.revoked();
        for (Req one : request.getRequestList()) {
            Instant at = revoked.get(one.getCertID().getSerialNumber());
            CertificateStatus status = at == null
                    ? CertificateStatus.GOOD
                    : new RevokedStatus(Date.from(at), CRLReason.cessationOfOperation);
            answer.addResponse(one.getCertID(), status, Date.from(now), Date.from(now.plus(GOOD_FOR)));
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            answer.setResponseExtensions(new Extensions(nonce));
        }
        var signed = answer.build(signer(kept.responder()), new X509CertificateHolder[] {responder}, Date.from(now));
        return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, signed).getEncoded();
    }

    static byte[] crl(Holder issuer, Map<BigInteger, Instant> revoked, Instant now)
            throws IOException, OperatorCreationException, GeneralSecurityException {
        var list = new JcaX509v2CRLBuilder(issuer.certificate(), Date.from(now));
        list.setNextUpdate(Date.from(now.plus(GOOD_FOR)));
        revoked.forEach((serial, at) -> list.addCRLEntry(serial, Date.from(at), CRLReason.cessationOfOperation));
        list.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
        return list.build(signer(issuer)).getEncoded();
    }

    static byte[] timestamp(byte[] question, Kept kept, Instant now)
            throws IOException, TSPException, OperatorCreationException, GeneralSecurityException {
        TimeStampRequest request = new TimeStampRequest(question);
        Holder clock = kept.clock();
        var tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", clock.key(), clock.certificate()),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        tokens.addCertificates(
                new JcaCertStore(List.of(clock.certificate(), kept.issuer().certificate())));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generate(request, new BigInteger(Long.SIZE, new SecureRandom()), Date.from(now))
                .getEncoded();
    }

    private static ContentSigner signer(Holder holder) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(holder.key());
    }
}
