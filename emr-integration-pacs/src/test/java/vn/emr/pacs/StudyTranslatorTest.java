package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

class StudyTranslatorTest {
    private static final Instant ASKED = Instant.parse("2026-11-20T01:15:00Z");

    @Test
    void a_document_that_is_none_is_refused_and_kept() {
        for (String bad : List.of("", "{}", "[]", "[7]", "nothing", "\"x\"")) {
            Delivery delivery = read(bad.getBytes(StandardCharsets.UTF_8), "study");
            assertEquals(Code.UNREADABLE, delivery.refusal().code(), bad);
            assertNotNull(delivery.contentDigest());
        }
    }

    @Test
    void a_study_needs_a_unique_identifier_of_digits_and_dots() throws IOException {
        for (String uid : List.of("1.2.x", "", "1".repeat(65), "1.2/../3")) {
            Delivery delivery = read(document(uid, ASKED, null), "study");
            assertEquals(Code.MALFORMED_FIELD, delivery.refusal().code(), uid);
        }
        assertNull(read(document("1".repeat(64), ASKED, null), "study").refusal());
    }

    @Test
    void an_archive_that_may_not_send_studies_is_refused() throws IOException {
        assertEquals(
                Code.NOT_ALLOWED_FOR_SENDER,
                read(document("1.2", ASKED, null), "ORU^R01").refusal().code());
        assertNull(read(document("1.2", ASKED, null), "*").refusal());
    }

    @Test
    void when_it_was_asked_is_stated_and_does_not_change_the_digest() throws IOException {
        Delivery first = read(document("1.2", ASKED, null), "study");
        Delivery later = read(document("1.2", ASKED.plusSeconds(60), null), "study");
        assertEquals(ASKED, first.reading().notices().getFirst().stated());
        assertEquals(ASKED.plusSeconds(60), later.reading().notices().getFirst().stated());
        assertArrayEquals(first.contentDigest(), later.contentDigest());
        assertFalse(Arrays.equals(
                first.contentDigest(),
                read(document("1.3", ASKED, null), "study").contentDigest()));
        assertEquals("", first.controlId());
        assertEquals("c1", read(document("1.2", ASKED, "c1"), "study").controlId());
    }

    @Test
    void the_same_state_of_an_archive_gives_the_same_bytes_in_whatever_order_it_answers() throws IOException {
        JsonNode a = json(
                "{\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.2.1\"]},\"00081190\":{\"vr\":\"UR\",\"Value\":[\"http://a\"]}}");
        JsonNode b = json("{\"0020000e\":{\"vr\":\"UI\",\"Value\":[\"1.2.2\"]}}");
        JsonNode study = json("{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]},\"00080050\":{\"vr\":\"SH\"}}");
        JsonNode turned = json("{\"00080050\":{\"vr\":\"SH\"},\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}");
        assertArrayEquals(
                StudyDocument.bytes(study, List.of(a, b), ASKED, null),
                StudyDocument.bytes(turned, List.of(b, a), ASKED, null));
        assertArrayEquals(
                StudyDocument.digest(study, List.of(a, b)),
                read(StudyDocument.bytes(study, List.of(b, a), ASKED, "x"), "study")
                        .contentDigest());
    }

    @Test
    void an_address_with_a_password_or_two_ways_to_sign_in_is_not_used() throws ArchiveTrouble {
        assertEquals(
                "http://127.0.0.1:8042/dicom-web",
                ArchiveSettings.of(Archives.source("http://127.0.0.1:8042/dicom-web/", Map.of()))
                        .base()
                        .toString());
        for (String address : List.of("http://a:b@host/", "ftp://host/", "host", "http://host/?a=1", "http://a b/")) {
            assertThrows(ArchiveTrouble.class, () -> ArchiveSettings.of(Archives.source(address, Map.of())), address);
        }
        for (Map<String, String> settings : List.of(
                Map.of("bearer", "x", "username", "y"),
                Map.of("bearer", "a\r\nX-Other: b"),
                Map.of("periodSeconds", "0"),
                Map.of("windowDays", "many"))) {
            assertThrows(
                    ArchiveTrouble.class, () -> ArchiveSettings.of(Archives.source("http://127.0.0.1/", settings)));
        }
    }

    private static byte[] document(String uid, Instant asked, String change) throws IOException {
        return StudyDocument.bytes(
                json("{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"" + uid + "\"]}}"), List.of(), asked, change);
    }

    private static JsonNode json(String text) throws IOException {
        return StudyDocument.JSON.readTree(text);
    }

    private static Delivery read(byte[] bytes, String allowed) {
        Source source = Archives.source("http://127.0.0.1/", Map.of());
        source.allowedTypes = allowed;
        return new StudyTranslator().read(bytes, "pacs", "127.0.0.1", Sources.only(source));
    }
}
