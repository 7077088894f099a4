package vn.emr.core.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app that was told a secret. */
public record Authenticator(String secret) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** The code it shows. */
    public String code(Instant now) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(key(), "RAW"), now);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The code of the step before, of now or after: three that are taken within one step, in this order. */
    public String code(Instant now, int steps) {
        return code(now.plusSeconds(30L * steps));
    }

    private byte[] key() {
        String digits = secret.chars()
                .mapToObj(letter -> Integer.toString(BASE32.indexOf(letter), 32))
                .collect(Collectors.joining());
        byte[] bytes = new BigInteger("1" + digits, 32).toByteArray();
        return Arrays.copyOfRange(bytes, bytes.length - secret.length() * 5 / 8, bytes.length);
    }
}
