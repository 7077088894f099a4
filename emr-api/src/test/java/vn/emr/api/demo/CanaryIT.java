package vn.emr.api.demo;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.ServerProcess;

/**
 * A patient whose name, numbers and values stand nowhere else goes through every door and every error there is, while the log
 * tells all it can. Afterwards none of it is in the logs of server and database, in threads, or in any file beside the record.
 */
class CanaryIT {
    private static final String NUMBER = "CANARY7391";
    private static final List<String> CANARIES =
            List.of("CANARY", "Canary", "canary", "Ếch", "ẾCH", "0973999173", "73.9173", "099139999739");

    /** The lowest level that a package built as ours can be set to at its start. */
    private static final String TALKATIVE = "-Dquarkus.log.level=DEBUG";

    /** Where patients may be: the database and the contents it names; what senders dropped and took. */
    private static final Set<String> THE_RECORD = Set.of("postgres", "blobs", "drop");

    @Test
    void nothing_of_a_patient_is_in_a_log_a_thread_or_a_file_beside_the_record() throws Exception {
        try (ServerProcess server =
                new ServerProcess().launch("-Demr.mode=demo", TALKATIVE).ready()) {
            messages(server);
            requests(server, new DemoPeople(server));
            lookThrough(server);
        }
    }

    @Test
    @Tag("trial")
    void nothing_of_a_whole_hospital_is_in_a_log_a_thread_or_a_file_beside_the_record() throws Exception {
        try (ServerProcess server =
                new ServerProcess().launch("-Demr.mode=demo", TALKATIVE).ready()) {
            SampleHospital sample = SampleHospital.at(Instant.now());
            HostileTexts texts = new HostileTexts(List.of("Canary7391"));
            for (String file : sample.hospital().feed().his()) {
                send(server, "EMR_HIS_MLLP_PORT", marked(sample, texts, file));
            }
            for (String file : sample.hospital().feed().lis()) {
                send(server, "EMR_LIS_MLLP_PORT", marked(sample, texts, file));
            }
            messages(server);
            requests(server, new DemoPeople(server));
            lookThrough(server);
        }
    }

    private static List<String> marked(SampleHospital sample, HostileTexts texts, String file) {
        return sample.messages(file).stream()
                .map(m -> texts.message(m.text(), "C" + m.controlId()))
                .toList();
    }

    /** Taken, parked, refused, sent twice with another content, unreadable, cut short. */
    private static void messages(ServerProcess server) throws Exception {
        String head =
                "MSH|^~\\&|SONGHONG_HIS|99001|EMR|99001|20261101080000||ADT^A01|%s|P|2.5||||||UNICODE UTF-8\rEVN|A01|20261101080000\r";
        String person =
                "PID|1||%s^^^BVBM^PI~099139999739^^^CCCD^NI||Ếch Xanh^Lục Canary||%s|F|||Ngõ Canary||0973999173\r";
        String visit = "PV1|1|I|NOI^^^99001||||||||||||||||CANARYV1\r";
        send(
                server,
                "EMR_HIS_MLLP_PORT",
                List.of(
                        head.formatted("CN1") + person.formatted(NUMBER, "19800101") + visit,
                        head.formatted("CN1") + person.formatted(NUMBER, "19810101") + visit,
                        head.formatted("CN2") + person.formatted(NUMBER, "Canary năm nào") + visit,
                        head.formatted("CN3") + person.formatted("", "19800101") + visit,
                        head.formatted("CN4").replace("UNICODE UTF-8", "CANARY") + person.formatted(NUMBER, "19800101"),
                        head.formatted("CN5").replace("ADT^A01", "ADT^ZZZ") + person.formatted(NUMBER, "19800101"),
                        "PID|1||" + NUMBER + "||Ếch Xanh Canary\r"));
        String results =
                "MSH|^~\\&|SAOMAI_LIS|99001|EMR|99001|20261101090000||ORU^R01|%s|P|2.3.1\rPID|1||%s||Ếch^Canary\r"
                        + "OBR|1||CANARYO1|GLU^Glucose Canary^SM|||20261101085000\r"
                        + "OBX|1|NM|GLU^Glucose^SM||%s|mmol/l|||||F|||20261101085500\rNTE|1||Canary ghi chú\r";
        send(
                server,
                "EMR_LIS_MLLP_PORT",
                List.of(
                        results.formatted("CR1", NUMBER, "73.9173"),
                        results.formatted("CR2", "CANARY0000", "73.9173"),
                        results.formatted("CR3", NUMBER, "Canary cao")));
    }

