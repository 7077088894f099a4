package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vn.emr.core.testing.Authenticator;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238 appendix B, the last six of its eight digits. */
    private static final Map<Long, String> RFC = Map.of(
            59L, "287082", 1111111109L, "081804", 1111111111L, "050471", 1234567890L, "005924", 2000000000L, "279037");

    @Test
    void codes_are_those_of_the_standard() {
        RFC.forEach((second, code) -> {
            assertEquals(OptionalLong.of(second / 30), step(code, second, 0), code);
            assertEquals(code, new Authenticator(Secrets.base32(SECRET)).code(Instant.ofEpochSecond(second)));
        });
    }

    @Test
    void a_clock_may_differ_by_one_step_and_no_more() {
        long second = 1234567890L;
        for (int steps : List.of(-1, 0, 1)) {
            assertTrue(step("005924", second + 30L * steps, 0).isPresent(), steps + " steps");
        }
        for (int steps : List.of(-2, 2)) {
            assertTrue(step("005924", second + 30L * steps, 0).isEmpty(), steps + " steps");
        }
    }

    @Test
    void neither_the_code_of_a_used_step_nor_an_older_one_is_taken() {
        long second = 1234567890L;
        assertTrue(step("005924", second, second / 30).isEmpty());
        assertTrue(step("005924", second, second / 30 - 1).isPresent());
        assertTrue(step("005924", second + 30, second / 30 + 1).isEmpty());
    }

    @Test
    void what_is_no_code_is_not_taken() {
        for (String code : List.of("", "5924", "005924 1", "００５９２４", "0059240", "-05924")) {
            assertTrue(step(code, 1234567890L, 0).isEmpty(), code);
        }
    }

    @Test
    void the_picture_is_a_square_with_three_eyes() {
        String uri = Totp.uri("bs. nội&secret=x", Secrets.base32(SECRET));
        assertEquals(
                "otpauth://totp/EMR:bs.%20n%E1%BB%99i%26secret%3Dx?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=EMR",
                uri);
        List<String> rows = QrSquares.of(uri);
        int size = rows.size();
        assertTrue(rows.stream().allMatch(row -> row.length() == size && row.matches("[01]+")));
        assertTrue(rows.getFirst().startsWith("11111110") && rows.getFirst().endsWith("01111111"));
        assertTrue(rows.getLast().startsWith("11111110"));
    }

    private static OptionalLong step(String code, long second, long last) {
        return Totp.step(SECRET, code, Instant.ofEpochSecond(second), last);
    }
}
