package vn.emr.core.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator app: RFC 6238 with what every app knows (HMAC-SHA-1, six digits, 30 s). A code of the step before or
 * after is taken too, for clocks that differ.
 */
final class Totp {
    /** 160 bits, as RFC 4226 recommends. */
    static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();

    private Totp() {}

    /**
     * The step whose code this is.
     *
     * @param last the newest step that was used; its code and older ones are not taken again
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long last) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        for (long step = current - 1; step <= current + 1; step++) {
            if (step > last && MessageDigest.isEqual(bytes(code(secret, step)), bytes(code))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private static String code(byte[] secret, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, "RAW"), Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("any bytes are a key of HMAC", e);
        }
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }

    /** What apps read: {@code otpauth://totp/…}. */
    static String uri(String username, String secret) {
        String name = URLEncoder.encode(username, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/EMR:" + name + "?secret=" + secret + "&issuer=EMR";
    }
}
