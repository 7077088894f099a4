package vn.emr.api.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import vn.emr.core.setup.FirstStart;

/**
 * Records of which a system told everything that is in {@link HisItems}, closed or archived. The steps to there are people's, one by one:
 * here the tables say it.
 */
public final class KeptRecords {
    private static final int VISITS_A_REQUEST = 1_000 / HisItems.ITEMS_A_VISIT;
    private static final long KNOWN_MILLIS = 6_000;

    private final PackagedServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int told;

    public KeptRecords(PackagedServer server) {
        this.server = server;
    }

    /** So many more, in this state; in whole hundreds where there are as many. */
    public void tell(int records, String state) throws IOException, InterruptedException, SQLException {
        String credential = credentialOf(server);
        HisItems items = new HisItems(Instant.now());
        for (int left = records; left > 0; left -= VISITS_A_REQUEST) {
            int visits = Math.min(left, VISITS_A_REQUEST);
            HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/his/notices"))
                    .header("Authorization", "Bearer " + credential)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(items.lines(told, visits)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 207 || answer.body().contains("\"refused\"")) {
                throw new IOException("not told: " + answer.statusCode());
            }
            told += visits;
        }
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                PreparedStatement sql = owner.prepareStatement("""
                        update record_folder set state = ?
                        where state = 'IN_TREATMENT' and admission_number like 'BV%'
                        """)) {
            sql.setString(1, state);
            if (sql.executeUpdate() != records) {
                throw new IOException("not every record has a folder");
            }
        }
    }

    /** A records clerk begins to take all of a state out; its id. */
    public static String takenOut(Clinician clerk, String state, boolean pdf) throws IOException, InterruptedException {
        Map<String, Object> asked = Map.of(
                "state",
                state,
                "pdf",
                pdf,
                "purpose",
                "REPORTING",
                "ground",
                "legal-duty",
                "basis",
                "Điều 69",
                "receiver",
                "Sở Y tế");
        return clerk.post("/api/v1/record-exports", asked).path("id").asText();
    }

    /** The key of a sender of the sample hospital, which may send everything from now on. */
    static String credentialOf(PackagedServer server) throws IOException, SQLException, InterruptedException {
        var sample = FirstStart.read().sources().stream()
                .filter(s -> s.credential() != null)
                .findFirst()
                .orElseThrow();
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                PreparedStatement sql = owner.prepareStatement("""
                                with sample as (update source set allowed_types = '*' where name = ? returning id)
                                update source_key set scopes = array['notices:send', 'claims:send', 'imports:send']
                                where source_id in (select id from sample)
                                """)) {
            sql.setString(1, sample.name());
            sql.execute();
        }
        Thread.sleep(KNOWN_MILLIS);
        return sample.credential();
    }
}
