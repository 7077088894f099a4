package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.Clinician;
import vn.emr.api.bench.KeptRecords;
import vn.emr.api.bench.PackagedServer;

/** What one hospital took out comes in at another whose server is killed again and again: each record once, as the same bytes. */
class PackKillIT {
    private static final int RECORDS = 120;
    /** More files at once are more than a person takes out. */
    private static final int COMPARED = 10;

    private static final String PACKS = "/api/v1/record-imports/packs";
    private static final Pattern CAME = Pattern.compile("<thoigianvaovien>([^<]+)<");
    private static final String SENDER = """
            insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
            select '01930000-0000-7000-8000-00000000aaaa', d.tenant_id, d.facility_id, 'Bệnh viện gửi', 'OTHER', 'record', 'record', '79999'
            from department d where d.code = 'NOI'
            """;

    @Test
    void a_zip_whose_server_is_killed_while_it_is_looked_at_and_taken_in_is_there_whole_and_once() throws Exception {
        Map<String, byte[]> files = ended(takenOut());
        Path folder = Folders.scratch("emr-pack-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            try (Connection owner = server.database("emr", "emr_owner").getConnection();
                    Statement sql = owner.createStatement()) {
                sql.execute(SENDER);
            }
            String sender = known(server);
            String pack = PACKS + "/"
                    + clerk(server)
                            .send(PACKS + "?sender=" + sender, zip(files))
                            .path("id")
                            .asText();
            killed(server, "finding is not null");
            server.start();
            Record record = new Record(server);
            ImportSender.await(() -> record.count("received_pack_record where finding is null") == 0);
            JsonNode looked = clerk(server).read(pack);
            assertEquals(
                    RECORDS,
                    looked.at("/pack/counts/good").asInt(),
                    looked.at("/pack/counts").toString());
            clerk(server).post(pack + "/take", Map.of());
            killed(server, "finding = 'TAKEN'");
            server.killDatabase();
            server.start();
            ImportSender.await(() -> record.count("received_pack where ended = 'DONE'") == 1);
            same(server, pack, files);
        }
        Folders.remove(folder);
    }

    private static byte[] takenOut() throws Exception {
        Path folder = Folders.scratch("emr-packed-");
        byte[] zip;
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            new KeptRecords(server).tell(RECORDS, "CLOSED");
            Clinician clerk = clerk(server);
            String export = "/api/v1/record-exports/" + KeptRecords.takenOut(clerk, "CLOSED", false);
            Record record = new Record(server);
            ImportSender.await(() -> record.count("record_export where ended = 'DONE'") == 1);
            zip = clerk.file(export + "/parts/1");
        }
        Folders.remove(folder);
        return zip;
    }

    /** After a third of the records. */
    private static void killed(PackagedServer server, String sofar) throws Exception {
        Record record = new Record(server);
        ImportSender.await(() -> record.count("received_pack_record where " + sofar) >= RECORDS / 3);
        server.killServer();
        assertTrue(record.count("received_pack_record where " + sofar) < RECORDS, "killed in its middle");
    }

    /** Senders are looked up anew within five seconds. */
    private static String known(PackagedServer server) throws Exception {
        Clinician clerk = clerk(server);
        JsonNode senders = clerk.read("/api/v1/record-imports/senders");
        while (senders.isEmpty()) {
            senders = clerk.read("/api/v1/record-imports/senders");
        }
        return senders.at("/0/id").asText();
    }

    private static void same(PackagedServer server, String pack, Map<String, byte[]> sent) throws Exception {
        assertEquals(RECORDS, new Record(server).count("record_folder where state = 'CLOSED'"));
        assertEquals(RECORDS, new Record(server).count("received_pack_record where folder_id is not null"));
        Clinician clerk = clerk(server);
        JsonNode records = clerk.read(pack).path("records");
        for (int i = 0; i < COMPARED; i++) {
            String folder = "/api/v1/patients/"
                    + records.path(i).path("patientId").asText() + "/record-folders/"
                    + records.path(i).path("folderId").asText();
            byte[] xml = clerk.file(folder + "/exchange/xml");
            assertTrue(sent.values().removeIf(file -> Arrays.equals(file, xml)), "as it was, and no other");
        }
    }

    /** The XML of each record. The visits of the sample go on; another hospital gives out those that have ended. */
    private static Map<String, byte[]> ended(byte[] zip) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".xml")) {
                    String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    Matcher came = CAME.matcher(xml);
                    assertTrue(came.find());
                    String left = "<ngayravien>" + came.group(1) + "</ngayravien>";
                    files.put(
                            entry.getName(),
                            xml.replaceFirst("<ngayravien/>|<ngayravien></ngayravien>", left)
                                    .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Clinician clerk(PackagedServer server) throws Exception {
        Clinician clerk = new Clinician(server);
        clerk.signIn("luutru", "SongHong-2026");
        return clerk;
    }
}
