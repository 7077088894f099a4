package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole feeder against doors of a few lines that answer as the server does. */
class FeederTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer http;
    private final List<String> codes = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private final List<String> registered = new ArrayList<>();
    private final List<String> signed = new ArrayList<>();
    private int codesAnswer = 200;
    private int items;
    private int claims;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        http.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
        http.createContext("/api/v1/his/notices", this::notices);
        http.createContext("/api/v1/his/claims", this::claims);
        http.createContext("/api/v1/session", this::session);
        http.createContext("/api/v1/codes/mappings/file", this::codes);
        http.createContext(
                "/api/v1/patients/search", exchange -> answer(exchange, 200, "{\"patients\":[{\"id\":\"one\"}]}"));
        http.createContext("/api/v1/patients/one/record-folders", this::folders);
        http.createContext("/api/v1/patients/one/sheets", FeederTest::unsigned);
        http.createContext("/api/v1/signing", this::signing);
        http.createContext("/api/v1/disclosures/search", exchange -> answer(exchange, 200, "{\"requests\":[{}]}"));
        http.start();
        Files.createDirectories(SampleAuthority.keyOf(data, "x").getParent());
        Files.write(SampleAuthority.keyOf(data, "bs.noi"), new byte[] {1, 2, 3});
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private void notices(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer emrs_");
        List<String> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        var answer = new ObjectMapper().createObjectNode();
        var outcomes = answer.putArray("items");
        lines.forEach(line -> outcomes.addObject().put("outcome", "applied"));
        items += lines.size();
        answer(exchange, known ? 207 : 401, answer.toString());
    }

    private void folders(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            acts.add(exchange.getRequestURI().getPath());
        }
        answer(exchange, 200, "{\"folders\":[{\"id\":\"f\",\"version\":1,\"ended\":{}}]}");
    }

    private static void unsigned(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                {"version":2,"places":[{"number":0,"role":"ATTENDING","mayNow":true},{"number":1,"role":"DIRECTOR","mayNow":false}],
                 "entries":[{"entryId":"e1","mayNow":true},{"entryId":"e2","mayNow":true}]}""");
    }

    /** The server takes each key once, and names it afterwards. */
    private void signing(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("GET")) {
            answer(
                    exchange,
                    200,
                    registered.isEmpty() ? "{\"keys\":[]}" : "{\"keys\":[{\"id\":\"k\",\"accountId\":\"a\"}]}");
            return;
        }
        (exchange.getRequestURI().getPath().endsWith("/keys") ? registered : signed).add(body);
        answer(exchange, 200, "{\"outcomes\":[{}]}");
    }

    private void claims(HttpExchange exchange) throws IOException {
        String file = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        claims += file.split("<HOSO>", -1).length - 1;
        answer(exchange, 207, "{\"items\":[{\"outcome\":\"applied\"}]}");
    }

    private void session(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Set-Cookie", "emr=luutru; Path=/; HttpOnly");
        answer(exchange, 200, "{\"csrfToken\":\"t-1\"}");
    }

    /** As the server: who is not signed in, or does not prove that the page is ours, changes nothing. */
    private void codes(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        boolean known =
                "emr=luutru".equals(headers.getFirst("Cookie")) && "t-1".equals(headers.getFirst("X-CSRF-Token"));
        codes.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, known ? codesAnswer : 403, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String id(String message) {
        return message.split("\\|", 12)[9];
    }

    /** Accepts all but the results that the sample means to wait. */
    private static String asMeant(String message) {
        boolean waits = SampleHospital.organization().feed().waiting().contains(id(message));
        return "MSH|^~\\&|EMR\rMSA|AA|" + id(message) + "\r" + (waits ? "ERR|PID^1^3^204\r" : "");
    }

    private int feed(SmallDoor his, SmallDoor lis, String... more) throws InterruptedException {
        String server = "http://127.0.0.1:" + http.getAddress().getPort();
        String[] always = {
            server,
            "--data",
            data.toString(),
            "--his",
            "" + his.port(),
            "--lis",
            "" + lis.port(),
            "--archive",
            "standin",
            "--imaging",
            "http://127.0.0.1:0/dicom-web",
            "--once"
        };
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(always), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return Feeder.run(FeederOptions.read(Map.of(), all), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void a_first_feed_sends_all_a_second_nothing_and_a_forced_one_the_same_bytes() throws Exception {
        try (var his = new SmallDoor(FeederTest::asMeant);
                var lis = new SmallDoor(FeederTest::asMeant)) {
            assertEquals(0, feed(his, lis), printed::toString);
            List<String> first = his.received().stream().sorted().toList();
            assertEquals(550, first.size());
            assertEquals(670, lis.received().size());
            assertEquals(298, items);
            assertEquals(2, claims);
            assertEquals(1, codes.size());
            assertEquals(
                    List.of(
                            "sheets",
                            "sheets",
                            "sheets",
                            "complete",
                            "sheets",
                            "sheets",
                            "complete",
                            "sheets",
                            "sheets",
                            "sheets"),
                    acts.stream()
                            .map(path -> path.substring(path.lastIndexOf('/') + 1))
                            .toList());
            assertTrue(codes.getFirst().startsWith("kind,source,"));
            assertEquals(1, registered.size());
            assertTrue(registered.getFirst().contains("\"file\":\"AQID\""), registered::toString);
            assertEquals(7, signed.size(), "what the sample says and the server lets");
            assertTrue(
                    signed.stream().allMatch(s -> s.contains("\"keyId\":\"k\"") && !s.contains("e2")),
                    signed::toString);
            assertEquals(0, feed(his, lis));
            assertEquals(550, his.received().size());
            String words = printed.toString(StandardCharsets.UTF_8);
            assertTrue(words.contains("bs.noi") && words.contains("nguyen van") && words.contains("there already"));
            assertEquals(0, feed(his, lis, "--again"));
            List<String> again =
                    his.received().subList(550, 1100).stream().sorted().toList();
            assertEquals(first, again);
        }
    }

    @Test
    void the_messages_of_a_person_arrive_in_their_order() throws Exception {
        try (var his = new SmallDoor(FeederTest::asMeant);
                var lis = new SmallDoor(FeederTest::asMeant)) {
            assertEquals(0, feed(his, lis));
            Map<String, String> last = new HashMap<>();
            for (String message : his.received()) {
                String person = message.substring(message.indexOf("\rPID|"))
                        .split("\\|")[3]
                        .split("\\^")[0];
                String before = last.put(person, id(message));
                assertTrue(before == null || before.compareTo(id(message)) < 0, "order of " + id(message));
            }
        }
    }

    @Test
    void a_refused_message_makes_the_feed_fail_and_the_next_start_feeds_again() throws Exception {
        UnaryOperator<String> refusing =
                m -> id(m).equals("SH000007") ? "MSH|^~\\&|EMR\rMSA|AR|SH000007\r" : asMeant(m);
        try (var his = new SmallDoor(refusing);
                var lis = new SmallDoor(FeederTest::asMeant)) {
            assertEquals(1, feed(his, lis));
            assertTrue(printed.toString(StandardCharsets.UTF_8).contains("SH000007"));
            feed(his, lis);
            assertEquals(2 * 550, his.received().size());
        }
    }

    @Test
    void codes_that_are_not_taken_make_the_feed_fail() throws Exception {
        codesAnswer = 422;
        try (var his = new SmallDoor(FeederTest::asMeant);
                var lis = new SmallDoor(FeederTest::asMeant)) {
            assertEquals(1, feed(his, lis));
            assertTrue(printed.toString(StandardCharsets.UTF_8).contains("codes.csv: status 422"));
        }
    }

    @Test
    void a_message_that_was_meant_to_wait_but_was_applied_is_noticed_too() throws Exception {
        try (var his = new SmallDoor(FeederTest::asMeant);
                var lis = new SmallDoor(m -> "MSH|^~\\&|EMR\rMSA|AA|" + id(m) + "\r")) {
            assertEquals(1, feed(his, lis));
        }
    }

    @Test
    void a_temporary_answer_or_a_lost_connection_is_sent_again() throws Exception {
        var first = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
        UnaryOperator<String> moody = m -> switch (id(m)) {
            case "SH000003" -> first.add("3") ? "MSH|^~\\&|EMR\rMSA|AE|SH000003\r" : asMeant(m);
            case "SH000030" -> first.add("30") ? null : asMeant(m);
            default -> asMeant(m);
        };
        try (var his = new SmallDoor(moody);
                var lis = new SmallDoor(FeederTest::asMeant)) {
            assertEquals(0, feed(his, lis), printed::toString);
            assertEquals(552, his.received().size());
        }
    }

    @Test
    void a_closed_door_ends_the_feed_soon_and_with_a_failure() throws Exception {
        try (var his = new SmallDoor(m -> null);
                var lis = new SmallDoor(FeederTest::asMeant)) {
            assertEquals(1, feed(his, lis));
            assertTrue(his.received().size() <= 20, "four connections, five attempts");
            assertEquals(0, lis.received().size() + items, "nothing is sent about people nobody knows");
            assertTrue(printed.toString(StandardCharsets.UTF_8).contains("no answer"));
        }
    }
}
