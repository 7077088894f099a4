package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.testing.SourceList;

class NoticeTranslatorTest {
    private static final String PERSON =
            "\"patient\":{\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"1\"}]}";

    private final NoticeTranslator translator = new NoticeTranslator();

    @Test
    void a_smallest_patient_is_read_and_its_bytes_are_kept_as_sent() {
        String item = "{ \"kind\":\"patient\", \"id\":\"1\",\"statedAt\":\"202411200800\"," + PERSON + "}";
        Delivery delivery = read(item);
        assertNull(delivery.refusal());
        assertEquals(1, delivery.reading().notices().size());
        assertArrayEquals(item.getBytes(StandardCharsets.UTF_8), delivery.bytes());
        assertEquals("notice-1.0", delivery.format());
    }

    @Test
    void each_fault_is_refused_with_its_place() {
        refused(Code.REQUIRED_FIELD_MISSING, "/id", "{\"kind\":\"patient\",\"statedAt\":\"20261120\"," + PERSON + "}");
        refused(Code.REQUIRED_FIELD_MISSING, "/statedAt", "{\"kind\":\"patient\",\"id\":\"1\"," + PERSON + "}");
        refused(Code.MALFORMED_FIELD, "/statedAt", item("patient", "").replace("202411200800", "202613450800"));
        refused(Code.MALFORMED_FIELD, "/statedAt", item("patient", "").replace("202411200800", "2026"));
        refused(Code.UNSUPPORTED_MESSAGE, "/kind", item("invoice", ""));
        refused(Code.REQUIRED_FIELD_MISSING, "/patient", "{\"kind\":\"patient\",\"id\":1,\"statedAt\":\"20261120\"}");
        refused(
                Code.REQUIRED_FIELD_MISSING,
                "/patient/identifiers",
                item("patient", "").replace("\"1\"}", "\" \"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/visit", item("visit", ""));
        refused(Code.MALFORMED_FIELD, "/visit/event", item("visit", ",\"visit\":{\"number\":1,\"event\":\"LOST\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/visit/number", item("visit", ",\"visit\":{\"event\":\"ADMITTED\"}"));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                "/conditions/1/code",
                item("conditions", ",\"conditions\":[{\"code\":\"I20\"},{\"rank\":\"primary\"}]"));
        refused(Code.REQUIRED_FIELD_MISSING, "/order/placerNumber", item("order", ",\"order\":{\"code\":\"X\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/report/fillerNumber", item("report", ",\"report\":{\"code\":\"X\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/merged", item("merge", ""));
        refused(Code.MALFORMED_FIELD, "/visit", item("visit", ",\"visit\":7"));
    }

    @Test
    void a_number_no_computer_can_hold_is_refused_and_kept() {
        Delivery delivery = read("{\"kind\":\"patient\",\"id\":1e9999999990123," + PERSON + "}");
        assertEquals(Code.UNREADABLE, delivery.refusal().code());
    }

    @Test
    void what_is_told_beside_needs_its_key_what_it_is_and_numbers_that_mean_one_thing() {
        refused(Code.REQUIRED_FIELD_MISSING, "/medication/key", fact("medication", "{\"medicine\":\"A\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/medication/medicine", fact("medication", "{\"key\":1}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/procedure/code", fact("procedure", "{\"key\":1}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/note/key", fact("note", "{\"text\":\"A\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/paper/form", fact("paper", "{\"key\":1}"));
        refused(Code.MALFORMED_FIELD, "/paper/form", fact("paper", "{\"key\":1,\"form\":\"LETTER\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/coverage/number", fact("coverage", "{\"area\":\"K1\"}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/appointment/key", fact("appointment", "{\"room\":1}"));
        refused(Code.REQUIRED_FIELD_MISSING, "/immunization/vaccine", fact("immunization", "{\"key\":1}"));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                "/note/vitalSigns/0/kind",
                fact("note", "{\"key\":1,\"vitalSigns\":[{\"value\":1}]}"));
        String medicine = "{\"key\":1,\"medicine\":\"A\",\"quantity\":\"%s\"}";
        for (String wrong : List.of("1,000", "10 viên", "1.000.000", "NaN")) {
            refused(Code.MALFORMED_FIELD, "/medication/quantity", fact("medication", medicine.formatted(wrong)));
        }
        for (String right : List.of("1.000", "1,5", "-2", "", "0,25")) {
            assertNull(read(fact("medication", medicine.formatted(right))).refusal(), right);
        }
        assertEquals(
                List.of("/note/mood: unknown field, kept but not read"),
                read(fact("note", "{\"key\":1,\"mood\":\"vui\"}")).reading().remarks());
    }

    private static String fact(String kind, String body) {
        return item(kind, ",\"" + kind + "\":" + body);
    }

    @Test
    void a_person_is_refused_for_a_wrong_sex_or_birth_and_not_for_an_unknown_field() {
        refused(Code.MALFORMED_FIELD, "/patient/sex", item("patient", "").replace("}]}", "}],\"sex\":\"X\"}"));
        refused(
                Code.MALFORMED_FIELD,
                "/patient/birth",
                item("patient", "").replace("}]}", "}],\"birth\":\"19801332\"}"));
        Delivery odd = read(item("patient", "").replace("}]}", "}],\"zodiac\":\"tiger\",\"a b\":1}"));
        assertEquals(
                List.of(
                        "/patient/zodiac: unknown field, kept but not read",
                        "/patient/?: unknown field, kept but not read"),
                odd.reading().remarks());
    }

    @Test
    void what_is_no_json_object_is_refused_without_a_word_of_it_in_the_answer() {
        for (String bad : List.of("{\"kind\":Nguyen}", "", "7", "[]", "{\"id\":1}}", "{\"id\":1,\"id\":2}", "\"x\"")) {
            Delivery delivery = read(bad);
            assertEquals(Code.UNREADABLE, delivery.refusal().code(), bad);
            assertFalse(delivery.refusal().getMessage().contains("Nguyen"));
            assertNotNull(delivery.contentDigest());
        }
        Delivery latin = translator.read(
                item("patient", "").replace("\"1\"}", "\"\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1),
                "his-rest",
                "",
                Sources.only(Hospital.source("*")));
        assertEquals(Code.UNREADABLE, latin.refusal().code());
    }

    @Test
    void nesting_is_limited_and_a_character_that_cannot_be_stored_is_refused() {
        String deep = "[".repeat(70) + "]".repeat(70);
        assertEquals(
                Code.UNREADABLE,
                read(item("patient", ",\"x\":" + deep)).refusal().code());
        String fine = "[".repeat(50) + "]".repeat(50);
        assertNull(read(item("patient", ",\"x\":" + fine)).refusal());
        refused(
                Code.MALFORMED_FIELD,
                "/patient/names/0",
                item("patient", "").replace("}]}", "}],\"names\":[\"a\\u0000\"]}"));
        refused(
                Code.MALFORMED_FIELD,
                "/patient/names/0",
                item("patient", "").replace("}]}", "}],\"names\":[\"a\\ud800\"]}"));
        assertNull(read(item("patient", "").replace("}]}", "}],\"names\":[\"a\\ud83d\\ude00\"]}"))
                .refusal());
        refused(
                Code.MALFORMED_FIELD,
                "/patient/bloodGroup",
                item("patient", "").replace("}]}", "}],\"bloodGroup\":\"" + "x".repeat(65_537) + "\"}"));
    }

    @Test
    void a_document_must_be_what_its_media_type_and_length_say() {
        String pdf = "\"mediaType\":\"application/pdf\",\"content\":\"JVBERi0xLjQK\"";
        assertNull(read(document(pdf + ",\"length\":\"9\"")).refusal());
        refused(Code.MALFORMED_FIELD, "/document/length", document(pdf + ",\"length\":8"));
        refused(Code.MALFORMED_FIELD, "/document/content", document(pdf.replace("application/pdf", "image/png")));
        refused(Code.MALFORMED_FIELD, "/document/mediaType", document(pdf.replace("application/pdf", "text/html")));
        refused(Code.MALFORMED_FIELD, "/document/content", document(pdf.replace("JVBE", "JV!E")));
        refused(Code.MALFORMED_FIELD, "/document/content", document(pdf.replace("JVBERi0xLjQK", "JVBERi0xLjQ=K")));
        refused(Code.REQUIRED_FIELD_MISSING, "/document/content", document("\"mediaType\":\"application/pdf\""));
    }

    @Test
    void a_source_sends_only_the_kinds_it_is_allowed_to() {
        Sources sources = Sources.only(Hospital.source("patient, visit"));
        byte[] patient = item("patient", "").getBytes(StandardCharsets.UTF_8);
        assertNull(translator.read(patient, "his-rest", "", sources).refusal());
        Delivery merge = translator.read(
                item("merge", ",\"merged\":{}").getBytes(StandardCharsets.UTF_8), "his-rest", "", sources);
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, merge.refusal().code());
        Delivery nobody = translator.read(patient, "his-rest", "", SourceList.of());
        assertEquals(Code.UNKNOWN_SENDER, nobody.refusal().code());
        assertNull(nobody.source());
    }

    @Test
    void the_digest_knows_neither_order_nor_blanks_nor_id_but_every_value() {
        byte[] first =
                digest("{\"kind\":\"patient\",\"id\":\"1\",\"sentAt\":\"20261120\",\"a\":[1,{\"x\":1,\"y\":null}]}");
        assertArrayEquals(first, digest("{\"a\":[1, {\"y\":null,\"x\":1}],\n\"id\":\"2\",\"kind\":\"patient\"}"));
        for (String other : List.of(
                "{\"kind\":\"patient\",\"a\":[1,{\"x\":1}]}",
                "{\"kind\":\"patient\",\"a\":[{\"x\":1,\"y\":null},1]}",
                "{\"kind\":\"patient\",\"a\":[1,{\"x\":1.0,\"y\":null}]}",
                "{\"kind\":\"patient\",\"a\":[1,{\"x\":1,\"y\":null,\"id\":3}]}")) {
            assertFalse(Arrays.equals(first, digest(other)), other);
        }
    }

    @Test
    void a_value_that_may_be_thousands_or_a_fraction_is_never_a_number() {
        assertNull(observation("\"value\":\"1,250\"").number());
        assertEquals("1250", observation("\"value\":1250").number().toPlainString());
        assertEquals("1.25", observation("\"value\":\"1,25\"").number().toPlainString());
        assertEquals("1.250", observation("\"value\":1.250").number().toPlainString());
        assertEquals("<=", observation("\"value\":\"≤ 3\"").comparator());
        assertNull(observation("\"value\":\"1.2.3\"").number());
        assertEquals("1.2.3", observation("\"value\":\"1.2.3\"").text());
    }

    private StatedObservation observation(String value) {
        Delivery delivery = read(
                item("report", ",\"report\":{\"fillerNumber\":1,\"observations\":[{\"code\":\"A\"," + value + "}]}"));
        assertNull(delivery.refusal());
        return ((Notice.ReportStated) delivery.reading().notices().getFirst())
                .observations()
                .getFirst();
    }

    private byte[] digest(String item) {
        return read(item).contentDigest();
    }

    private static String document(String fields) {
        return item("document", ",\"document\":{\"key\":\"k\"," + fields + "}");
    }

    private static String item(String kind, String more) {
        return "{\"kind\":\"" + kind + "\",\"id\":\"1\",\"statedAt\":\"202411200800\"," + PERSON + more + "}";
    }

    private void refused(Code code, String pointer, String item) {
        Delivery delivery = read(item);
        assertNotNull(delivery.refusal(), item);
        assertEquals(code, delivery.refusal().code(), item);
        assertEquals(List.of(pointer), delivery.refusal().fields(), item);
        assertNull(delivery.reading());
    }

    private Delivery read(String item) {
        return translator.read(
                item.getBytes(StandardCharsets.UTF_8), "his-rest", "127.0.0.1", Sources.only(Hospital.source("*")));
    }
}
