package vn.emr.core.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import vn.emr.core.audit.Digest;

/** Random keys of 256 bits. Only their SHA-256 is stored: it cannot be guessed back from a key that long. */
public final class Secrets {
    /** Starts every source credential, so that a leaked one is recognised. */
    public static final String SOURCE_PREFIX = "emrs_";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A new key, 43 characters of base64url. */
    public static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A new key for a sending system. */
    public static String nextSourceCredential() {
        return SOURCE_PREFIX + next();
    }

    /** What is stored and looked up. */
    public static byte[] sha256(String secret) {
        return Digest.sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
    }
}
