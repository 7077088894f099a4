package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7FileFormat;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormat.Messages;
import vn.emr.core.intake.FileFormat.Place;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.intake.Sources;
import vn.emr.his.claim.ClaimFileFormat;
import vn.emr.his.claim.ClaimTranslator;

/** Every kind of file, as the server puts them together. */
class FileFormatsTest {
    private static final Sources SENDER = Sources.only(Hospital.source("*"));
    private static final FileFormats FORMATS = new FileFormats(List.of(
            new Hl7FileFormat(new Hl7Translator(List.of(), Clock.systemUTC())),
            new NoticeFileFormat(new NoticeTranslator()),
            new ClaimFileFormat(new ClaimTranslator())));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String kind(String beginning) {
        return FORMATS.of(bytes(beginning)).translator().format();
    }

    private static List<Message> messages(String file, Place behind) throws IOException {
        List<Message> all = new ArrayList<>();
        FileFormat format = FORMATS.of(bytes(file));
        try (Messages messages = format.open(new ByteArrayInputStream(bytes(file)), behind)) {
            for (Optional<Message> next = messages.next(); next.isPresent(); next = messages.next()) {
                all.add(next.get());
            }
        }
        return all;
    }

    private static List<String> texts(String file) throws IOException {
        return messages(file, Place.START).stream()
                .map(m -> new String(m.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void a_file_is_known_by_how_it_begins_behind_byte_order_mark_and_blanks() {
        for (String lead : List.of("", "\uFEFF", " \r\n\t", "\uFEFF\r\n ")) {
            assertEquals("hl7v2", kind(lead + "MSH|^~\\&|"));
            assertEquals("hl7v2", kind(lead + "\u000bMSH|^~\\&|"));
            assertEquals("hl7v2", kind(lead + "FHS|^~\\&|"));
            assertEquals("hl7v2", kind(lead + "BHS|^~\\&|"));
            assertEquals("notice-1.0", kind(lead + "[{\"kind\":"));
            assertEquals("notice-1.0", kind(lead + "{"));
            assertEquals("claim-xml", kind(lead + "<?xml version=\"1.0\"?>\n<!-- x -->\n<GIAMDINHHS>"));
            assertEquals("claim-xml", kind(lead + "<GIAMDINHHS><THONGTINDONVI>"));
        }
    }

    @Test
    void what_begins_otherwise_is_of_no_kind() {
        for (String beginning : List.of(
                "",
                "\uFEFF \r\n",
                "hello",
                "MSHX|",
                "PID|1",
                "<html>",
                "PK\u0003\u0004",
                "\"a\"",
                "7",
                "GIAMDINHHS",
                "\u0000\u0000MSH|")) {
            Refusal refusal = assertThrows(Refusal.class, () -> FORMATS.of(bytes(beginning)), beginning);
            assertEquals(Code.UNREADABLE, refusal.code());
        }
        assertEquals(
                "notice-1.0",
                FORMATS.named("notice-1.0").orElseThrow().translator().format());
        assertTrue(FORMATS.named("dicom+json").isEmpty());
    }

    @Test
    void notices_come_as_lines_as_an_array_or_as_one_object_over_several_lines() throws IOException {
        List<String> two = List.of("{\"a\":1}", "{\"b\":\"é}\"}");
        assertEquals(two, texts("{\"a\":1}\n{\"b\":\"é}\"}\n"));
        assertEquals(two, texts("\uFEFF\r\n{\"a\":1}\r\n\r\n{\"b\":\"é}\"}"));
        assertEquals(two, texts(" [{\"a\":1},\n{\"b\":\"é}\"}]\n"));
        assertEquals(
                List.of("{\n  \"a\": \"{\\\"\",\n  \"b\": [\n1]\n}"),
                texts("{\n  \"a\": \"{\\\"\",\n  \"b\": [\n1]\n}\n"));
        assertEquals(List.of("{\"a\":1}"), texts("{\"a\":1}"));
        assertEquals(List.of(), texts("[ ]"));
    }

    @Test
    void a_faulty_line_is_faulty_alone_also_when_it_is_the_first() throws IOException {
        assertEquals(
                List.of("{\"a\":tru", "{\"b\":2}", "oops", "{\"c\":3}"),
                texts("{\"a\":tru\n{\"b\":2}\noops\n{\"c\":3}"));
        assertEquals(List.of("{\"a\":1}", "oops", "{\"c\":3}"), texts("{\"a\":1}\noops\n{\"c\":3}"));
    }

    @Test
    void a_file_holds_more_items_than_a_request_and_each_has_the_limit_of_a_request() throws IOException {
        assertEquals(5_000, texts("{\"a\":1}\n".repeat(5_000)).size());
        assertEquals(5_000, texts("[" + "{\"a\":1},".repeat(4_999) + "{}]").size());
        for (String file : List.of(
                "[" + "{\"a\":1},".repeat(9) + "{\"a\":\"" + "x".repeat(200) + "\"}, {}]",
                "{\"a\":1}\n".repeat(9) + "{\"a\":\"" + "x".repeat(200) + "\"}\n{}\n")) {
            ItemStream items = ItemStream.ofFile(new ByteArrayInputStream(bytes(file)), 100);
            for (int i = 0; i < 9; i++) {
                assertNull(items.next().orElseThrow().refusal(), file);
            }
            Message last = items.next().orElseThrow();
            assertEquals(Code.TOO_LARGE, last.refusal().code());
            assertEquals(0, last.bytes().length);
            assertTrue(items.next().isEmpty());
        }
    }

    @Test
    void every_kind_goes_on_behind_any_message() throws IOException {
        for (String file : List.of(
                "{\"a\":1}\n{\"b\":tru\n{\"c\":3}\n{\"d\":4}",
                "[1,2,3,{\"a\":",
                "MSH|1\rMSH|2\r\u000bMSH|3\r\u001c\rMSH|4",
                "<GIAMDINHHS><HOSO>1</HOSO><HOSO>2</HOSO><HOSO>3</HOSO><HOSO>4</HOSO></GIAMDINHHS>")) {
            List<Message> all = messages(file, Place.START);
            assertEquals(4, all.size(), file);
            for (int i = 0; i < 4; i++) {
                assertEquals(i + 1, all.get(i).behind().messages());
                List<Message> rest = messages(file, all.get(i).behind());
                assertEquals(3 - i, rest.size(), file);
                for (int k = 0; k < rest.size(); k++) {
                    assertEquals(all.get(i + 1 + k).behind(), rest.get(k).behind());
                    assertEquals(
                            new String(all.get(i + 1 + k).bytes(), StandardCharsets.UTF_8),
                            new String(rest.get(k).bytes(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void what_is_no_whole_message_is_kept_and_refused_unless_nothing_of_it_came() {
        Refusal cut = new Refusal(Code.UNREADABLE, "cut");
        for (String text :
                List.of("{\"kind\":\"patient\",\"id\":\"1\"}", "<GIAMDINHHS>", "MSH|^~\\&|A|B|||1||ORU^R01|C1")) {
            FileFormat format = FORMATS.of(bytes(text));
            Delivery delivery = format.read(new Message(bytes(text), cut, Place.behind(1)), "files", "x", SENDER)
                    .orElseThrow();
            assertEquals(cut, delivery.refusal());
            assertNull(delivery.reading());
            assertEquals(text, new String(delivery.bytes(), StandardCharsets.UTF_8));
            assertTrue(format.read(new Message(new byte[0], cut, Place.behind(1)), "files", "x", SENDER)
                    .isEmpty());
        }
    }
}
