package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/** The sets from before Unicode: every letter there and back, and nothing guessed. */
class VietnameseCharsetsTest {
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-20T13:44:11+07:00");

    static Stream<Charset> all() {
        return Stream.of("TCVN3", "TCVN5712", "VNI", "VISCII", "windows-1258").map(Charsets::named);
    }

    private static List<String> letters() {
        return VietnameseTables.letters().keySet().stream().map(String::valueOf).toList();
    }

    private static String read(byte[] bytes, Charset charset) throws CharacterCodingException {
        return Charsets.strict(charset).decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static byte[] written(String text, Charset charset) throws CharacterCodingException {
        ByteBuffer out = charset.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }

    @Test
    void vietnamese_adds_134_letters_to_ascii() {
        assertEquals(134, letters().size());
        letters().forEach(letter -> assertEquals(letter, Normalizer.normalize(letter, Normalizer.Form.NFC)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_letter_and_every_pair_of_letters_goes_there_and_back(Charset charset) throws Exception {
        boolean oneCase = charset == VietnameseTables.TCVN3;
        for (String first : letters()) {
            for (String second : letters()) {
                String text = "x" + first + second + "a" + second + "e" + first;
                String back = read(written(text, charset), charset);
                assertEquals(
                        oneCase ? text.toLowerCase(Locale.ROOT) : text, oneCase ? back.toLowerCase(Locale.ROOT) : back);
            }
        }
        for (char c = ' '; c < 0x7F; c++) {
            assertEquals(String.valueOf(c), read(written(String.valueOf(c), charset), charset));
        }
    }

    /** Spelled out from the published tables: TCVN 5712:1993, RFC 1456, the VNI fonts, the Windows code page. */
    @ParameterizedTest
    @CsvSource({
        "TCVN3,Nguyễn Đặng Thước,4e677579d46e20a7c66e67205468aded63",
        "TCVN5712,NGUYỄN ĐẶNG ỨNG,4e475559d94e20a7854e4720114e47",
        "VISCII,Nguyễn Đặng Ẵm,4e677579ad6e20d0a36e6720056d",
        "VNI,Nguyễn Đặng Ước kỹ,4e67757965e36e20d161eb6e6720d6f4f963206b79f5",
        "windows-1258,Nguyễn Đặng Thước,4e677579eade6e20d0e3f26e67205468fdf5ec63"
    })
    void the_codes_are_those_of_the_published_tables(String name, String text, String hex) throws Exception {
        Charset charset = Charsets.named(name);
        assertArrayEquals(HexFormat.of().parseHex(hex), written(text, charset));
        assertEquals(text, read(HexFormat.of().parseHex(hex), charset));
    }

    @Test
    void windows_1258_is_read_as_java_reads_it_but_composed() throws Exception {
        Charset java = Charset.forName("windows-1258");
        byte[] all = new byte[2];
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                all[0] = (byte) first;
                all[1] = (byte) second;
                String expected = new String(all, java);
                if (expected.indexOf('\uFFFD') < 0) {
                    String composed = Normalizer.normalize(expected, Normalizer.Form.NFC);
                    String ours = read(all, VietnameseTables.WINDOWS_1258);
                    assertEquals(composed, Normalizer.normalize(ours, Normalizer.Form.NFC));
                } else {
                    assertThrows(CharacterCodingException.class, () -> read(all, VietnameseTables.WINDOWS_1258));
                }
            }
        }
    }

    @Test
    void capital_and_small_marks_of_VNI_may_be_mixed_and_signs_of_the_laboratory_stay() throws Exception {
        byte[] mixed = {'A', (byte) 0xF9, ' ', 'a', (byte) 0xD9, ' ', (byte) 0xB5, 'g', (byte) 0xB0, 'C'};
        assertEquals("Á á µg°C", read(mixed, VietnameseTables.VNI));
    }

    @ParameterizedTest
    @CsvSource({"VNI,e2", "VNI,62f9", "TCVN3,80", "TCVN3,d9", "windows-1258,8a", "TCVN5712,b0"})
    void a_byte_without_a_meaning_is_an_error_and_never_a_question_mark(String name, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertFalse(Charsets.reads(bytes, Charsets.named(name)));
        byte[] message = message(name, bytes);
        var refused = assertThrows(Refusal.class, () -> Hl7Text.read(message, null));
        assertEquals(Code.UNDECODABLE_TEXT, refused.code());
    }

    @ParameterizedTest
    @MethodSource("all")
    void text_longer_than_any_buffer_is_read_piece_by_piece_alike(Charset charset) throws Exception {
        byte[] bytes = written("Nguyễn Đặng Thước ".repeat(2000) + "a", charset);
        CharsetDecoder decoder = Charsets.strict(charset);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer small = CharBuffer.allocate(7);
        var text = new StringBuilder();
        CoderResult result;
        do {
            result = decoder.decode(in, small, true);
            text.append(small.flip());
            small.clear();
        } while (result.isOverflow());
        decoder.flush(small);
        assertEquals(read(bytes, charset), text.append(small.flip()).toString());
        assertTrue(Charsets.reads(bytes, charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TCVN3",
                "tcvn-3",
                "ABC",
                "TCVN3 (ABC)",
                "TCVN5712",
                "TCVN 5712:1993",
                "VN1",
                "ISO-IR-180",
                "VNI",
                "VNI-Windows",
                "VNI-WIN",
                "VISCII",
                "VISCII1.1",
                "windows-1258",
                "CP1258",
                "WINDOWS 1258",
                "Win1258"
            })
    void the_sets_are_known_by_the_names_people_use(String name) {
        assertNotNull(Charsets.named(name), name);
    }

    @Test
    void what_a_source_can_be_set_to_is_what_we_read() {
        Source.VIETNAMESE_CHARSETS.forEach(name -> assertNotNull(Charsets.named(name), name));
    }

    private static byte[] message(String msh18, byte[] name) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("MSH|^~\\&|A|B|C|D|20261120||ADT^A28|1|P|2.5||||||" + msh18 + "\rPID|1||P1||").getBytes(UTF_8));
        out.writeBytes(name);
        out.writeBytes("|\r".getBytes(UTF_8));
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_name_in_the_message_is_read_and_the_rule_is_recorded(Charset charset) throws Exception {
        byte[] name = written("Nguyễn Đặng", charset);
        Hl7Message declared = Hl7Text.read(message(charset.name(), name), null);
        assertEquals("Nguyễn Đặng", declared.first("PID").orElseThrow().value(5));
        assertEquals(new Charsets.Choice(charset, Charsets.Rule.DECLARED), declared.charset());
        Hl7Message silent = Hl7Text.read(message("", name), charset);
        assertEquals("Nguyễn Đặng", silent.first("PID").orElseThrow().value(5));
        assertEquals(new Charsets.Choice(charset, Charsets.Rule.SOURCE_SETTING), silent.charset());
    }

    @Test
    void letters_that_are_control_characters_in_ASCII_are_letters_at_the_end_of_a_message_too() {
        byte[] cut = message("VISCII", new byte[] {'N', 'G', 'U', 'Y', 0x06, 'N', '|', 'K', 0x1E});
        byte[] message = java.util.Arrays.copyOf(cut, cut.length - 2);
        Hl7Message read = Hl7Text.read(message, null);
        assertEquals("NGUYẪN", read.first("PID").orElseThrow().value(5));
        assertEquals("KỴ", read.first("PID").orElseThrow().value(6));
    }

    /** Its fonts of capitals draw small letters large: what stands among capitals was one. */
    @ParameterizedTest
    @CsvSource({
        "NGUYễN THị áNH,NGUYỄN THỊ ÁNH",
        "Nguyễn Thị Ánh,Nguyễn Thị ánh",
        "Hà,Hà",
        "Lê Thị Hà,Lê Thị Hà",
        "LÊ THị Hà,LÊ THỊ HÀ",
        "ĐặNG,ĐẶNG",
        "Vũ Hà,Vũ Hà"
    })
    void capitals_of_TCVN3_are_understood(String sent, String read) throws Exception {
        Hl7Message message = Hl7Text.read(message("TCVN3", written(sent, VietnameseTables.TCVN3)), null);
        assertEquals(read, message.first("PID").orElseThrow().value(5));
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_answer_is_written_in_the_set_of_the_message(Charset charset) throws Exception {
        MessageHeader header = MessageHeader.of(message(charset.name(), new byte[] {'x'}));
        assertEquals(charset, Charsets.forAnswer(header));
        var remark = new Acknowledgement.Remark(
                Acknowledgement.Severity.I,
                204,
                "PID-3",
                "No patient yet.",
                "Chưa có người bệnh với mã này; hỏi bộ phận CNTT ₂");
        byte[] answer = new Acknowledgement(header, charset, AT, "1").accepted(List.of(remark));
        String text = read(answer, charset);
        assertTrue(text.contains("Chua co nguoi benh"), "one letter it has not costs the accents, not the letters");
        byte[] usual = new Acknowledgement(header, charset, AT, "1")
                .refused(new Refusal(Code.UNKNOWN_PATIENT, "No patient yet."));
        assertTrue(read(usual, charset).contains("|Chưa có người bệnh với mã này\r"));
        String decomposed = Normalizer.normalize("Chưa có", Normalizer.Form.NFD);
        byte[] mended = new Acknowledgement(header, charset, AT, "1")
                .answer("AE", List.of(new Acknowledgement.Remark(Acknowledgement.Severity.E, 207, "", "", decomposed)));
        assertTrue(read(mended, charset).contains("|Chưa có\r"));
    }

    @Test
    void every_text_we_answer_with_can_be_written_in_every_set() {
        for (Code code : Code.values()) {
            all().filter(charset -> charset != VietnameseTables.TCVN3)
                    .forEach(charset -> assertTrue(charset.newEncoder().canEncode(code.vietnamese()), code.name()));
        }
    }

    @Test
    void an_answer_says_in_which_set_it_really_is() {
        byte[] message = message("UNICODE UTF-8", new byte[] {'x'});
        MessageHeader header = MessageHeader.of(message);
        String answer =
                new String(new Acknowledgement(header, VietnameseTables.WINDOWS_1258, AT, "1").accepted(), UTF_8);
        assertTrue(answer.contains("||||||windows-1258\r"), answer);
        assertEquals("8859/1", Charsets.nameInHl7(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertEquals("ASCII", Charsets.nameInHl7(java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals("TCVN3", Charsets.nameInHl7(VietnameseTables.TCVN3));
    }
}
