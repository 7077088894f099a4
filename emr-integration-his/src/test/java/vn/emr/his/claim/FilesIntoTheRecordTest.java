package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.drop.FileDrops;
import vn.emr.core.hl7.Hl7FileFormat;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.NoticeFileFormat;
import vn.emr.his.NoticeTranslator;

/** Files of claims and notices from a folder on a real disk to rows of a real database, and what is written beside them. */
@Timeout(120)
class FilesIntoTheRecordTest {
    private static final String PATIENT =
            "{\"kind\":\"patient\",\"id\":\"P%d\",\"statedAt\":\"202611200800\",\"patient\":{"
                    + "\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"9%04d\"}],\"names\":[\"Nguyễn Văn Mẫu\"]}}";

    private final House house = new House();
    private final NoticeTranslator notices = new NoticeTranslator();
    private final ClaimTranslator claims = new ClaimTranslator();
    private final Hl7Translator hl7 = new Hl7Translator(List.of(), Clock.systemUTC());

    @TempDir
    Path root;

    private Source source;
    private Path folder;
    private FileDrops drops;

    @BeforeEach
    void open() throws IOException {
        source = house.addSource("HIS bỏ tệp", "files");
        source.dropFolder = "his";
        folder = Files.createDirectories(root.resolve("drop/his"));
        FileFormats formats = new FileFormats(
                List.of(new Hl7FileFormat(hl7), new NoticeFileFormat(notices), new ClaimFileFormat(claims)));
        List<Translator> translators = List.of(hl7, notices, claims);
        drops = new FileDrops(
                house,
                formats,
                house.inbox(translators),
                new Doors(),
                Clock.systemUTC(),
                Optional.of(root.resolve("drop")),
                30,
                root);
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    private void put(String name, String text, int secondsAgo) throws IOException {
        Path file = Files.writeString(root.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
        Files.move(file, folder.resolve(name));
    }

    private void awaitFiled(String path) {
        while (!Files.exists(folder.resolve(path))) {
            drops.look();
            Thread.yield();
        }
    }

    /** The lines of a result without the numbers this server gave. */
    private List<String> result(String path) throws IOException {
        awaitFiled(path);
        return Files.readAllLines(folder.resolve(path)).stream()
                .map(line -> line.replaceAll("\"inboundId\":\"[0-9a-f-]{36}\"", "\"inboundId\":\"…\""))
                .toList();
    }

    private static String last(String text, int applied, int refused, int replayed) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Claims.bytes(text));
        return "{\"sha256\":\"%s\",\"messages\":%d,\"applied\":%d,\"parked\":0,\"refused\":%d,\"replayed\":%d}"
                .formatted(HexFormat.of().formatHex(digest), applied + refused + replayed, applied, refused, replayed);
    }

    private static String visit(int number) {
        return Claims.hoso(
                "XML1",
                Claims.table(
                        "XML1",
                        Claims.summary("MA_LK", "LK%04d".formatted(number), "MA_BN", "77" + number, "MA_KHOA", "NOI")));
    }

    private long applied() {
        return house.database
                .first(
                        "select count(*) as n from inbound where source_id = ? and outcome = 'APPLIED'",
                        row -> row.number("n"),
                        source.id)
                .orElseThrow();
    }

    @Test
    void a_claim_file_of_several_visits_is_one_message_each_and_a_bad_one_stops_no_other() throws Exception {
        String bad = Claims.hoso("XML1", Claims.table("XML1", Claims.summary("MA_LK", null)));
        String file = Claims.file("20251120", visit(1), bad, visit(3));
        put("hoso.xml", "\uFEFF" + file, 10);
        assertEquals(
                List.of(
                        "{\"index\":0,\"outcome\":\"applied\",\"inboundId\":\"…\"}",
                        "{\"index\":1,\"outcome\":\"refused\",\"inboundId\":\"…\",\"code\":\"REQUIRED_FIELD_MISSING\",\"detail\":"
                                + "\"a required field is missing\",\"pointer\":\"XML1/MA_LK\"}",
                        "{\"index\":2,\"outcome\":\"applied\",\"inboundId\":\"…\"}",
                        last("\uFEFF" + file, 2, 1, 0)),
                result("failed/hoso.xml.result.ndjson"));
        assertEquals(2, applied());
        put("again.xml", Claims.file("20251120", visit(1), visit(3)), 10);
        assertTrue(result("done/again.xml.result.ndjson").getLast().contains("\"replayed\":2"));
        assertEquals(2, applied());
    }

