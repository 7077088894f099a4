package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

class CharsetsTest {
    private static final Charset VIETNAMESE_WINDOWS = Charset.forName("windows-1258");
    /** "Nguyễn Đặng" in windows-1258: ê and a tone mark, Đ, ă and a tone mark. */
    private static final byte[] NAME_1258 = {
        'N', 'g', 'u', 'y', (byte) 0xEA, (byte) 0xDE, 'n', ' ', (byte) 0xD0, (byte) 0xE3, (byte) 0xF2, 'n', 'g'
    };

    private static byte[] message(String msh18, byte[] name) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("MSH|^~\\&|A|B|C|D|20261120||ADT^A28|1|P|2.5||||||" + msh18 + "\rPID|1||P1||").getBytes(UTF_8));
        out.writeBytes(name);
        out.writeBytes("\r".getBytes(UTF_8));
        return out.toByteArray();
    }

    private static void reads(String expected, Charsets.Rule rule, byte[] bytes, Charset fallback) {
        Hl7Message message = Hl7Text.read(bytes, fallback);
        assertEquals(expected, message.first("PID").orElseThrow().value(5));
        assertEquals(rule, message.charset().rule());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UNICODE UTF-8",
                "UTF-8",
                "utf8",
                "UTF8",
                "UNICODE",
                "Unicode_UTF-8",
                "UNICODE UTF-8~8859/1",
                "ASCII",
                "nonsense"
            })
    void utf_8_is_read_whatever_MSH_18_calls_it(String msh18) {
        Hl7Message message = Hl7Text.read(message(msh18, "Nguyễn Đặng".getBytes(UTF_8)), null);
        assertEquals("Nguyễn Đặng", message.first("PID").orElseThrow().value(5));
        assertEquals(UTF_8, message.charset().charset());
    }

    @Test
    void the_rule_that_chose_is_recorded() {
        byte[] utf8 = "Nguyễn".getBytes(UTF_8);
        reads("Nguyễn", Charsets.Rule.DECLARED, message("UNICODE UTF-8", utf8), null);
        reads("Nguyễn", Charsets.Rule.STRICT_UTF_8, message("", utf8), VIETNAMESE_WINDOWS);
        reads("Müller", Charsets.Rule.DECLARED, message("8859/1", "Müller".getBytes(ISO_8859_1)), null);
        reads("Müller", Charsets.Rule.SOURCE_SETTING, message("", "Müller".getBytes(ISO_8859_1)), ISO_8859_1);
        reads("An", Charsets.Rule.STRICT_UTF_8, message("", "An".getBytes(UTF_8)), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1258", "CP1258", "WINDOWS-1258", "cp-1258", "1258", "MS-CP1258"})
    void windows_1258_is_read_and_composed(String msh18) {
        reads("Nguyễn Đặng", Charsets.Rule.DECLARED, message(msh18, NAME_1258), null);
    }

    @Test
    void windows_1258_is_read_by_the_sources_setting() {
        reads("Nguyễn Đặng", Charsets.Rule.SOURCE_SETTING, message("", NAME_1258), VIETNAMESE_WINDOWS);
        reads("Nguyễn Đặng", Charsets.Rule.SOURCE_SETTING, message("UNICODE UTF-8", NAME_1258), VIETNAMESE_WINDOWS);
    }

    @Test
    void decomposed_text_is_stored_composed() {
        String decomposed = Normalizer.normalize("Nguyễn Đặng", Normalizer.Form.NFD);
        reads("Nguyễn Đặng", Charsets.Rule.STRICT_UTF_8, message("", decomposed.getBytes(UTF_8)), null);
    }

    @Test
    void what_nobody_can_decode_is_refused_and_never_becomes_question_marks() {
        for (String msh18 : new String[] {"", "UNICODE UTF-8", "ASCII", "nonsense"}) {
            var refused = assertThrows(Refusal.class, () -> Hl7Text.read(message(msh18, NAME_1258), null));
            assertEquals(Code.UNDECODABLE_TEXT, refused.code());
        }
        // 0xD2 has no meaning alone in UTF-8, and 0x81 none in windows-1252
        byte[] neither = {(byte) 0xD2, (byte) 0x81, 'x', (byte) 0x81};
        assertThrows(Refusal.class, () -> Hl7Text.read(message("", neither), Charset.forName("windows-1252")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"VPS", "GB 18030-2000", "BIG-5", "CNS 11643-1992", "KS X 1001", "ISO IR87", "UNICODE UTF-16"})
    void a_known_set_without_a_table_is_refused_not_guessed(String msh18) {
        assertThrows(Refusal.class, () -> Hl7Text.read(message(msh18, NAME_1258), ISO_8859_1));
        reads("An", Charsets.Rule.STRICT_UTF_8, message(msh18, "An".getBytes(UTF_8)), ISO_8859_1);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_message() {
        byte[] bytes = ("\uFEFF" + Hl7TextTest.MSH + "PID|1||P1||Nguyễn\r").getBytes(UTF_8);
        reads("Nguyễn", Charsets.Rule.STRICT_UTF_8, bytes, null);
        assertEquals("A77", MessageHeader.of(bytes).controlId());
    }

    @ParameterizedTest
    @CsvSource({
        "8859/15,ISO-8859-15",
        "ISO-8859-1,ISO-8859-1",
        "ISO_8859-2,ISO-8859-2",
        "cp1252,windows-1252",
        "8859/9,ISO-8859-9"
    })
    void names_of_table_0211_and_from_the_wild_are_known(String name, String charset) {
        assertEquals(Charset.forName(charset), Charsets.named(name));
    }

    @Test
    void unknown_names_are_unknown() {
        assertNull(Charsets.named(""));
        assertNull(Charsets.named("8859/99"));
        assertNull(Charsets.named("klingon"));
        assertEquals(US_ASCII, Charsets.named("ASCII"));
    }
}
