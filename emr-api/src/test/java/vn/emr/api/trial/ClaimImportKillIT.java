package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.api.demo.RecordOfClaims;
import vn.emr.api.demo.SampleClaim;
import vn.emr.api.demo.SampleClaims;
import vn.emr.core.store.Database;

/** The server is killed twice while it imports a thousand visits; the record then equals what was sent, field by field. */
class ClaimImportKillIT {
    private static final String DOOR = "/api/v1/his/imports";
    private static final int VISITS = 1_000;
    private static final List<LocalDate> ENDS = List.of(
            LocalDate.of(2024, 9, 12), LocalDate.of(2025, 3, 4), LocalDate.of(2025, 11, 19), LocalDate.of(2026, 7, 15));

    private final ImportSender sender = new ImportSender();
    private final List<SampleClaim> claims = IntStream.range(0, VISITS)
            .mapToObj(i -> SampleClaims.claim(i, ENDS.get(i / SampleClaims.kindsOfVisits() % ENDS.size())))
            .toList();
    private final byte[] file = SampleClaim.file(SampleClaims.FACILITY, claims);

    @Test
    void a_thousand_visits_are_kept_in_every_field_through_two_kills_and_sent_again_change_nothing() throws Exception {
        Path folder = Folders.scratch("emr-claim-import-kill-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            sender.key(server);
            String path = bring(server, "day one", null);
            awaitJudged(server, path, VISITS / 5);
            server.killServer();
            server.start();
            awaitJudged(server, path, VISITS / 2);
            server.killServer();
            server.killDatabase();
            server.start();
            awaitJudged(server, path, VISITS);
            // A visit that was in before a kill, and is read once more after it, is answered and not applied twice.
            JsonNode first = sender.asked(server, path);
            assertEquals(
                    VISITS,
                    first.path("applied").asInt() + first.path("replayed").asInt(),
                    first::toString);

            Database database = new Database(server.database("emr", "emr_owner"));
            RecordOfClaims kept = new RecordOfClaims(database);
            claims.forEach(kept::holds);
            assertTrue(kept.compared() > VISITS * 50, "fields compared: " + kept.compared());
            Record record = new Record(server);
            record.historyMustHold();
            long versions = record.count("revision");

            assertEquals(path, bring(server, "day one", "true"));
            String again = bring(server, "day two", null);
            awaitJudged(server, again, VISITS);
            assertEquals(VISITS, sender.asked(server, again).path("replayed").asInt());
            assertEquals(versions, record.count("revision"), "what came again is no new version");
        }
        Folders.remove(folder);
    }

    private String bring(PackagedServer server, String key, String replayed) throws Exception {
        HttpRequest request = sender.request(server, DOOR, "application/xml", key, file);
        return DOOR + "/"
                + new ObjectMapper()
                        .readTree(sender.send(request, 202, replayed))
                        .path("id")
                        .asText();
    }

    private void awaitJudged(PackagedServer server, String path, int visits) throws InterruptedException {
        ImportSender.await(() -> {
            JsonNode progress = sender.asked(server, path);
            return progress.path("judged").asInt() >= visits
                    && (visits < VISITS || progress.path("state").asText().equals("DONE"));
        });
    }
}
