package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Done;
import vn.emr.core.signature.remote.Outcome.Failed;

/** What a service gives back, checked with the certificate before anybody gets it: a wrong value is never a value. */
final class SignatureValues {
    /** JDK providers check RSA values over documents only, this one over hashes too. It is asked by itself and not registered. */
    private static final Provider OVER_HASHES = new BouncyCastleProvider();
    /** DigestInfo of SHA-256 before the hash (RFC 8017 section 9.2, note 1). */
    private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final Map<String, JsonNode> given = new HashMap<>();
    private boolean ambiguous;

    /** @param document as it is named in the answer; null names none */
    void add(String document, JsonNode value) {
        ambiguous |= document == null || given.put(document, value) != null;
    }

    /**
     * {@link Done} when there is exactly one value for each hash, and each is a signature by the key of the certificate over it.
     *
     * @param names of the hashes in the answer, in their order
     */
    Outcome judge(Credential credential, List<Hash> hashes, List<String> names) {
        Map<String, byte[]> values = new HashMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            byte[] value = bytes(given.get(names.get(i)));
            if (value == null || !holds(credential, hashes.get(i).digest(), value)) {
                return new Failed(Failed.WRONG_VALUE);
            }
            values.put(hashes.get(i).documentId(), value);
        }
        return ambiguous || given.size() != hashes.size() ? new Failed(Failed.WRONG_VALUE) : new Done(values);
    }

    private static byte[] bytes(JsonNode value) {
        try {
            // Some services break the lines of base64.
            return value == null || !value.isTextual()
                    ? null
                    : Base64.getDecoder().decode(value.textValue().replaceAll("\\s", ""));
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }

    private static boolean holds(Credential credential, byte[] digest, byte[] value) {
        PublicKey key = credential.certificate().getPublicKey();
        try {
            Signature check = check(credential.algorithm());
            check.initVerify(key);
            if (credential.algorithm() == Algorithm.RSA_PKCS1_SHA256) {
                check.update(SHA256_INFO);
            }
            check.update(digest);
            return check.verify(value);
        } catch (GeneralSecurityException notEvenOfTheForm) {
            return false;
        }
    }

    private static Signature check(Algorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RSA_PKCS1_SHA256 -> Signature.getInstance("NONEwithRSA", OVER_HASHES);
            case RSA_PSS_SHA256 -> {
                Signature check = Signature.getInstance("NONEwithRSASSA-PSS", OVER_HASHES);
                check.setParameter(PSS);
                yield check;
            }
            case ECDSA_SHA256 -> Signature.getInstance("NONEwithECDSA");
        };
    }
}
