package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.MessageView.FieldView;
import vn.emr.core.hl7.MessageView.SegmentView;

class MessageViewTest {
    private static final String TEXT = "MSH|^~\\&|LIS|BV|EMR|BV|20261120093000||ORU^R01|7|P|2.5.1\r"
            + "PID|1||A1^^^BV~B2^^^X||Nguyễn\\T\\Ánh\r\nOBX|1|NM|GLU||5.1||||||F\r";

    @Test
    void every_field_has_its_place_in_the_text_as_it_came() {
        MessageView view = MessageView.of(TEXT.getBytes(StandardCharsets.UTF_8), null, true);
        assertEquals(TEXT, view.text());
        assertTrue(view.whole());
        assertEquals("UTF-8", view.charset());
        assertEquals(3, view.segments().size());
        for (SegmentView segment : view.segments()) {
            assertTrue(TEXT.substring(segment.from(), segment.to()).startsWith(segment.name()));
            for (FieldView field : segment.fields()) {
                assertEquals(field.value(), TEXT.substring(field.from(), field.to()));
            }
        }
        FieldView name = field(view, 1, 5);
        assertEquals("Nguyễn\\T\\Ánh", name.value(), "escapes are not interpreted");
        assertEquals(2, field(view, 1, 3).repetitions());
        assertEquals("ORU^R01", field(view, 0, 9).value(), "MSH-1 is the separator, so the ninth is the type");
        assertEquals("5.1", field(view, 2, 5).value());
    }

    @Test
    void places_are_right_in_a_character_set_with_other_lengths() {
        String text = TEXT.replace("|2.5.1", "|2.5.1||||||8859/1")
                .replace("Nguyễn", "Nguyen")
                .replace("Ánh", "Ánh");
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        MessageView view = MessageView.of(bytes, null, true);
        assertEquals(text, view.text());
        assertEquals("Nguyen\\T\\Ánh", field(view, 1, 5).value());
    }

    @Test
    void without_the_right_to_content_only_structure_and_harmless_values_are_given() {
        MessageView view = MessageView.of(TEXT.getBytes(StandardCharsets.UTF_8), null, false);
        assertNull(view.text());
        assertNull(field(view, 1, 5).value());
        assertNull(field(view, 1, 3).value());
        assertNull(field(view, 2, 5).value());
        assertEquals("7", field(view, 0, 10).value());
        assertEquals("F", field(view, 2, 11).value());
        assertEquals(13, field(view, 1, 5).to() - field(view, 1, 5).from() + 1);
        assertFalse(view.toString().contains("Ánh"));
        assertFalse(view.toString().contains("A1"));
    }

    @Test
    void an_undecodable_message_is_shown_byte_by_byte_without_a_character_set() {
        byte[] bytes = {'M', 'S', 'H', '|', '^', '~', '\\', '&', '|', (byte) 0xB8, (byte) 0xFF};
        MessageView view = MessageView.of(bytes, null, true);
        assertNull(view.charset());
        assertEquals(bytes.length, view.text().length());
        assertEquals(0, view.segments().size());
        assertNull(MessageView.of(bytes, null, false).text());
    }

    @Test
    void of_a_long_message_the_beginning_is_shown() {
        String text = TEXT + "OBX|2|TX|T||" + "x".repeat(2 * MessageView.MOST_BYTES) + "|||||F\rOBX|3|NM|K||4\r";
        MessageView view = MessageView.of(text.getBytes(StandardCharsets.UTF_8), null, true);
        assertFalse(view.whole());
        assertTrue(view.text().length() <= MessageView.MOST_BYTES);
        assertEquals(4, view.segments().size());
        assertTrue(field(view, 3, 5).value().length() <= 400);
    }

    @Test
    void another_format_is_text() {
        MessageView view = MessageView.plain("{\"a\":\"Ánh\"}".getBytes(StandardCharsets.UTF_8), true);
        assertEquals("{\"a\":\"Ánh\"}", view.text());
        assertNull(
                MessageView.plain("{}".getBytes(StandardCharsets.UTF_8), false).text());
    }

    @Test
    void an_edited_text_becomes_segments() {
        byte[] bytes = CorrectedText.bytes("MSH|^~\\&|LIS\nPID|1\r\nPV1|1\n");
        assertEquals("MSH|^~\\&|LIS\rPID|1\rPV1|1\r", new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8859/1", "windows-1258", "VNI", "ASCII"})
    void an_edited_text_with_letters_says_that_it_is_utf_8(String declared) {
        String edited = "MSH|^~\\&|LIS|BV|EMR|BV|20261120||ORU^R01|7|P|2.5.1||||||" + declared + "|\nPID|1||A1||Nguyễn";
        byte[] bytes = CorrectedText.bytes(edited);
        Hl7Message read = Hl7Text.read(bytes, Charset.forName("windows-1252"));
        assertEquals(StandardCharsets.UTF_8, read.charset().charset());
        assertEquals("Nguyễn", read.first("PID").orElseThrow().value(5));
        assertEquals("UNICODE UTF-8", read.msh().value(18));
    }

    @Test
    void an_edited_text_that_needs_nothing_is_left_alone() {
        String plain = "MSH|^~\\&|LIS|BV|EMR|BV|20261120||ORU^R01|7|P|2.5.1||||||8859/1\rPID|1||A1||NGUYEN\r";
        assertArrayEquals(plain.getBytes(StandardCharsets.UTF_8), CorrectedText.bytes(plain));
        Refusal refusal = assertThrows(Refusal.class, () -> CorrectedText.bytes("PID|1"));
        assertEquals(Code.UNREADABLE, refusal.code());
    }

    private static FieldView field(MessageView view, int segment, int number) {
        return view.segments().get(segment).fields().stream()
                .filter(f -> f.number() == number)
                .findFirst()
                .orElseThrow();
    }
}
