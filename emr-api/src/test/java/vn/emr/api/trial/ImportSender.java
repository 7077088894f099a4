package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vn.emr.api.bench.PackagedServer;
import vn.emr.core.access.Secrets;

/** A system that sends to the REST doors of a packaged server with a key of its own. */
final class ImportSender {
    private final String credential = Secrets.nextSourceCredential();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A sender of its own, which no start of the demo sets back: a file goes on before anybody could mend it. Known within 5 s. */
    void key(PackagedServer server) throws Exception {
        for (int i = 0; i < 60; i++) {
            give(server);
            HttpRequest probe = request(server, "/api/v1/his/notices", "probe " + System.nanoTime(), items("probe", 1));
            String answer =
                    http.send(probe, HttpResponse.BodyHandlers.ofString()).body();
            if (answer.contains("\"applied\"") || answer.contains("\"replayed\"")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
        throw new AssertionError("the sender is not known");
    }

    private void give(PackagedServer server) throws Exception {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                PreparedStatement sql = owner.prepareStatement("""
                        with trial as (
                          insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                          select gen_random_uuid(), tenant_id, facility_id, 'Trial', 'HIS', 'his-rest', '*', patient_domain
                          from source where door = 'his-rest' and not exists (select 1 from source where name = 'Trial')
                          order by id limit 1
                          returning id, tenant_id)
                        insert into source_key (id, tenant_id, source_id, name, sha256, scopes, created_at, valid_from, expires_at)
                        select gen_random_uuid(), tenant_id, id, 'Trial', ?, array['notices:send', 'imports:send'], now(), now(),
                               now() + interval '1 day'
                        from trial
                        """)) {
            sql.setBytes(1, Secrets.sha256(credential));
            sql.executeUpdate();
        }
    }

    /** Under way; whoever kills the server does not wait for its answer. */
    CompletableFuture<HttpResponse<String>> sending(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest request(PackagedServer server, String path, String key, String lines) {
        return request(server, path, "application/x-ndjson", key, lines.getBytes(StandardCharsets.UTF_8));
    }

    HttpRequest request(PackagedServer server, String path, String type, String key, byte[] body) {
        return request(server, path, type, key, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpRequest request(PackagedServer server, String path, String type, String key, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(body)
                .build();
    }

    String send(HttpRequest request, int status, String replayed) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                replayed, answer.headers().firstValue("Idempotency-Replayed").orElse(null));
        return answer.body();
    }

    /** What a door says of what was sent to it. */
    JsonNode asked(PackagedServer server, String path) {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + credential)
                .build();
        try {
            return new ObjectMapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String items(String id, int many) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < many; i++) {
            items.append(
                            "{\"kind\":\"patient\",\"id\":\"%s-%d\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                                    .formatted(id, i))
                    .append("[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%s-%d\"}],\"names\":[\"Lê Văn Bình\"]}}\n"
                            .formatted(id, i));
        }
        return items.toString();
    }

    interface Condition {
        boolean holds();
    }

    static void await(Condition condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < limit, "not in time");
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
