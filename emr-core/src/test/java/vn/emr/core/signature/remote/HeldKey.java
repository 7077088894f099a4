package vn.emr.core.signature.remote;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.emr.core.signature.Algorithm;

/**
 * A key that a stand-in of a signing service holds for a person.
 *
 * @param credentialId what the service calls it
 * @param chain the certificate of the person, and those of authorities above it
 */
public record HeldKey(String credentialId, PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");
    private static final AtomicInteger SERIAL = new AtomicInteger(1_000);
    private static final KeyPair AUTHORITY = pair("EC");
    private static final X509Certificate ROOT = certificate("CN=Stand-in CA,C=VN", AUTHORITY);

    /** A key of RSA with 2,048 bits and a certificate of an authority of the stand-ins. */
    public static HeldKey rsa(String name) {
        return held(name, pair("RSA"));
    }

    /** A key on the curve P-256. */
    public static HeldKey ec(String name) {
        return held(name, pair("EC"));
    }

    private static HeldKey held(String name, KeyPair pair) {
        X509Certificate made = certificate("CN=" + name + ",C=VN", pair);
        return new HeldKey(made.getSerialNumber().toString(16), pair.getPrivate(), List.of(made, ROOT));
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** A signature over a hash, as a service makes it: it never sees what was hashed. */
    public byte[] sign(Algorithm algorithm, byte[] digest) {
        try {
            return switch (algorithm) {
                case RSA_PKCS1_SHA256 -> {
                    Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                    rsa.init(Cipher.ENCRYPT_MODE, key);
                    rsa.update(SHA256_INFO);
                    yield rsa.doFinal(digest);
                }
                case RSA_PSS_SHA256 -> {
                    Signature pss = Signature.getInstance("NONEwithRSASSA-PSS", new BouncyCastleProvider());
                    pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                    yield made(pss, digest);
                }
                case ECDSA_SHA256 -> made(Signature.getInstance("NONEwithECDSA"), digest);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] made(Signature signature, byte[] digest) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(digest);
        return signature.sign();
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2_048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(String name, KeyPair pair) {
        try {
            Instant now = Instant.now();
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=Stand-in CA,C=VN"),
                                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                                    Date.from(now.plus(365, ChronoUnit.DAYS)),
                                    new X500Name(name),
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(AUTHORITY.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
