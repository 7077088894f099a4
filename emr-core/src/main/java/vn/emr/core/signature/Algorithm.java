package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * How a key signs; recorded with each signature. TT 15/2025/TT-BKHCN PL I row 1.2 names RSASSA-PSS and ECDSA, while tokens
 * and remote services in use expect PKCS#1 v1.5: which one is a setting of the key, never guessed from a value.
 */
public enum Algorithm {
    RSA_PKCS1_SHA256("SHA256withRSA", SignatureAlgorithm.RSA_SHA256),
    RSA_PSS_SHA256("RSASSA-PSS", SignatureAlgorithm.RSA_SSA_PSS_SHA256_MGF1),
    /** Values are the ASN.1 sequence of r and s. */
    ECDSA_SHA256("SHA256withECDSA", SignatureAlgorithm.ECDSA_SHA256);

    private static final int SALT_BYTES = 32;

    private final String java;
    private final SignatureAlgorithm dss;

    Algorithm(String java, SignatureAlgorithm dss) {
        this.java = java;
        this.dss = dss;
    }

    /** What a key of this kind signs with when nothing else is said of it. */
    public static Algorithm usual(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> ECDSA_SHA256;
            case "RSA" -> RSA_PKCS1_SHA256;
            case "RSASSA-PSS" -> RSA_PSS_SHA256;
            default -> throw new Refusal(Code.MALFORMED_FIELD, "the certificate has a key that does not sign");
        };
    }

    /** Whether a key can sign so. */
    public boolean fits(PublicKey key) {
        return this == ECDSA_SHA256
                ? key instanceof ECPublicKey
                : key.getAlgorithm().startsWith("RSA");
    }

    SignatureAlgorithm dss() {
        return dss;
    }

    /** Java's own engine for it, not yet begun. */
    Signature engine() throws GeneralSecurityException {
        return prepared(Signature.getInstance(java));
    }

    /** That of the device which holds the key. */
    Signature engine(Provider device) throws GeneralSecurityException {
        return prepared(Signature.getInstance(java, device));
    }

    private Signature prepared(Signature engine) throws GeneralSecurityException {
        if (this == RSA_PSS_SHA256) {
            engine.setParameter(new PSSParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, PSSParameterSpec.TRAILER_FIELD_BC));
        }
        return engine;
    }

    /** Whether a value is the signature of a key over these bytes. */
    boolean verifies(PublicKey key, byte[] signed, byte[] value) {
        try {
            Signature engine = engine();
            engine.initVerify(key);
            engine.update(signed);
            return engine.verify(value);
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }
}