    private static void send(ServerProcess server, String port, List<String> messages) throws IOException {
        try (MllpSender line = new MllpSender("127.0.0.1", Integer.parseInt(server.setting(port)))) {
            for (String message : messages) {
                line.send(message);
            }
        }
    }

    /** Found, opened, asked for wrongly, sent in wrongly, signed in wrongly, and while the trace cannot be written. */
    private static void requests(ServerProcess server, DemoPeople people) throws Exception {
        Response doctor = people.signedIn("bs.noi");
        String found = people.json(doctor, Map.of("text", NUMBER))
                .post(people.address("/api/v1/patients/search"))
                .jsonPath()
                .getString("patients[0].id");
        assertTrue(found != null, "the patient was taken and is found");
        for (String route : List.of("", "/laboratory", "/reports", "/treatment", "/documents", "/" + NUMBER)) {
            people.asked(doctor, "patients/" + found + route);
        }
        people.json(doctor, Map.of("text", "Ếch\u0000Canary")).post(people.address("/api/v1/patients/search"));
        people.as(doctor)
                .contentType("application/json")
                .body("{\"text\":\"Canary\",")
                .post(people.address("/api/v1/patients/search"));
        people.json(doctor, Map.of("text", "Canary", "Canary", 1)).post(people.address("/api/v1/patients/search"));
        people.asked(doctor, "patients/" + NUMBER + "?text=Canary");
        people.signedIn("Ếch Canary");
        for (Hospital.Sender sender : SampleHospital.organization().sources()) {
            if (sender.credential() != null) {
                for (String body : List.of("[{\"kind\":\"Canary\"}]", "{\"Ếch\":", "<HOSO>Canary")) {
                    given().header("Authorization", "Bearer " + sender.credential())
                            .contentType(body.startsWith("<") ? "application/xml" : "application/json")
                            .body(body.getBytes(StandardCharsets.UTF_8))
                            .post(people.address(body.startsWith("<") ? "/api/v1/his/claims" : "/api/v1/his/notices"));
                }
            }
        }
        try (Connection owner = server.owner();
                Statement sql = owner.createStatement()) {
            sql.execute("revoke insert on audit_event from emr_app");
            people.asked(doctor, "patients/" + found);
            messages(server);
            sql.execute("grant insert on audit_event to emr_app");
        }
    }

    private static void lookThrough(ServerProcess server) throws Exception {
        Set<String> found = new TreeSet<>();
        Process threads = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.process().pid()),
                        "Thread.print")
                .redirectErrorStream(true)
                .start();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        threads.getInputStream().transferTo(said);
        in("threads", said.toString(StandardCharsets.UTF_8), found);
        assertTrue(said.size() > 1_000, "the threads were told");
        server.stop();
        int files = 0;
        try (Stream<Path> all = Files.walk(server.log().getParent())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path within = server.data().relativize(file);
                String first = within.getName(0).toString();
                // The programs of the database hold all kinds of words.
                if (!THE_RECORD.contains(first) && !first.startsWith("pgsql-")) {
                    files++;
                    in(within.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), found);
                }
            }
        }
        assertTrue(server.said().contains("DEBUG"), "the log told all it could");
        assertTrue(files >= 3, files + " files were looked through");
        assertEquals(Set.of(), found);
    }

    /** Texts are compared byte by byte: as UTF-8, and as the letters they are. */
    private static void in(String place, String text, Set<String> found) {
        text.lines()
                .filter(line -> CANARIES.stream()
                        .anyMatch(canary -> line.contains(canary)
                                || line.contains(new String(
                                        canary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))))
                .forEach(line -> found.add(place + ": " + line));
    }
}
