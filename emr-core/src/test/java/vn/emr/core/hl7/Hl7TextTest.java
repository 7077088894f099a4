package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

class Hl7TextTest {
    static final String MSH = "MSH|^~\\&|XN1000|LAB|EMR|H01|20261120||ORU^R01^ORU_R01|A77|P|2.5.1\r";

    static Hl7Message read(String text) {
        return Hl7Text.read(text.getBytes(UTF_8), null);
    }

    private static Refusal refusal(String text) {
        return assertThrows(Refusal.class, () -> read(text));
    }

    @Test
    void fields_of_MSH_are_counted_as_HL7_counts_them() {
        Segment msh = read(MSH).msh();
        assertEquals("|", msh.field(1));
        assertEquals("^~\\&", msh.field(2));
        assertEquals("^~\\&", msh.value(2));
        assertEquals("XN1000", msh.value(3));
        assertEquals("R01", msh.component(9, 2));
        assertEquals("2.5.1", msh.value(12));
        assertEquals(12, msh.size());
        assertEquals("", msh.value(18));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\r\n", "\r  \r"})
    void every_kind_of_line_end_is_understood(String end) {
        Hl7Message message = read("MSH|^~\\&|A" + end + "PID|1||P1" + end + "PV1|1" + end + end);
        assertEquals(
                List.of("MSH", "PID", "PV1"),
                message.segments().stream().map(Segment::name).toList());
        assertEquals("P1", message.first("PID").orElseThrow().value(3));
        assertEquals("1", message.first("PV1").orElseThrow().field(1));
    }

    @Test
    void repetitions_components_and_sub_components_are_reached_by_number() {
        Segment pid = read(MSH + "PID|1||P1^^^H01&1.2.3&ISO^PI~079200000001^^^VN^NI||NGUYỄN^VĂN A~^^\r")
                .first("PID")
                .orElseThrow();
        assertEquals("P1", pid.value(3));
        assertEquals("H01", pid.component(3, 4));
        assertEquals("1.2.3", pid.sub(3, 1, 4, 2));
        assertEquals("NI", pid.sub(3, 2, 5, 1));
        assertEquals("", pid.sub(3, 3, 1, 1));
        assertEquals("", pid.sub(3, 0, 1, 1));
        assertEquals(
                List.of("P1", "079200000001"),
                pid.repetitions(3).stream().map(Repetition::value).toList());
        assertEquals(5, pid.repetitions(3).getFirst().components());
        assertEquals("VĂN A", pid.component(5, 2));
        assertEquals(List.of(), pid.repetitions(4));
        assertEquals(List.of(), pid.repetitions(99));
    }

    @Test
    void erased_and_absent_are_told_apart() {
        Segment pid = read(MSH + "PID|1||P1^\"\"||\"\"|||\r").first("PID").orElseThrow();
        assertTrue(pid.isErased(5));
        assertTrue(pid.has(5));
        assertEquals("", pid.value(5));
        assertFalse(pid.isErased(6));
        assertFalse(pid.has(6));
        assertFalse(pid.isErased(3));
        assertTrue(pid.repetitions(3).getFirst().isErased(2));
    }

    @Test
    void a_message_with_its_own_separators_is_read_by_them() {
        Hl7Message message = read("MSH#*-@%#A#B\rPID#1##P1*x%y-P2*a|b^c\r");
        Segment pid = message.first("PID").orElseThrow();
        assertEquals("y", pid.sub(3, 1, 2, 2));
        assertEquals("a|b^c", pid.sub(3, 2, 2, 1));
        assertEquals("#", message.msh().field(1));
    }

    @Test
    void five_separators_are_read_and_missing_ones_are_ordinary_text() {
        Segment five = read("MSH|^~\\&#|A\rPID|||a\\P\\b^c&d\r").first("PID").orElseThrow();
        assertEquals("a#b", five.value(3));
        assertEquals("d", five.sub(3, 1, 2, 2));
        Segment two = read("MSH|^~|A\rPID|||a\\T\\b^c&d~e\r").first("PID").orElseThrow();
        assertEquals("a\\T\\b", two.value(3));
        assertEquals("c&d", two.component(3, 2));
        assertEquals("e", two.sub(3, 2, 1, 1));
    }

    @Test
    void escapes_are_resolved_and_what_is_none_stays() {
        Segment nte = read(MSH
                        + "NTE|1||a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f|x\\.br\\y\\.sp2\\z\\H\\bold\\N\\|\\X4869\\ \\XE1BB85\\|C:\\dir\\file|"
                        + "one \\ alone|\\X00\\|\\Xzz\\|\\C2842\\\r")
                .first("NTE")
                .orElseThrow();
        assertEquals("a|b^c&d~e\\f", nte.value(3));
        assertEquals("x\ny\n\nzbold", nte.value(4));
        assertEquals("Hi ễ", nte.value(5));
        assertEquals("C:\\dir\\file", nte.value(6));
        assertEquals("one \\ alone", nte.value(7));
        assertEquals("", nte.value(8));
        assertEquals("\\Xzz\\", nte.value(9));
        assertEquals("\\C2842\\", nte.value(10));
    }

    @Test
    void text_that_a_sender_forgot_to_escape_can_be_read_whole() {
        Segment obx =
                read(MSH + "OBX|1|TX|1||5^6 & 7~second line\r").first("OBX").orElseThrow();
        assertEquals(
                List.of("5^6 & 7", "second line"),
                obx.repetitions(5).stream().map(Repetition::text).toList());
    }

    @Test
    void a_line_that_is_no_segment_belongs_to_the_field_before_it() {
        Hl7Message message = read(MSH + "OBX|1|TX|1||first line\rsecond line\r\rCAO\rthe\rlast|mg/dL\rNTE|1\rPV2\r");
        assertEquals(
                List.of("MSH", "OBX", "NTE", "PV2"),
                message.segments().stream().map(Segment::name).toList());
        Segment obx = message.first("OBX").orElseThrow();
        assertEquals("first line\nsecond line\n\nCAO\nthe\nlast", obx.value(5));
        assertEquals("mg/dL", obx.value(6));
    }

    @Test
    void lower_case_and_Z_segments_are_recognised() {
        Hl7Message message = read("msh|^~\\&|A\rpid|1||P1\rZvn|1|a^b\r");
        assertEquals("P1", message.first("PID").orElseThrow().value(3));
        assertEquals("b", message.first("ZVN").orElseThrow().component(2, 2));
    }

    @Test
    void a_document_is_decoded_only_when_asked_for_and_line_breaks_in_it_do_no_harm() {
        byte[] pdf = new byte[1000];
        new java.util.Random(7).nextBytes(pdf);
        String plain = Base64.getEncoder().encodeToString(pdf);
        for (String data : List.of(
                plain,
                Base64.getMimeEncoder(76, "\r".getBytes(UTF_8)).encodeToString(pdf),
                Base64.getMimeEncoder(76, "\r\n".getBytes(UTF_8)).encodeToString(pdf),
                plain.replaceAll("(.{60})", "$1\\\\.br\\\\"),
                plain.replaceAll("(.{60})", "$1\\\\X0D0A\\\\"))) {
            EmbeddedData document = read(MSH + "OBX|1|ED|PDF||LIS^application^pdf^Base64^" + data + "||||||F\rNTE|1\r")
                    .first("OBX")
                    .orElseThrow()
                    .embedded(5)
                    .orElseThrow();
            assertEquals("application", document.type());
            assertEquals("pdf", document.subtype());
            assertEquals("BASE64", document.encoding());
            assertEquals(data.length(), document.encodedLength());
            assertArrayEquals(pdf, document.bytes());
        }
    }

    @Test
    void a_damaged_document_is_refused_not_kept() {
        for (String data : List.of("JVBE!", "JVBER", "JVBERi0=xx")) {
            EmbeddedData document = read(MSH + "OBX|1|ED|PDF||^application^pdf^Base64^" + data + "\r")
                    .first("OBX")
                    .orElseThrow()
                    .embedded(5)
                    .orElseThrow();
            assertEquals(
                    Code.MALFORMED_FIELD,
                    assertThrows(Refusal.class, document::bytes).code(),
                    data);
        }
        assertTrue(read(MSH + "OBX|1|NM|1||5\r")
                .first("OBX")
                .orElseThrow()
                .embedded(5)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "PID|1\rMSH|^~\\&|A",
                "MSH",
                "MSH|",
                "MSH|0000|A",
                "MSHX^~\\&XA",
                "MSH||A",
                "EVN|A01",
                "\u0000\u0000"
            })
    void what_does_not_begin_with_a_usable_MSH_is_refused(String text) {
        assertEquals(Code.UNREADABLE, refusal(text).code());
    }

    @Test
    void two_messages_in_one_frame_are_never_read_as_one() {
        assertEquals(
                Code.UNREADABLE,
                refusal(MSH + "PID|1||P1\r" + MSH + "PID|1||P2\r").code());
    }

    @Test
    void a_batch_is_split_into_its_messages() {
        String batch = "FHS|^~\\&\rBHS|^~\\&\r" + MSH + "PID|1||P1\r" + MSH + "PID|1||P2\rBTS|2\rFTS|1\r";
        List<byte[]> messages = Hl7Text.split(batch.getBytes(UTF_8));
        assertEquals(2, messages.size());
        for (int i = 0; i < 2; i++) {
            Segment pid = Hl7Text.read(messages.get(i), null).first("PID").orElseThrow();
            assertEquals("P" + (i + 1), pid.value(3));
        }
        byte[] one = MSH.getBytes(UTF_8);
        assertTrue(Hl7Text.split(one).getFirst() == one);
        assertEquals(1, Hl7Text.split("no message".getBytes(UTF_8)).size());
    }

    @Test
    void a_message_over_a_structural_limit_is_refused_in_time_linear_in_its_bytes() {
        var tooMany = List.of(
                MSH + "NTE|1\r".repeat(1_000_000),
                MSH + "OBX|1|ST|1||" + "a~".repeat(100_000),
                MSH + "PID" + "|".repeat(30_000_000),
                MSH + ("ZZZ" + "|".repeat(900) + "\r").repeat(600));
        for (String text : tooMany) {
            long begin = System.nanoTime();
            assertEquals(Code.TOO_LARGE, refusal(text).code());
            assertTrue(System.nanoTime() - begin < 5_000_000_000L);
        }
        Hl7Message large = read(MSH + "OBX|1|ST|1||" + "a~".repeat(9_999) + "a\r" + "NTE|1\r".repeat(19_998));
        assertEquals(10_000, large.first("OBX").orElseThrow().repetitions(5).size());
        assertEquals(20_000, large.segments().size());
    }

    @Test
    void deep_and_unfinished_escapes_take_linear_time() {
        String many = "\\".repeat(2_000_001) + "X" + "\\F".repeat(500_000);
        Hl7Message message = read(MSH + "NTE|1||" + many + "\r");
        assertTrue(message.first("NTE").orElseThrow().value(3).length() > 1_000_000);
    }

    @Test
    void a_decoded_text_can_be_read_too() {
        assertEquals(
                "Đặng",
                Hl7Text.read(MSH + "PID|1||P1||Đặng\r")
                        .first("PID")
                        .orElseThrow()
                        .value(5));
    }
}
