package vn.emr.api.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.GivenKeys;
import vn.emr.core.testing.Role;

/** {@code /api/v1/his/imports} on the whole server, over real sockets. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class HisImportsTest {
    private static final String PATH = "/api/v1/his/imports";

    private Hospital hospital;
    private String key;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        key = source("his-rest");
    }

    @Test
    void a_file_is_answered_with_its_id_and_its_progress_is_for_its_source_and_the_IT() throws Exception {
        Response answer = send(key, "k", people(40) + "{\"kind\":\"patient\",\"id\":\"bad\"}\n");
        answer.then().statusCode(202).header("Location", startsWith(RestAssured.baseURI));
        String path = PATH + "/" + answer.jsonPath().getString("id");
        awaitDone(path);
        with(key)
                .get(path)
                .then()
                .statusCode(200)
                .body("items", equalTo(41))
                .body("applied", equalTo(40))
                .body("refused", equalTo(1))
                .body("key", equalTo("k"))
                .body("firstFaults[0].item", equalTo(40))
                .body("firstFaults[0].pointer", equalTo("/statedAt"));
        Browser it = Browser.in(hospital, Role.IT_ADMIN, hospital.department("NOI"));
        it.ask().get(path).then().statusCode(200).body("judged", equalTo(41));
        it.ask().get(PATH).then().statusCode(200).body("key", hasItem("k"));
        String faults = it.ask()
                .get(path + "/faults.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(not(containsString("Hoa")))
                .extract()
                .asString();
        assertTrue(faults.startsWith("item,outcome,code,pointer,detail,inboundId\r\n40,REFUSED,"), faults);
        String other = source("his-rest");
        with(other).get(path).then().statusCode(404);
        with(other).get(path + "/faults.csv").then().statusCode(404);
        with(other).get(PATH).then().statusCode(200).body("key", not(hasItem("k")));
    }

    @Test
    void the_same_file_is_known_and_another_one_under_its_key_or_without_a_right_is_refused() {
        send(key, "k", people(3)).then().statusCode(202);
        send(key, "k", people(3)).then().statusCode(202).header("Idempotency-Replayed", equalTo("true"));
        send(key, "k", people(4)).then().statusCode(422).body("code", equalTo("KEY_REUSED"));
        with(key)
                .header("Idempotency-Key", "k")
                .contentType("application/x-ndjson")
                .queryParam("from", "x")
                .body(people(1).getBytes(StandardCharsets.UTF_8))
                .post(PATH)
                .then()
                .statusCode(400);
        send("emrs_", "k", people(1)).then().statusCode(401);
        send(source("lis"), "k", people(1)).then().statusCode(403);
        with(key).contentType("text/csv").body("a;b").post(PATH).then().statusCode(415);
    }

    @Test
    void an_array_is_a_file_too_and_goes_on_from_the_next_item() throws Exception {
        String[] items = people(40).split("\n");
        String array = "[" + String.join(",\n", items) + "]";
        array(null, array).then().statusCode(202);
        String path = PATH + "/" + with(key).get(PATH).jsonPath().getString("[0].id");
        awaitDone(path);
        with(key).get(path).then().body("applied", equalTo(40)).body("format", equalTo("notice-1.0"));
        array(null, array).then().statusCode(202).header("Idempotency-Replayed", equalTo("true"));
        array(null, array.substring(0, array.length() - 1) + ",{}]").then().statusCode(422);
        array(12, array).then().statusCode(409);
    }

    private Response array(Integer from, String array) {
        var request = with(key).header("Idempotency-Key", "array").contentType("application/json");
        return (from == null ? request : request.queryParam("from", from))
                .body(array.getBytes(StandardCharsets.UTF_8))
                .post(PATH);
    }

    @Test
    void a_connection_that_breaks_leaves_whole_pieces_and_the_rest_is_sent_from_the_next_item() throws Exception {
        String file = people(90, "x".repeat(100_000));
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connected("POST", PATH, "Idempotency-Key: half\r\nContent-Length: " + bytes.length)) {
            socket.getOutputStream().write(bytes, 0, 6 << 20);
            socket.getOutputStream().flush();
            await(() -> pieces("half") == 1);
        }
        int next = with(key).get(PATH).jsonPath().getInt("[0].items");
        assertTrue(next > 30 && next < 60, "items kept: " + next);
        String rest = file.substring(file.indexOf("{\"kind\":\"patient\",\"id\":\"n" + next + "\""));
        await(() -> with(key)
                        .header("Idempotency-Key", "half")
                        .contentType("application/x-ndjson")
                        .queryParam("from", next)
                        .body(rest.getBytes(StandardCharsets.UTF_8))
                        .post(PATH)
                        .statusCode()
                == 202);
        String path = PATH + "/" + with(key).get(PATH).jsonPath().getString("[0].id");
        awaitDone(path);
        with(key).get(path).then().body("applied", equalTo(90));
    }

    @Test
    void other_routes_keep_their_limit_announced_or_not() throws Exception {
        assertEquals(413, status("/api/v1/his/notices", "Content-Length: " + (34L << 20)));
        assertEquals(413, status("/api/v1/session", "Content-Length: 4294967296"));
        assertEquals(413, status(PATH, "Content-Length: 4294967296"));
        byte[] chunk = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = connected("POST", "/api/v1/his/notices", "Transfer-Encoding: chunked")) {
            OutputStream out = socket.getOutputStream();
            try {
                for (int i = 0; i < 40; i++) {
                    out.write(("100000\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // It answered and closed before the end, as it should.
            }
            assertEquals(413, firstLine(socket));
        }
        with(key).get(PATH).then().statusCode(200);
    }

    private int status(String path, String header) throws IOException {
        try (Socket socket = connected("POST", path, header)) {
            return firstLine(socket);
        }
    }

    private static int firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return Integer.parseInt(new String(in.readNBytes(12), StandardCharsets.US_ASCII).substring(9));
    }

    private Socket connected(String method, String path, String header) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                                + "Content-Type: application/x-ndjson\r\n%s\r\n\r\n")
                        .formatted(method, path, key, header)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private long pieces(String requestKey) {
        return hospital.database
                .first(
                        "select count(*) as n from import_piece p join import_file f on f.id = p.import_id"
                                + " where f.request_key = ? and f.tenant_id = ?",
                        row -> row.number("n"),
                        requestKey,
                        hospital.tenant)
                .orElseThrow();
    }

    private void awaitDone(String path) throws InterruptedException {
        await(() -> with(key).get(path).jsonPath().getString("state").equals("DONE"));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < limit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Response send(String credential, String requestKey, String file) {
        return with(credential)
                .header("Idempotency-Key", requestKey)
                .contentType("application/x-ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post(PATH);
    }

    private static RequestSpecification with(String credential) {
        return given().header("Authorization", "Bearer " + credential);
    }

    private String source(String door) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', ?, '*', 'BV')
                """, id, hospital.tenant, hospital.facility, "source " + Ids.next(), door);
        return GivenKeys.give(hospital.database, id);
    }

    private static String people(int many) {
        return people(many, "");
    }

    private static String people(int many, String padding) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < many; i++) {
            lines.append(
                            "{\"kind\":\"patient\",\"id\":\"n%d\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                                    .formatted(i))
                    .append(
                            "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%d\"}],\"names\":[\"Lê Thị Hoa\"]},\"padding\":\"%s\"}\n"
                                    .formatted(i, padding));
        }
        return lines.toString();
    }
}
