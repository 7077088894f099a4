package vn.emr.api.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;

/** Whatever is asked, by whomever: an answer that is no fault of ours, and that tells nothing of the inside. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class HostileRequestsTest {
    /** What would be read as SQL, as a template, a path, a header, a script or a number, and what no text should hold. */
    private static final List<String> CORPUS = List.of(
            "'",
            "' or '1'='1' --",
            "1; select pg_sleep(9)",
            "%' union select null, null --",
            "name desc, (select 1)",
            "\\",
            "$1",
            "${jndi:ldap://127.0.0.1/a}",
            "../../../../etc/passwd",
            "a\u0000b",
            "a\r\nSet-Cookie: x=1",
            "<script>alert(1)</script>",
            "-1",
            "99999999999999999999",
            "2026-13-45T99:99:99Z",
            "0000-01-01",
            "+999999999-12-31",
            "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "\ud83d\ude00\ufdfa\u202e",
            "x".repeat(5_000));

    /** Words only the inside knows. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)exception|stack ?trace|vn\\.emr|\\bjavax?\\.|jakarta|io\\.(quarkus|vertx|netty)|\\bat org\\."
                    + "|insert into|select .{1,80} from|sqlstate|psql|hibernate|quarkus|vert\\.?x|netty|resteasy|jackson"
                    + "|\\.java:|/home/|/tmp/|/var/lib");

    @TestHTTPResource("/")
    URI root;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void nothing_in_a_parameter_or_a_field_is_a_fault_or_reaches_the_database_as_one() throws Exception {
        Rooms rooms = new Rooms();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        try (ErrorsOfRequests errors = new ErrorsOfRequests()) {
            for (AskedRoute route : AskedRoute.of(rooms)) {
                for (String hostile : CORPUS) {
                    for (HttpRequest request : route.with(hostile, root)) {
                        asked++;
                        HttpResponse<String> answer = send(request);
                        if (answer.statusCode() >= 500 || !errors.none()) {
                            wrong.add(answer.statusCode() + " " + request.method() + " " + request.uri() + " with "
                                    + hostile + " " + errors.taken());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(asked > 3_000, asked + " requests");
    }

    @Test
    void a_stranger_with_ten_megabytes_is_answered_before_any_of_them_is_read_at_every_route() throws IOException {
        List<String> wrong = new ArrayList<>();
        int bodies = 0;
        for (Route route : Route.TABLE) {
            String[] asked = route.route().split(" ");
            if (asked[0].equals("GET") || asked[0].equals("DELETE")) {
                continue;
            }
            bodies++;
            String type = "<a/>".equals(route.body()) ? "application/xml" : "application/json";
            String line = firstLine(asked[0] + " " + asked[1].replaceAll("\\{\\w+}", AskedRoute.SOME_ID)
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: 10485760\r\n\r\n{");
            if (!line.matches("HTTP/1.1 (401|413|415) .*")) {
                wrong.add(route.route() + ": " + line);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(bodies > 50, bodies + " routes take a body");
    }

    @Test
    void five_hundred_requests_at_random_are_told_nothing_of_the_inside() throws Exception {
        atRandom(500, 62);
    }

    @Test
    @Tag("trial")
    void ten_thousand_requests_at_random_are_told_nothing_of_the_inside() throws Exception {
        atRandom(10_000, System.nanoTime());
    }

    private void atRandom(int requests, long seed) throws Exception {
        Rooms rooms = new Rooms();
        List<AskedRoute> routes = AskedRoute.of(rooms);
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            String answer;
            int status;
            if (random.nextInt(5) == 0) {
                answer = head(junk(random));
                status = 400;
            } else {
                AskedRoute route = routes.get(random.nextInt(routes.size()));
                List<HttpRequest> some = route.with(text(random), root);
                if (some.isEmpty()) {
                    continue;
                }
                HttpResponse<String> got = send(some.get(random.nextInt(some.size())));
                status = got.statusCode();
                answer = got.headers().map().toString() + got.body();
            }
            // What is found is data; it may say what it likes.
            if (status >= 500 || status >= 400 && INSIDE.matcher(answer).find()) {
                wrong.add("seed " + seed + ", " + i + ": " + status + " " + answer);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String text(Random random) {
        String some = CORPUS.get(random.nextInt(CORPUS.size()));
        byte[] more = new byte[random.nextInt(12)];
        random.nextBytes(more);
        String mixed = some + new String(more, StandardCharsets.ISO_8859_1) + CORPUS.get(random.nextInt(CORPUS.size()));
        return mixed.substring(random.nextInt(mixed.length()));
    }

    /** The head of a request of any bytes behind a plausible beginning. */
    private static byte[] junk(Random random) {
        String[] beginnings = {
            "GET /", "POST /api/v1/session HTTP/1.1\r\n", "GET /api/v1/me HTTP/9.9\r\n", "\u0000", "PRI * HTTP/2.0"
        };
        byte[] rest = new byte[random.nextInt(200)];
        random.nextBytes(rest);
        String head = beginnings[random.nextInt(beginnings.length)] + new String(rest, StandardCharsets.ISO_8859_1);
        return (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String firstLine(String head) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return line == null ? "closed" : line;
        }
    }

    /** All that is answered before the server closes; it may as well close without a word. */
    private String head(byte[] request) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException closed) {
            return "";
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        return socket;
    }
}
