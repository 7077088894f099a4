package vn.emr.api.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

@QuarkusTest
@QuarkusTestResource(Server.class)
class AnswersTest {
    @TestHTTPResource("/")
    URI root;

    private final Hospital hospital = Server.hospital();

    @Test
    void every_refusal_is_a_problem_in_the_language_asked_for_and_names_nothing_internal() {
        problem(given().get("/api/v1/nowhere"), 404, "NOT_FOUND");
        problem(given().delete("/api/v1/about"), 405, "INVALID_REQUEST");
        problem(given().contentType("text/xml").body("<a/>").post("/api/v1/session"), 415, "WRONG_MEDIA_TYPE");
        problem(given().contentType("application/json").body("{").post("/api/v1/session"), 400, "INVALID_REQUEST");
        problem(given().contentType("application/json").body("[]").post("/api/v1/session"), 400, "INVALID_REQUEST");
        problem(
                        given().contentType("application/json")
                                .body("{\"username\":\"a\",\"password\":\"b\",\"admin\":true}")
                                .post("/api/v1/session"),
                        422,
                        "MALFORMED_FIELD")
                .body("fields", contains("/admin"));
        problem(
                        given().contentType("application/json")
                                .body("{\"username\":{\"a\":1},\"password\":\"b\"}")
                                .post("/api/v1/session"),
                        422,
                        "MALFORMED_FIELD")
                .body("fields", contains("/username"));
        problem(given().contentType("application/json").post("/api/v1/session"), 422, "REQUIRED_FIELD_MISSING");
        problem(given().header("Accept-Language", "en-GB").get("/api/v1/me"), 401, "NOT_SIGNED_IN")
                .body("title", equalTo("Sign-in needed"));
        problem(given().header("Accept-Language", "vi").get("/api/v1/me"), 401, "NOT_SIGNED_IN")
                .body("title", equalTo("Cần đăng nhập"));
    }

    @Test
    void deep_json_and_numbers_of_a_million_digits_are_refused() throws Exception {
        String deep = "[".repeat(10_000);
        String number = "{\"username\":" + "9".repeat(1_000_000) + "}";
        HttpClient client = HttpClient.newHttpClient();
        for (String body : List.of(deep, "{\"username\":" + deep, number)) {
            HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/v1/session"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.statusCode() == 400 || answer.statusCode() == 422, answer.body());
        }
    }

    @Test
    void the_request_id_joins_answer_and_trace() {
        given().header("X-Request-Id", "abc-1.2_3").get("/api/v1/me").then().header("X-Request-Id", "abc-1.2_3");
        given().header("X-Request-Id", "a b<script>")
                .get("/api/v1/about")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        doctor.ask()
                .header("X-Request-Id", "joins-1")
                .get("/api/v1/configuration")
                .then()
                .statusCode(403);
        assertEquals(
                List.of("REFUSED"),
                hospital.database.query(
                        "select kind from audit_event where tenant_id = ? and request_id = ?",
                        r -> r.text("kind"),
                        hospital.tenant,
                        "joins-1"));
    }

    @Test
    void every_answer_carries_the_protecting_headers() {
        for (String path :
                List.of("/api/v1/about", "/api/v1/me", "/api/v1/nowhere", "/q/health/ready", "/q/dev", "/x")) {
            given().get(path)
                    .then()
                    .header(
                            "Content-Security-Policy",
                            startsWith(
                                    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; object-src 'none'"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Strict-Transport-Security", nullValue());
        }
        given().get("/api/v1/about").then().header("Cache-Control", "no-store");
    }

    @Test
    void nothing_of_the_framework_is_public_but_one_word_of_readiness() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("size()", equalTo(1));
        for (String path : List.of(
                "/q/health",
                "/q/health/live",
                "/q/openapi",
                "/q/internal-openapi",
                "/q/internal-health",
                "/q/dev",
                "/q/metrics",
                "/q//internal-health",
                "/q/./internal-openapi",
                "/internal-health")) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(404);
        }
    }

    @Test
    void a_stranger_with_a_large_body_is_refused_before_it_is_read() throws IOException {
        assertEquals("HTTP/1.1 401 Unauthorized", firstLine("POST /api/v1/configuration", 1_900_000));
        assertEquals("HTTP/1.1 413 Request Entity Too Large", firstLine("POST /api/v1/configuration", 10_000_000));
        assertEquals("HTTP/1.1 413 Request Entity Too Large", firstLine("POST /api/v1/session", 4_294_967_296L));
    }

    @Test
    void a_body_without_end_is_refused_at_its_head() throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertEquals("HTTP/1.1 411 Length Required", line);
        }
    }

    /** Sends a head that announces a body, and never the body. */
    private String firstLine(String request, long length) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(10_000);
            String head = request + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + length + "\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private static ValidatableResponse problem(Response answer, int status, String code) {
        String body = answer.asString();
        for (String secret : List.of("Exception", "vn.emr", "jackson", "java.", "select ", "at [")) {
            assertTrue(!body.contains(secret), body);
        }
        return answer.then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo(code))
                .body("type", equalTo("urn:emr:problem:" + code))
                .body("status", equalTo(status))
                .body("title", not(nullValue()))
                .body("requestId", equalTo(answer.header("X-Request-Id")));
    }
}
