package vn.emr.api.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.emr.api.start.ServerProcess;

/** The sample hospital at a packaged server, where every text that can arrive brings a script along. */
final class HostileHospital {
    private final ServerProcess server;
    final DemoPeople people;
    private final HostileTexts texts = new HostileTexts();
    private StudyArchive archive;

    HostileHospital() throws Exception {
        server = new ServerProcess().launch("-Demr.mode=demo").ready();
        people = new DemoPeople(server);
    }

    /** Every system and person sends; returns how many different texts they sent. */
    int send() throws Exception {
        systemsSend();
        peopleWrite();
        awaitStudies();
        return texts.used();
    }

    void close() throws Exception {
        if (archive != null) {
            archive.close();
        }
        server.close();
    }

    private void systemsSend() throws Exception {
        SampleHospital sample = SampleHospital.at(Instant.now());
        List<SampleHospital.Study> studies = new ArrayList<>();
        for (SampleHospital.Study study : sample.studies().subList(0, 10)) {
            studies.add(new SampleHospital.Study(
                    texts.json(study.study()),
                    study.series().stream().map(texts::json).toList()));
        }
        archive = new StandInArchive(URI.create(sample.hospital().source("pacs").address()), studies);
        messages(sample, sample.hospital().feed().his(), "EMR_HIS_MLLP_PORT", 150);
        messages(sample, sample.hospital().feed().lis(), "EMR_LIS_MLLP_PORT", 120);
        for (SampleHospital.Notices notices : sample.notices()) {
            given().header("Authorization", "Bearer " + notices.source().credential())
                    .contentType("application/x-ndjson")
                    .body(notices.items().stream()
                            .limit(40)
                            .map(texts::json)
                            .reduce("", (all, item) -> all + item + "\n")
                            .getBytes(StandardCharsets.UTF_8))
                    .post(people.address("/api/v1/his/notices"))
                    .then()
                    .statusCode(anyOf(is(200), is(207)));
        }
    }

    private void messages(SampleHospital sample, List<String> files, String port, int most) throws Exception {
        int sent = 0;
        try (MllpSender line = new MllpSender("127.0.0.1", Integer.parseInt(server.setting(port)))) {
            for (String file : files) {
                for (SampleHospital.Message message : sample.messages(file)) {
                    if (sent++ < most) {
                        line.send(texts.message(message.text(), "HT" + port.charAt(4) + sent));
                    }
                }
            }
        }
    }

    /** What people write: names of accounts, reasons, the name of a file, an order, and what their browser calls itself. */
    private void peopleWrite() {
        Response admin = people.signedIn("quantri");
        as(admin)
                .contentType("application/json")
                .body(Map.of("username", "ht." + System.nanoTime(), "displayName", "Chị Mới " + texts.next()))
                .post(people.address("/api/v1/accounts"));
        Response clerk = people.signedIn("luutru");
        String waiting = JsonPath.from(people.asked(clerk, "parked")).getString("items[0].inboundId");
        as(clerk)
                .contentType("application/json")
                .body(Map.of("reason", "gửi nhầm " + texts.next()))
                .post(people.address("/api/v1/parked/" + waiting + "/dismiss"))
                .then()
                .statusCode(204);
        String source = JsonPath.from(people.asked(clerk, "imports/sources")).getString("[0].id");
        as(clerk)
                .contentType("application/x-ndjson")
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + "a%3Cimg%20src%3Dx%20onerror%3Dpwned(1)%3E.ndjson")
                .body(("{\"kind\":\"" + texts.next().replace("\\", "").replace("\"", "") + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8))
                .post(people.address("/api/v1/imports?source=" + source));
        Response doctor = people.signedIn("bs.noi");
        String patient = people.patients(doctor).getFirst();
        as(clerk)
                .contentType("application/json")
                .body(Map.of(
                        "patientId",
                        people.patients(clerk).getFirst(),
                        "form",
                        Map.of(
                                "requester",
                                "PATIENT",
                                "name",
                                "Người Hỏi " + texts.next(),
                                "identity",
                                Map.of("kind", "CCCD", "number", "không có thật"),
                                "purpose",
                                "khám nơi khác " + texts.next(),
                                "forms",
                                List.of("SUMMARY"),
                                "scope",
                                "lần này " + texts.next(),
                                "way",
                                "IN_PERSON")))
                .post(people.address("/api/v1/disclosures"))
                .then()
                .statusCode(200);
        as(doctor)
                .contentType("application/json")
                .body(Map.of(
                        "departmentId",
                        doctor.jsonPath().getString("me.departments[0].id"),
                        "code",
                        "DGD",
                        "codeSystem",
                        "SM",
                        "text",
                        "Điện giải " + texts.next(),
                        "clinicalInfo",
                        "mệt " + texts.next()))
                .post(people.address("/api/v1/patients/" + patient + "/orders"));
    }

    private void awaitStudies() throws Exception {
        Response admin = people.signedIn("quantri");
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (JsonPath.from(people.asked(admin, "health"))
                        .getInt("doors.find { it.name.startsWith('pacs/') }.received")
                < 10) {
            assertTrue(System.nanoTime() < limit, people.asked(admin, "health"));
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private RequestSpecification as(Response session) {
        return people.as(session).header("User-Agent", "Trình duyệt " + texts.next());
    }
}
