package vn.emr.core.hl7.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** A dialect that would take for ever or grow without end keeps the message for a person. */
class DialectLimitsTest {
    private final List<String> remarks = new ArrayList<>();

    @Test
    void a_pattern_that_would_take_for_ever_keeps_the_message_for_a_person() {
        Dialect dialect =
                DialectTest.dialect("'corrections':[{'replace':'OBX-5','pattern':'(.*a){25}b','by':'b','why':'test'}]");
        byte[] sent = (DialectTest.MSH + "\rOBX|1|ST|||" + "a".repeat(60) + "!\r").getBytes(StandardCharsets.UTF_8);
        long begin = System.nanoTime();
        Refusal refusal = assertThrows(Refusal.class, () -> dialect.read(sent, null, remarks));
        assertEquals(Code.NOT_APPLICABLE, refusal.code());
        assertTrue(System.nanoTime() - begin < 5_000_000_000L);
        byte[] tooLong =
                (DialectTest.MSH + "\rOBX|1|ST|||" + "a".repeat(5_000) + "\r").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                5_000,
                dialect.read(tooLong, null, remarks)
                        .first("OBX")
                        .orElseThrow()
                        .value(5)
                        .length());
    }

    @Test
    void a_message_that_would_grow_without_end_is_kept_for_a_person() {
        Dialect dialect = DialectTest.dialect("'corrections':[{'split':'OBX','fields':[3],'why':'test'}]");
        byte[] many = (DialectTest.MSH + "\rOBX|1|NM|" + "A~".repeat(500) + "\r").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Code.NOT_APPLICABLE,
                assertThrows(Refusal.class, () -> dialect.read(many, null, remarks))
                        .code());
        byte[] large = (DialectTest.MSH + "\rOBX|1|NM|" + "A~".repeat(150) + "||" + "x".repeat(100_000) + "\r")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Code.NOT_APPLICABLE,
                assertThrows(Refusal.class, () -> dialect.read(large, null, remarks))
                        .code());
    }
}