    @Test
    void a_file_read_again_after_a_crash_sets_nothing_back_and_a_new_one_with_the_same_visit_does() throws Exception {
        String before = Claims.file("20251120", visit(1));
        put("before.xml", before, 10);
        assertTrue(result("done/before.xml.result.ndjson").getFirst().contains("applied"));
        put("after.xml", Claims.file("20251120", changed()), 9);
        assertTrue(result("done/after.xml.result.ndjson").getFirst().contains("applied"));
        Files.delete(folder.resolve("done/before.xml.result.ndjson"));
        Files.move(folder.resolve("done/before.xml"), folder.resolve("working/before.xml"));
        assertTrue(result("done/before.xml.result.ndjson").getFirst().contains("replayed"));
        assertEquals(1, diagnosed("J21.9"));
        put("before.xml", before, 8);
        drops.look();
        while (diagnosed("J20.9") == 0) {
            drops.look();
            Thread.yield();
        }
        assertEquals(0, diagnosed("J21.9"));
    }

    private static String changed() {
        return Claims.hoso(
                "XML1",
                Claims.table(
                        "XML1",
                        Claims.summary("MA_LK", "LK0001", "MA_BN", "771", "MA_KHOA", "NOI", "MA_BENH_CHINH", "J21.9")));
    }

    private long diagnosed(String code) {
        return house.database
                .first("select count(*) as n from condition where code = ? and active", row -> row.number("n"), code)
                .orElseThrow();
    }

    @Test
    void a_claim_file_that_is_cut_or_announces_more_visits_fails_and_the_visits_that_came_are_kept() throws Exception {
        String file = Claims.file("20251120", visit(1), visit(2));
        put("short.xml", file.replace("<SOLUONGHOSO>2<", "<SOLUONGHOSO>3<"), 10);
        List<String> lines = result("failed/short.xml.result.ndjson");
        assertTrue(lines.get(1).contains("\"remarks\":[\"SOLUONGHOSO says 3 records, 2 came\"]"), lines.get(1));
        assertTrue(
                Files.readString(folder.resolve("failed/short.xml.reason.txt")).contains("SOLUONGHOSO says 3"));
        put("cut.xml", Claims.file("20251121", visit(1), visit(2)).split("(?<=</HOSO>\n<HOSO>)")[0], 10);
        lines = result("failed/cut.xml.result.ndjson");
        assertTrue(lines.get(0).startsWith("{\"index\":0,\"outcome\":\"applied\""), lines.get(0));
        assertTrue(lines.get(1).contains("\"detail\":\"the file ends before the record is closed\""), lines.get(1));
        assertEquals(3, applied());
    }

    @Test
    void notices_come_as_lines_or_as_an_array_and_a_faulty_one_in_the_middle_stops_no_other() throws Exception {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            items.add(i == 700 ? "{\"kind\":\"patient\"" : PATIENT.formatted(i, i));
        }
        put("lines.ndjson", String.join("\r\n", items), 10);
        List<String> lines = result("failed/lines.ndjson.result.ndjson");
        assertEquals(1_201, lines.size());
        assertEquals("{\"index\":0,\"outcome\":\"applied\",\"inboundId\":\"…\"}", lines.getFirst());
        assertTrue(lines.get(700)
                .startsWith("{\"index\":700,\"outcome\":\"refused\",\"inboundId\":\"…\",\"code\":\"UNREADABLE\""));
        assertEquals(last(String.join("\r\n", items), 1_199, 1, 0), lines.getLast());
        items.remove(700);
        put("array.json", "[" + String.join(",\n", items) + "]", 10);
        lines = result("done/array.json.result.ndjson");
        assertEquals(1_200, lines.size());
        assertEquals(last("[" + String.join(",\n", items) + "]", 0, 0, 1_199), lines.getLast());
        assertEquals(1_199, applied());
    }

    @Test
    void a_source_sends_by_file_only_what_it_is_registered_for() throws Exception {
        source.allowedTypes = "claim";
        put("notices.json", "[" + PATIENT.formatted(1, 1) + "]", 12);
        put("people.hl7", "MSH|^~\\&|A|B|||20251120||ADT^A28|1|P|2.5\rPID|1||9||N\r", 11);
        put("claims.xml", Claims.file("20251120", visit(1)), 10);
        assertTrue(result("failed/notices.json.result.ndjson").getFirst().contains("NOT_ALLOWED_FOR_SENDER"));
        assertTrue(String.join("", result("failed/people.hl7.ack")).contains("MSA|AR|1"));
        assertTrue(result("done/claims.xml.result.ndjson").getFirst().contains("applied"));
        assertEquals(1, applied());
    }
}
