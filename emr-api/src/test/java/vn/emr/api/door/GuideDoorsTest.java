package vn.emr.api.door;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.intake.Doors;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;

/**
 * What the guide shows for sockets, files, views, an interface that is asked and orders is true, and does what it promises when it is copied.
 * SFTP and Kafka are not run here.
 */
@QuarkusTest
@QuarkusTestResource(Server.class)
class GuideDoorsTest extends GuideExamples {
    @Inject
    Doors doors;

    @Test
    void a_person_and_then_a_result_over_mllp_are_acknowledged() throws Exception {
        for (String door : List.of("his", "lis")) {
            String name = sender(door, "*", Map.of());
            String port = doors.states().stream()
                    .filter(each -> each.name().equals(door))
                    .findFirst()
                    .orElseThrow()
                    .address()
                    .replaceFirst(".*:", "");
            Map<String, String> known =
                    Map.of("{host}", "127.0.0.1", "{port}", port, "{application}", name, "{facility}", "BV");
            String message = example("mllp." + door, "hl7", known).toString();
            String answer = java("mllp", known, message);
            // A sender registered just now is known within five seconds.
            for (long limit = limit(); answer.contains("MSA|AR") && System.nanoTime() < limit; ) {
                answer = java("mllp", known, message);
            }
            assertTrue(answer.contains("MSA|AA|THU-"), answer);
        }
        assertEquals(1, applied("ADT^A04"));
        assertEquals(1, applied("ORU^R01"));
    }

    private long applied(String type) {
        return hospital.database
                .first(
                        "select count(*) as n from inbound where tenant_id = ? and message_type = ? and outcome = 'APPLIED'",
                        row -> row.number("n"),
                        hospital.tenant,
                        type)
                .orElseThrow();
    }

    @Test
    void a_file_is_taken_with_its_checksum_and_answered_line_by_line_as_shown() throws Exception {
        String name = sender("his", "*", Map.of());
        Path drop = drop(name);
        Files.writeString(folder.resolve("thu.ndjson"), """
                {"kind":"patient","id":"1","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"T1"}],"names":["Thử"]}}
                {"kind":"note","id":"2","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"T9"}]},"note":{"key":"1","text":"x"}}
                {"kind":"patient","id":"3","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"T1"}],"names":["Thử"]}}
                """);
        String said = run(List.of(
                "sh",
                example("files", "sh", Map.of("{folder}", drop.toString())).toString(),
                "thu.ndjson"));
        List<String> result = said.lines().filter(line -> line.startsWith("{")).toList();
        List<String> shown = Files.readAllLines(EXAMPLES.resolve("files.json"));
        assertEquals(
                shown.stream().map(GuideDoorsTest::names).toList(),
                result.stream().map(GuideDoorsTest::names).toList());
        assertTrue(Files.notExists(drop.resolve("thu.ndjson.sha256")));
    }

    @Test
    void a_file_that_is_handed_over_under_one_name_stays_and_is_taken_under_a_dated_one() throws Exception {
        String name = sender("his", "*", Map.of("handoff-file", "order.json"));
        Path drop = drop(name);
        Files.writeString(folder.resolve("mot.json"), """
                {"kind":"patient","id":"1","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"T1"}],"names":["Thử"]}}
                """);
        Map<String, String> known = Map.of("{folder}", drop.toString(), "{file}", "order.json");
        run(List.of("sh", example("handoff", "sh", known).toString(), "mot.json"));
        assertTrue(Files.exists(drop.resolve("order.json")));
    }

    @Test
    void a_view_made_as_shown_is_read_by_the_mapping_as_shown_with_the_rights_as_shown() throws Exception {
        DatabaseAddress his = TestDatabase.empty();
        String reader = his.application().user();
        String url = his.jdbcUrl().replaceFirst("\\?.*", "");
        try (Connection connection = DriverManager.getConnection(
                        url, his.owner().user(), his.owner().password());
                Statement sql = connection.createStatement()) {
            sql.execute("""
                    create schema his;
                    create table his.nguoi_benh (id int, ma_bn text, ho_ten text, ngay_sinh date, gioi_tinh text, ngay_sua timestamp);
                    create table his.luot_kham (id int, nguoi_benh_id int, so_vao_vien text, ngay_sua timestamp);
                    insert into his.nguoi_benh values (7, 'T7', 'Lê Thị Bình', '1958-03-01', 'Nữ', '2025-01-01 08:00');
                    insert into his.luot_kham values (1, 7, 'LK1', '2025-01-01 08:05')
                    """);
            // The account is there already: who owns a test database may make none.
            sql.execute(text("pullDatabase", "sql", Map.of("{reader}", reader)).replaceFirst("create role .*", ""));
        }
        Path mapping = example("pullDatabase", "json", Map.of());
        assertTrue(checked("luot-kham.json", mapping, "pullDatabase").contains("THU-0003"));
        put("luot-kham.json", mapping);
        PulledSource.registered(
                        hospital,
                        Map.of(
                                "pull-mappings",
                                "luot-kham",
                                "pull-database",
                                url,
                                "pull-user",
                                reader,
                                "password",
                                his.application().password()))
                .bringsOne();
        try (Connection connection = DriverManager.getConnection(
                        url, reader, his.application().password());
                Statement sql = connection.createStatement()) {
            assertThrows(SQLException.class, () -> sql.execute("select * from his.nguoi_benh"));
            assertThrows(SQLException.class, () -> sql.execute("delete from emr.v_luot_kham"));
        }
    }

