package vn.emr.api.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;

/** What the guide shows for a key does what it promises when it is copied: curl and Java; C# is not run here. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class GuideExamplesTest extends GuideExamples {
    @Test
    void a_notice_is_taken_and_the_same_one_from_another_program_is_known() throws Exception {
        String first = curl("notices");
        assertTrue(first.contains("\"outcome\":\"applied\"") && first.contains("\n207"), first);
        String again = java("notices");
        assertTrue(again.contains("\"outcome\":\"applied\"") && again.contains("\n207"), again);
        assertEquals(1, rows("inbound"));
    }

    @Test
    void a_claim_file_is_taken_and_again_replayed() throws Exception {
        String first = curl("claims");
        assertEquals(2, first.split("\"outcome\":\"applied\"", -1).length - 1, first);
        String again = java("claims");
        assertEquals(2, again.split("\"outcome\":\"replayed\"", -1).length - 1, again);
        assertTrue(again.contains("\n207"), again);
    }

    @Test
    void a_long_file_is_kept_and_its_progress_is_told() throws Exception {
        String first = curl("imports");
        assertTrue(first.contains("\n202") && first.contains("\"key\":\"thang-11-2026\""), first);
        String again = java("imports");
        assertTrue(again.contains("\n202"), again);
        assertEquals(1, rows("import_file"));
    }

    @Test
    void changes_are_told_from_the_cursor_on() throws Exception {
        for (String answer : List.of(curl("changes"), java("changes"))) {
            assertTrue(answer.contains("\"next\":") && answer.contains("\n200"), answer);
        }
    }

    @Test
    void a_signature_of_ours_is_known_and_any_other_is_not() throws Exception {
        String secret = "khoa-bi-mat-cua-buoi-thu-nghiem";
        String now = Long.toString(Instant.now().getEpochSecond());
        String body = "{\"id\":\"1\"}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal(("a." + now + "." + body).getBytes(StandardCharsets.UTF_8));
        String signature = "v1," + Base64.getEncoder().encodeToString(signed);
        assertEquals("true", java("webhook", secret, "a", now, body, signature).strip());
        assertEquals("false", java("webhook", secret, "b", now, body, signature).strip());
        assertEquals(
                "false",
                java("webhook", secret, "a", "1700000000", body, signature).strip());
    }

    private long rows(String table) {
        return hospital.database
                .first(
                        "select count(*) as n from " + table + " where tenant_id = ?",
                        row -> row.number("n"),
                        hospital.tenant)
                .orElseThrow();
    }

    private String curl(String name) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not here");
        return run(List.of("sh", example(name, "sh", Map.of()).toString()));
    }
}
