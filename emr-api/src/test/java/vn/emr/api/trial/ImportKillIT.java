package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.core.access.Secrets;

/** The server is killed in the middle of a request with a key, and in the middle of a long file. */
class ImportKillIT {
    private static final int ITEMS = 4_000;
    private static final int REQUEST = 1_000;
    private static final String OF_REQUEST = "inbound where control_id like 'kill-a-%'";
    private static final String OF_FILE = "inbound where control_id like 'kill-b-%'";

    private final String credential = Secrets.nextSourceCredential();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void a_request_is_answered_in_full_when_it_is_repeated_and_a_file_goes_on_by_itself() throws Exception {
        Path folder = Folders.scratch("emr-import-");
        try (PackagedServer server =
                new PackagedServer(Path.of("target/quarkus-app"), folder.resolve("data"), KillIT.FLAGS)) {
            server.start();
            key(server);
            Record record = new Record(server);

            var broken = http.sendAsync(notices(server), HttpResponse.BodyHandlers.ofString());
            await(() -> record.count(OF_REQUEST) >= 50);
            server.killServer();
            long kept = record.count(OF_REQUEST);
            broken.handle((answer, failure) -> null).join();
            server.start();
            key(server);
            String first = send(notices(server), 207, null);
            assertEquals(REQUEST, first.split("\"index\":", -1).length - 1, "every item is answered");
            assertTrue(
                    kept < REQUEST && first.split("replayed", -1).length - 1 >= kept,
                    "those that were in are replayed: " + kept + " " + first);
            assertEquals(first, send(notices(server), 207, "true"));
            server.killServer();
            server.start();
            key(server);
            assertEquals(first, send(notices(server), 207, "true"), "the answer outlives the server");

            send(file(server), 202, null);
            await(() -> record.count(OF_FILE) >= ITEMS / 4);
            server.killServer();
            server.killDatabase();
            server.start();
            await(() -> record.count("import_file where state = 'DONE'") == 1);
            assertEquals(ITEMS, record.count(OF_FILE));
            assertEquals(1, record.count("import_file where judged = " + ITEMS + " and refused + parked = 0"));
            assertEquals(REQUEST, record.count(OF_REQUEST));
            key(server);
            send(file(server), 202, "true");
        }
        Folders.remove(folder);
    }

    /** A sender of its own, which no start of the demo sets back: a file goes on before anybody could mend it. Known within 5 s. */
    private void key(PackagedServer server) throws Exception {
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

    private HttpRequest notices(PackagedServer server) {
        return request(server, "/api/v1/his/notices", "a", items("kill-a", REQUEST));
    }

    private HttpRequest file(PackagedServer server) {
        return request(server, "/api/v1/his/imports", "b", items("kill-b", ITEMS));
    }

    private HttpRequest request(PackagedServer server, String path, String key, String body) {
        return HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String send(HttpRequest request, int status, String replayed) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                replayed, answer.headers().firstValue("Idempotency-Replayed").orElse(null));
        return answer.body();
    }

    private static String items(String id, int many) {
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

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < limit, "not in time");
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