    @Test
    void an_interface_is_asked_by_the_mapping_as_shown() throws Exception {
        Path mapping = example("pullHttp", "json", Map.of());
        assertTrue(checked("nguoi-benh-moi.json", mapping, "pullHttp").contains("THU-0004"));
        byte[] answer = Files.readAllBytes(folder.resolve("tra-loi.json"));
        HttpServer his = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        his.createContext("/nguoi-benh", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        his.start();
        try {
            put("nguoi-benh-moi.json", mapping);
            PulledSource.registered(
                            hospital,
                            Map.of(
                                    "pull-mappings",
                                    "nguoi-benh-moi",
                                    "pull-address",
                                    "http://127.0.0.1:" + his.getAddress().getPort()))
                    .bringsOne();
        } finally {
            his.stop(0);
        }
    }

    @Test
    void an_order_goes_out_as_shown_and_a_message_that_waits_is_answered_as_shown() throws Exception {
        String golden = Files.readString(Path.of("../emr-integration-lis/src/test/resources/golden-out/oml-new.hl7"));
        String shown = Files.readString(EXAMPLES.resolve("orders.hl7"));
        assertTrue(shown.startsWith(String.join("\n", golden.split("[\r\n]+")) + "\n\n"), shown);
        String answer = given().header("Authorization", "Bearer " + key)
                .contentType("application/x-ndjson")
                .body("""
                        {"kind":"note","id":"2","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"T9"}]},"note":{"key":"1","text":"x"}}
                        """.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/his/notices")
                .asString();
        assertEquals(ids(Files.readString(EXAMPLES.resolve("parked.json"))), ids(answer));
    }

    /** Everything but which message it is. */
    private static String ids(String answer) {
        return answer.strip().replaceAll("\"inboundId\":\"[^\"]+\"", "\"inboundId\":\"\"");
    }

    /** The names of a line of JSON, and its outcome. */
    private static String names(String line) {
        return JsonPath.from(line).getMap("").keySet() + " "
                + JsonPath.from(line).getString("outcome");
    }

    /** {@code ./emr mapping check} as the example calls it, on the file under the name it has there. */
    private String checked(String name, Path mapping, String example) throws Exception {
        Files.copy(mapping, folder.resolve(name));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(folder.resolve("emr"), """
                #!/bin/sh
                shift
                exec '%s' -Dstdout.encoding=UTF-8 -cp '%s' vn.emr.his.pull.MappingCommand "$@"
                """.formatted(java, System.getProperty("java.class.path")));
        assertTrue(folder.resolve("emr").toFile().setExecutable(true));
        return run(List.of("sh", example(example, "sh", Map.of()).toString()));
    }

    private static void put(String name, Path mapping) throws IOException {
        Path mappings = Files.createDirectories(Path.of("target", "test-data", "mappings"));
        Files.copy(mapping, mappings.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static long limit() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    }

    /** A sender at a port, and with a folder; its name is its MSH-3. */
    private String sender(String door, String types, Map<String, String> settings) throws IOException {
        UUID id = Ids.next();
        String name = "thu-" + id.toString().substring(24);
        Files.createDirectories(drop(name));
        hospital.database.update(
                """
                insert into source (id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility,
                                    allowed_types, patient_domain, drop_folder, settings)
                values (?, ?, ?, ?, 'HIS', ?, ?, '*', ?, 'BV', ?, ?::jsonb)
                """,
                id,
                hospital.tenant,
                hospital.facility,
                name,
                door,
                name,
                types,
                name,
                settings.entrySet().stream()
                        .map(one -> "\"%s\":\"%s\"".formatted(one.getKey(), one.getValue()))
                        .collect(Collectors.joining(",", "{", "}")));
        return name;
    }

    private static Path drop(String name) {
        return Path.of("target", "test-data", "drop", name).toAbsolutePath();
    }
}
