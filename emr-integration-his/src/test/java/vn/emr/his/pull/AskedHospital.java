package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.OpenQuestions;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.NoticeTranslator;

/** A hospital's HTTP interface beside a house of ours, asked over real sockets. */
abstract class AskedHospital {
    static final String LIST = "/api/moi?tu={since}&trang={page}";

    final House house = new House();
    final NoticeTranslator translator = new NoticeTranslator();
    final Doors doors = new Doors();
    final Watch clock = new Watch();
    HospitalServer his;
    Inbox inbox;
    Source source;
    PullFeed feed;

    /** A clock that is set. */
    static final class Watch extends Clock {
        Instant now = Instant.parse("2026-03-02T05:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void open() throws Exception {
        his = new HospitalServer();
        inbox = house.inbox(List.of(translator));
        source = house.addSource("HIS hỏi", Source.PULL);
        settings(Map.of());
        feed = new PullFeed(
                translator,
                inbox::receive,
                new PullPositions(house.database, clock),
                new OpenQuestions(house.database),
                house,
                doors,
                clock,
                house.folder);
        mapping("sen-vang-phieu", "thu", "", "");
    }

    @AfterEach
    void close() {
        his.close();
        house.mustBeWhole();
        house.close();
    }

    static String trouble(HospitalApi api, String path) {
        return assertThrows(PullTrouble.class, () -> api.ask(path, Map.of())).getMessage();
    }

    DoorState door() {
        return doors.states().getFirst();
    }

    Rounds.Call call() {
        return feed.call(source);
    }

    void settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("pull-mappings", "thu", "pull-address", his.address()));
        settings.putAll(more);
        source.settings = settings;
    }

    /** A shipped example under another name, with something in place of something. */
    void mapping(String shipped, String name, String from, String to) throws IOException {
        String text = new String(
                AnswersTest.class
                        .getResourceAsStream("/mappings/" + shipped + ".json")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(house.folder.resolve("mappings"));
        Files.writeString(
                folder.resolve(name + ".json"), text.replace(shipped, name).replace(from, to));
    }

    void list() throws IOException {
        Files.writeString(house.folder.resolve("mappings/thu.json"), """
                {"mapping": "thu", "version": 1,
                 "request": {"path": "%s", "rows": "/data", "watermark": "luc",
                             "success": {"from": "/success", "is": ["true"]}},
                 "notices": [{"item": {"kind": "patient", "id": {"from": "ma"}, "statedAt": {"from": "luc", "as": "time"},
                   "patient": {"identifiers": [{"kind": "PATIENT_NUMBER", "value": {"from": "ma"}}]}}}]}""".formatted(LIST));
    }

    static String page(String... numbersAndTimes) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < numbersAndTimes.length; i += 2) {
            rows.append(i == 0 ? "" : ",")
                    .append("{\"ma\":\"%s\",\"luc\":\"%s\"}".formatted(numbersAndTimes[i], numbersAndTimes[i + 1]));
        }
        return "{\"success\": true, \"data\": [" + rows + "]}";
    }

    static String sheet(String barcode, String patient) {
        return """
                {"success": true, "data": {"maPhieu": "CD01", "maVach": "%s", "soVaoVien": "LK1",
                 "ngayChiDinh": 20260302083000,
                 "benhNhan": {"ma": "%s", "hoTen": "Lê Thị Bình", "ngaySinh": 19580301, "gioiTinh": "Nữ"},
                 "dichVu": [{"soChiDinh": "CD01-1", "ma": "GLU", "ten": "Glucose"},
                            {"soChiDinh": "CD01-2", "ma": "URE", "ten": "Urê"}]}}""".formatted(barcode, patient);
    }

    void result(String id, String barcode, String patient) throws Exception {
        take("""
                {"kind":"report","id":"%s","statedAt":"202603020900",
                 "patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%s"}]},
                 "report":{"fillerNumber":"%s","code":"GLU","status":"final","observations":[{"code":"GLU","value":"5.2"}]}}
                """.formatted(id, patient, barcode));
    }

    static String person(String number) {
        return """
                {"kind":"patient","id":"%1$s","statedAt":"202603020800",
                 "patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}],"names":["Lê Thị Bình"]}}
                """.formatted(number);
    }

    static String visit(String number, String event, String end) {
        return """
                {"kind":"visit","id":"%1$s-%2$s","statedAt":"%4$s",
                 "patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"0000007"}],"names":["Lê Thị Bình"]},
                 "visit":{"number":"%1$s","event":"%2$s","class":"INPATIENT","start":"202602270700","occurredAt":"%4$s"%3$s}}
                """.formatted(
                number, event, end == null ? "" : ",\"end\":\"" + end + "\"", end == null ? "202602270700" : end);
    }

    void take(String item) throws Exception {
        Outcome outcome = inbox.receive(translator.read(
                        item.getBytes(StandardCharsets.UTF_8), "his-rest", "127.0.0.1", Sources.only(house.source)))
                .toCompletableFuture()
                .get();
        assertTrue(outcome.kind() != Outcome.Kind.REFUSED, () -> String.valueOf(outcome));
    }

    /** What is woken is applied behind the answer that woke it. */
    void until(String rows, long count) {
        Instant end = Instant.now().plusSeconds(20);
        while (house.count(rows) != count) {
            assertTrue(Instant.now().isBefore(end), "it did not come about in time");
            Thread.onSpinWait();
        }
    }
}
