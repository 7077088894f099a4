package vn.emr.api.operation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.hl7.MllpClient;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.organization.ItemKind;
import vn.emr.core.testing.Role;

/** Senders as the IT administrator registers, changes and tries them, on the whole server. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class SourcesTest {
    private static final String PATH = "/api/v1/sources";

    @Inject
    Doors doors;

    private final NewLaboratory laboratory = new NewLaboratory();
    private Hospital hospital;
    private Browser admin;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        admin = Browser.in(hospital, Role.IT_ADMIN);
    }

    @Test
    void a_source_is_registered_read_changed_and_switched_off_and_each_change_is_traced_with_before_and_after() {
        Response made = admin.json(laboratory.settings()).post(PATH);
        made.then().statusCode(201).body("credential", nullValue());
        String id = made.jsonPath().getString("id");
        Map<String, Object> read = new HashMap<>(admin.ask()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap(""));
        assertEquals(false, read.get("plainText"));
        assertEquals(256, read.get("inFlight"));
        read.put("plainText", true);
        read.put("silentAfter", 30);
        read.put("certificate", "sha256:" + "ab".repeat(32));
        int version = admin.json(read)
                .put(PATH + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("version");
        assertNotEquals(read.get("version"), version);
        assertEquals(
                "certificate: - -> sha256:" + "ab".repeat(32) + "; plainText: false -> true; silentAfter: - -> 30",
                traced(id, "SOURCE_CHANGE"));
        assertTrue(traced(id, "SOURCE_CREATE").contains("allowedTypes: - -> ORU^R01"));

        admin.json(read).put(PATH + "/" + id).then().statusCode(409).body("code", equalTo("CONFLICT"));
        read.put("version", version);
        read.put("enabled", false);
        admin.json(read).put(PATH + "/" + id).then().statusCode(200);
        assertEquals(false, admin.ask().get(PATH + "/" + id).jsonPath().getBoolean("enabled"));
        Browser elsewhere = Browser.in(Server.hospital(), Role.IT_ADMIN);
        elsewhere.ask().get(PATH + "/" + id).then().statusCode(404);
        elsewhere.json(read).put(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void a_system_that_is_read_is_registered_with_its_password_written_and_never_shown() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "pull-mappings", "sen-vang-nguoi-benh",
                "pull-database", "jdbc:postgresql://127.0.0.1:1/his",
                "pull-user", "emr_doc",
                "password", "chi-de-doc"));
        Map<String, Object> his = new HashMap<>(Map.of(
                "name", "HIS chỉ đọc", "kind", "HIS", "door", "pull", "allowedTypes", "*", "patientDomain", "BV"));
        his.put("settings", settings);
        String id = admin.json(his).post(PATH).then().statusCode(201).extract().path("id");
        Response read = admin.ask().get(PATH + "/" + id);
        read.then().body("settings.password", equalTo("********")).body("settings.pull-user", equalTo("emr_doc"));
        assertFalse(traced(id, "SOURCE_CREATE").contains("chi-de-doc"));

        settings.put("pull-database", "jdbc:postgresql://127.0.0.1:1/his?socketFactory=x.Y");
        refused(his, "/settings/pull-database", "Cần địa chỉ JDBC");
        settings.put("pull-database", "jdbc:postgresql://his-db:5432/his");
        refused(his, "/settings/pull-database", "phải mã hóa");
        settings.remove("pull-database");
        settings.put("pull-address", "https://169.254.169.254/");
        refused(his, "/settings/pull-address", "link-local");
        his.put("door", "his-rest");
        refused(his, "/settings/pull-", "no pull- settings");
    }

    @Test
    void a_door_or_a_type_that_nobody_knows_is_refused_and_every_known_one_is_taken() {
        String all = Stream.concat(
                        Stream.of(ItemKind.values()).map(ItemKind::word),
                        Stream.of("record", "claim", "study", "ADT^*", "ORU^R01", "ADT^A0*", "*"))
                .collect(Collectors.joining(", "));
        Map<String, Object> his = new HashMap<>(Map.of(
                "name", "HIS cửa lạ", "kind", "HIS", "door", "rest", "allowedTypes", all, "patientDomain", "BV"));
        refused(his, "/door", "his-rest");
        his.put("door", "his-rest");
        for (String wrong : List.of("patients", "patient;visit", "adt^a01", "ADT^", "patient,")) {
            his.put("allowedTypes", wrong);
            refused(his, "/allowedTypes", "ADT^*");
        }
        his.put("allowedTypes", all);
        admin.json(his).post(PATH).then().statusCode(201);
    }

    private void refused(Map<String, Object> source, String pointer, String detail) {
        admin.json(source)
                .post(PATH)
                .then()
                .statusCode(422)
                .body("fields[0]", startsWith(pointer))
                .body("detail", containsString(detail));
    }

    private String traced(String id, String what) {
        return hospital.database
                .first(
                        "select changes from audit_event where object_id = ? and object_kind = ?",
                        row -> row.text("changes"),
                        UUID.fromString(id),
                        what)
                .orElseThrow();
    }

    @Test
    void a_change_is_in_effect_at_the_door_within_five_seconds_without_a_restart() throws Exception {
        String id = admin.json(laboratory.settings()).post(PATH).jsonPath().getString("id");
        try (MllpClient client = new MllpClient(port())) {
            String first = answerUntil(client, "A", "MSA|AA|");
            assertTrue(first.contains("Chưa có người bệnh"), first);
            Map<String, Object> read =
                    new HashMap<>(admin.ask().get(PATH + "/" + id).jsonPath().getMap(""));
            read.put("allowedTypes", "ADT^*");
            admin.json(read).put(PATH + "/" + id).then().statusCode(200);
            assertTrue(answerUntil(client, "B", "MSA|AR|").contains("|207^"));
        }
    }

    /** Sends new messages until the answer is as expected; longer than 6 s is too late. */
    private String answerUntil(MllpClient client, String mark, String expected) throws Exception {
        long begun = System.nanoTime();
        String answer = "";
        for (int i = 0; System.nanoTime() - begun < 6_000_000_000L; i++) {
            answer =
                    client.write(MllpClient.frame(laboratory.message(mark + i))).answer();
            if (answer.contains(expected)) {
                return answer;
            }
        }
        throw new AssertionError(answer);
    }

    private int port() {
        DoorState lis = doors.states().stream()
                .filter(d -> d.name().equals("lis"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(lis.address().replaceAll(".*:", ""));
    }

    @Test
    void a_sender_that_is_known_by_a_key_gets_it_once() {
        Map<String, Object> his = laboratory.settings();
        his.remove("sendingApplication");
        his.put("door", "his-rest");
        Response made = admin.json(his).post(PATH);
        made.then().statusCode(201).body("credential", startsWith("emrs_"));
        String id = made.jsonPath().getString("id");
        Response read = admin.ask().get(PATH + "/" + id);
        read.then().body("hasCredential", equalTo(true)).body("credential", nullValue());
        Map<String, Object> again = new HashMap<>(read.jsonPath().getMap(""));
        again.put("newCredential", true);
        again.remove("hasCredential");
        String next = admin.json(again).put(PATH + "/" + id).jsonPath().getString("credential");
        assertNotEquals(made.jsonPath().getString("credential"), next);
        assertFalse(traced(id, "SOURCE_CHANGE").contains("emrs_"));
    }

    @Test
    void faults_are_named_by_field_and_change_nothing() {
        String[][] wrong = {
            {"certificate", "sha256:12"},
            {"addresses", "hospital.example"},
            {"dropFolder", "../etc"},
            {"sftpAddress", "sftp://u:secret@host/x"},
            {"sftpAddress", "sftp://u@host:99999/x"},
            {"sftpAddress", "sftp://u@host/x*"},
            {"sftpAddress", "sftp://u@host/x"},
            {"sftpHostKey", "MD5:aa"},
            {"zone", "Mars/One"},
            {"fallbackCharset", "klingon"}
        };
        for (String[] fault : wrong) {
            Map<String, Object> source = laboratory.settings();
            source.put(fault[0], fault[1]);
            admin.json(source)
                    .post(PATH)
                    .then()
                    .statusCode(422)
                    .body("fields.toString()", containsString("/" + fault[0]));
        }
        for (String number : new String[] {"inFlight", "silentAfter"}) {
            Map<String, Object> source = laboratory.settings();
            source.put(number, 100_000);
            admin.json(source).post(PATH).then().statusCode(422);
        }
        for (String name : new String[] {"", "../order.json", ".order", "a?.txt", "order.ack", "x".repeat(81)}) {
            admin.json(laboratory.handingOver(name, "lis"))
                    .post(PATH)
                    .then()
                    .statusCode(422)
                    .body("fields.toString()", containsString("/settings/handoff-file"));
        }
        admin.json(laboratory.handingOver("order.json", null)).post(PATH).then().statusCode(422);
        assertEquals(0, admin.ask().get(PATH).jsonPath().getList("").size());
        String id = admin.json(laboratory.handingOver("order.json", "lis"))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        admin.ask().get(PATH + "/" + id).then().body("settings.handoff-file", equalTo("order.json"));
        admin.json(laboratory.settings())
                .post(PATH)
                .then()
                .statusCode(409)
                .body("fields.toString()", containsString("/name"));
    }

    @Test
    void a_silent_sender_and_one_without_tls_are_red_on_the_health_page() {
        Map<String, Object> silent = laboratory.settings();
        silent.put("silentAfter", 5);
        admin.json(silent).post(PATH).then().statusCode(201);
        Map<String, Object> plain = laboratory.settings();
        plain.put("name", "LIS cũ");
        plain.put("sendingApplication", "OLD");
        plain.put("plainText", true);
        admin.json(plain).post(PATH).then().statusCode(201);
        Map<String, Object> good = laboratory.settings();
        good.put("name", "LIS tốt");
        good.put("sendingApplication", "GOOD");
        admin.json(good).post(PATH).then().statusCode(201);
        admin.ask()
                .get("/api/v1/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("WARN"))
                .body("senders.size()", equalTo(2))
                .body("senders.find { it.name == 'LIS Khoa Xét nghiệm' }.silent", equalTo(true))
                .body("senders.find { it.name == 'LIS cũ' }.plainText", equalTo(true));
        admin.ask()
                .get(PATH)
                .then()
                .body("[0].sinceStart.applied", equalTo(0))
                .body("find { it.name == 'LIS Khoa Xét nghiệm' }.silent", equalTo(true))
                .body("find { it.name == 'LIS tốt' }.silent", equalTo(false));
    }
}
