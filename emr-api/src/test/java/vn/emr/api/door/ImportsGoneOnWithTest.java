package vn.emr.api.door;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** A file of lines that a person brings in and that broke off goes on with the line that is missing. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class ImportsGoneOnWithTest {
    private static final String DOOR = "/api/v1/his/imports";
    private static final String BY_HAND = "/api/v1/imports";

    private final UUID source = Ids.next();
    private Hospital hospital;
    private Browser it;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        it = Browser.in(hospital, Role.IT_ADMIN, hospital.department("NOI"));
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', 'his-rest', '*', 'BV')
                """, source, hospital.tenant, hospital.facility, "source " + source);
    }

    @Test
    void a_person_sends_only_the_lines_that_are_missing_and_no_others() throws Exception {

        String line =
                "{\"kind\":\"patient\",\"id\":\"%1$d\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                        + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%1$d\"}],\"names\":[\"Lê Thị Hoa\"]}%2$s}\n";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(line.formatted(i, " ".repeat(150_000)));
        }
        byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(begun(file.length));
            socket.getOutputStream().write(file, 0, 6 << 20);
            socket.getOutputStream().flush();
            await(() -> pieces() >= 1);
        }
        int next = it.ask().get(DOOR).jsonPath().getInt("find { it.key == 'nua' }.items");
        assertTrue(next > 0 && next < 60);
        byte[] rest = text.substring(text.indexOf("{\"kind\":\"patient\",\"id\":\"" + next + "\""))
                .getBytes(StandardCharsets.UTF_8);
        String path = BY_HAND + "?source=" + source + "&from=";
        await(() -> lines(path + (next + 1), rest).statusCode() == 409
                && lines(path + (next + 1), rest).jsonPath().getString("code").equals("CONFLICT"));
        String progress = DOOR + "/"
                + lines(path + next, rest).then().statusCode(202).extract().path("id");
        await(() -> it.ask().get(progress).jsonPath().getString("state").equals("DONE"));
        it.ask().get(progress).then().body("items", equalTo(60)).body("applied", equalTo(60));
        lines(BY_HAND + "?source=" + source, file)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", equalTo("true"));
    }

    private Response lines(String path, byte[] body) {
        return it.ask()
                .header("Idempotency-Key", "nua")
                .contentType("application/octet-stream")
                .body(body)
                .post(path);
    }

    /** How the request begins that will break. */
    private byte[] begun(int length) {
        String cookies = it.cookies.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
        return ("POST %s?source=%s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\nX-CSRF-Token: %s\r\nIdempotency-Key: nua\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n")
                .formatted(BY_HAND, source, cookies, it.csrf, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private long pieces() {
        return hospital.database
                .first("""
                        select count(*) as n from import_piece p join import_file f on f.id = p.import_id
                        where f.request_key = 'nua' and f.tenant_id = ?
                        """, row -> row.number("n"), hospital.tenant)
                .orElseThrow();
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
