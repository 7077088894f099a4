package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.Clinician;
import vn.emr.api.bench.KeptRecords;
import vn.emr.api.bench.PackagedServer;

/** An export of many records, printed too, whose server is killed again and again goes on by itself and ends in the same bytes. */
class ExportKillIT {
    private static final int RECORDS = 24;
    private static final String DONE = "record_export_folder where outcome = 'WRITTEN'";

    @Test
    void an_export_that_was_killed_several_times_gives_the_bytes_of_one_that_nobody_disturbed() throws Exception {
        Path folder = Folders.scratch("emr-export-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            new KeptRecords(server).tell(RECORDS, "CLOSED");
            Record record = new Record(server);
            String id = begin(server);
            for (int kill = 1; kill <= 3; kill++) {
                int sofar = RECORDS * kill / 4;
                ImportSender.await(() -> record.count(DONE) >= sofar);
                server.killServer();
                assertTrue(record.count(DONE) < RECORDS, "killed in its middle");
                if (kill == 2) {
                    server.killDatabase();
                }
                server.start();
            }
            byte[] killed = part(server, id);
            String digest = sha256(server, id);
            assertEquals(RECORDS, record.count("record_export_folder where pdf_sha256 is not null"));
            long printed = record.count("audit_event where kind = 'PRINT'");

            undone(server);
            server.start();
            assertArrayEquals(killed, part(server, id));
            assertEquals(digest, sha256(server, id));
            assertEquals(printed, record.count("audit_event where kind = 'PRINT'"), "the same papers once more");
        }
        Folders.remove(folder);
    }

    private static String begin(PackagedServer server) throws Exception {
        return KeptRecords.takenOut(clerk(server), "CLOSED", true);
    }

    private static byte[] part(PackagedServer server, String id) throws Exception {
        Record record = new Record(server);
        ImportSender.await(() -> record.count("record_export where ended = 'DONE'") == 1);
        return clerk(server).file("/api/v1/record-exports/" + id + "/parts/1");
    }

    private static String sha256(PackagedServer server, String id) throws Exception {
        JsonNode export = clerk(server).read("/api/v1/record-exports/" + id);
        assertEquals(RECORDS, export.path("written").asInt());
        return export.at("/parts/0/sha256").asText();
    }

    private static Clinician clerk(PackagedServer server) throws Exception {
        Clinician clerk = new Clinician(server);
        clerk.signIn("luutru", "SongHong-2026");
        return clerk;
    }

    /** As if nothing of it were made yet; only its database runs meanwhile. */
    private static void undone(PackagedServer server) throws Exception {
        server.killServer();
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement()) {
            sql.execute("delete from record_export_part");
            sql.execute(
                    "update record_export_folder set outcome = null, xml_sha256 = null, json_sha256 = null, pdf_sha256 = null");
            sql.execute("update record_export set ended_at = null, ended = null");
        }
    }
}
