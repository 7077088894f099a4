package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.core.testing.Bedside.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.imaging.Instance;
import vn.emr.core.organization.Source;

/** Archives that answer what they should not. */
class WadoImagesTest {
    private static final Instance IMAGE = new Instance("1.1", "1.1.1", "1.1.1.1");

    private final WadoImages images = new WadoImages();
    private StubArchive archive;
    private Source source;

    @BeforeEach
    void open() throws IOException {
        archive = new StubArchive();
        source = Archives.source(archive.address(), Map.of("bearer", "secret", "timeoutSeconds", "2"));
    }

    @AfterEach
    void close() {
        archive.close();
        images.stop();
    }

    @Test
    void an_answer_that_is_no_image_is_not_handed_on() {
        archive.answers = path -> new StubArchive.Answer(200, "<script>alert(1)</script>");
        refused(Code.TEMPORARY, () -> images.frame(source, IMAGE, 1));
        refused(Code.TEMPORARY, () -> images.rendered(source, IMAGE));
    }

    @Test
    void a_redirect_is_not_followed() {
        archive.answers = path -> new StubArchive.Answer(302, "");
        refused(Code.TEMPORARY, () -> images.frame(source, IMAGE, 1));
        refused(Code.TEMPORARY, () -> images.metadata(source, "1.1", "1.1.1"));
        assertEquals(2, archive.asked.size());
        assertTrue(archive.authorizations.stream().allMatch("Bearer secret"::equals));
    }

    @Test
    void a_deflated_object_is_asked_for_once_more_without_its_own_transfer_syntax() {
        archive.answers = path -> new StubArchive.Answer(500, "");
        refused(Code.TEMPORARY, () -> images.frame(source, IMAGE, 1));
        assertEquals(2, archive.asked.size());
    }

    @Test
    void what_the_archive_does_not_have_or_cannot_draw_is_told_apart() {
        archive.answers = path -> new StubArchive.Answer(404, "");
        refused(Code.NOT_FOUND, () -> images.frame(source, IMAGE, 1));
        archive.answers = path -> new StubArchive.Answer(400, "");
        refused(Code.NOT_APPLICABLE, () -> images.rendered(source, IMAGE));
        source.address = "file:///etc/passwd";
        refused(Code.NOT_APPLICABLE, () -> images.rendered(source, IMAGE));
    }

    @Test
    void the_one_part_of_an_answer_is_taken_out_and_no_bytes_do_harm() {
        String type = "multipart/related; type=\"application/octet-stream\"; boundary=\"x-1\"";
        byte[] body = "--x-1\r\nContent-Type: application/octet-stream\r\n\r\nabc\r\n--x-1--\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals("abc".getBytes(StandardCharsets.US_ASCII), Multipart.only(type, body));
        refused(Code.TEMPORARY, () -> Multipart.only("multipart/related", body));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = body.clone();
            for (int n = 0; n < 4; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(Multipart.only(type, damaged).length <= damaged.length);
            } catch (Refusal refused) {
                assertEquals(Code.TEMPORARY, refused.code());
            }
        }
    }
}
