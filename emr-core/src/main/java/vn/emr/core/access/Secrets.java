package vn.emr.core.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import vn.emr.core.audit.Digest;

/** Random keys of 256 bits. Only their SHA-256 is stored: it cannot be guessed back from a key that long. */
public final class Secrets {
    /** Starts every source credential, so that a leaked one is recognised. */
    public static final String SOURCE_PREFIX = "emrs_";

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A new key, 43 characters of base64url. */
    public static String next() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
    }

    /** A one-time password of 80 bits for typing: capitals and digits that are not taken for one another, in fours. */
    public static String oneTime() {
        return base32(random(10)).replaceAll("(.{4})(?!$)", "$1-");
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Letters and digits that are not taken for one another (RFC 4648); a multiple of five bytes, so nothing is filled up. */
    static String base32(byte[] bytes) {
        String digits = new BigInteger(1, bytes).toString(32);
        String all = "0".repeat(bytes.length * 8 / 5 - digits.length()) + digits;
        return all.chars()
                .mapToObj(digit -> BASE32.substring(Character.digit(digit, 32), Character.digit(digit, 32) + 1))
                .collect(Collectors.joining());
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
