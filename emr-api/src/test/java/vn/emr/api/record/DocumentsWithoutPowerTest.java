package vn.emr.api.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.store.BlobStore;

/** Whatever type a document says it has, a browser that opens it runs nothing of it. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class DocumentsWithoutPowerTest {
    @Test
    void what_could_act_is_only_saved_and_what_is_shown_is_shown_in_a_sandbox() {
        Rooms rooms = new Rooms();
        for (String type : List.of(
                "text/html",
                "TEXT/HTML; charset=utf-8",
                "application/xhtml+xml",
                "image/svg+xml",
                "text/xml",
                "application/xml",
                "application/hl7-cda+xml",
                "text/x-hl7-ft",
                "application/javascript",
                "application/octet-stream",
                "application/msword",
                "multipart/x-mixed-replace",
                "application/pdf\u0000text/html",
                "")) {
            Response answer = content(rooms, type);
            powerless(answer, type);
            assertEquals("application/octet-stream", answer.contentType(), type);
            assertTrue(answer.header("Content-Disposition").startsWith("attachment; "), type);
        }
        for (String type : List.of("application/pdf", "image/png", "image/jpeg", "text/plain; charset=x")) {
            Response answer = content(rooms, type);
            powerless(answer, type);
            assertTrue(answer.header("Content-Disposition").startsWith("inline; "), type);
        }
    }

    private static void powerless(Response answer, String type) {
        assertEquals(200, answer.statusCode(), type);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), type);
        assertEquals(1, answer.headers().getValues("Content-Security-Policy").size(), type);
        String policy = answer.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; ") && policy.endsWith("; sandbox"), type + ": " + policy);
        assertTrue(
                answer.header("Content-Disposition").matches("\\w+; filename=\"document-[0-9a-f-]{36}\\.[a-z]{3}\""),
                answer.header("Content-Disposition"));
    }

    private static Response content(Rooms rooms, String type) {
        byte[] bytes =
                ("<svg onload='alert(1)'><script>alert(1)</script></svg>" + type).getBytes(StandardCharsets.UTF_8);
        String folder = Path.of("target", "test-data").toAbsolutePath().toString();
        String sha256 = new BlobStore(folder, rooms.hospital.database).put(bytes);
        var document = rooms.hospital.document(rooms.own.patient(), type.replace("\u0000", ""), sha256, bytes.length);
        return rooms.as("DOCTOR")
                .get("/api/v1/patients/" + rooms.own.patient() + "/documents/" + document + "/content");
    }
}
