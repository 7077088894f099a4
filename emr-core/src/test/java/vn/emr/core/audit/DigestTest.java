package vn.emr.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;

class DigestTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    @Test
    void both_canonical_forms_stay_as_they_were_when_rows_were_written_with_them() {
        assertEquals("a49c085c54e68a37", HexFormat.of().formatHex(Digest.of(line("Firefox"), 1), 0, 8), "form 1");
        assertEquals("f6faa60aa806c37b", HexFormat.of().formatHex(Digest.of(line("Firefox"), 2), 0, 8), "form 2");
    }

    @Test
    void each_field_of_form_2_changes_the_digest_and_none_of_them_that_of_form_1() {
        AuditEvent line = line("Firefox");
        for (AuditEvent other :
                new AuditEvent[] {line("Chrome"), line.ofVisit(ID), line.changing("a: 1 -> 2"), line.because("vì")}) {
            assertFalse(Arrays.equals(Digest.of(line, 2), Digest.of(other, 2)), other::toString);
            assertEquals(hex(Digest.of(line, 1)), hex(Digest.of(other, 1)));
        }
    }

    @Test
    void a_device_is_one_short_line_without_control_characters() {
        String named = "A\r\n\u0000B\u2028" + "x".repeat(300);
        assertEquals("AB" + "x".repeat(194), Actor.device(named));
    }

    private static AuditEvent line(String device) {
        Actor actor = new Actor(ActorKind.PERSON, ID, "bs.mau", "DOCTOR", ID, "10.0.0.7", "r-1", device);
        return new AuditEvent(
                ID,
                Instant.parse("2026-11-22T01:02:03.000004Z"),
                ID,
                Kind.OPEN,
                true,
                actor,
                null,
                ID,
                "PATIENT",
                ID,
                null,
                "TREATMENT",
                null);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
