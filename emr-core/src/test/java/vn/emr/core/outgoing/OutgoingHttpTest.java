package vn.emr.core.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another system over a real socket that answers too much, too slowly, or elsewhere. */
class OutgoingHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HASTE = Duration.ofMillis(300);

    private final OutgoingHttp http = new OutgoingHttp();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/bytes/", exchange -> {
            int count = Integer.parseInt(exchange.getRequestURI().getPath().substring("/bytes/".length()));
            exchange.sendResponseHeaders(200, count);
            exchange.getResponseBody().write(new byte[count]);
            exchange.close();
        });
        server.createContext("/endless", this::endless);
        server.createContext("/silent", exchange -> rest());
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/bytes/1");
            exchange.sendResponseHeaders(302, -1);
        });
        server.start();
        // The first request of a client pays for its classes and threads, which those with little time are not about.
        http.tell(request("/bytes/1"), PATIENCE);
    }

    @AfterEach
    void close() {
        end.countDown();
        http.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(202, 0);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        rest();
    }

    private void rest() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
    }

    @Test
    void an_answer_may_be_as_long_as_the_limit_and_no_longer() throws Exception {
        assertEquals(1_000, http.ask(request("/bytes/1000"), 1_000, PATIENCE).body().length);
        assertThrows(OutgoingHttp.TooLong.class, () -> http.ask(request("/bytes/1001"), 1_000, PATIENCE));
    }

    @Test
    void an_answer_that_is_read_while_it_comes_ends_at_its_limits() throws Exception {
        try (InputStream body =
                http.open(request("/bytes/1000"), 1_000, PATIENCE).body()) {
            assertEquals(1_000, body.readAllBytes().length);
        }
        try (InputStream body =
                http.open(request("/bytes/1001"), 1_000, PATIENCE).body()) {
            assertThrows(OutgoingHttp.TooLong.class, body::readAllBytes);
        }
        try (InputStream body = http.open(request("/endless"), 1_000, HASTE).body()) {
            assertEquals('x', body.read());
            assertThrows(IOException.class, body::read, "the reader is woken though nothing comes");
        }
        assertThrows(HttpTimeoutException.class, () -> http.open(request("/silent"), 1_000, HASTE));
    }

    @Test
    void an_answer_that_does_not_end_is_given_up_in_time() throws Exception {
        assertThrows(HttpTimeoutException.class, () -> http.ask(request("/endless"), 1_000, HASTE));
        assertThrows(HttpTimeoutException.class, () -> http.ask(request("/silent"), 1_000, HASTE));
        assertEquals(200, http.ask(request("/bytes/1"), 1_000, PATIENCE).statusCode());
    }

    @Test
    void a_status_stands_whatever_becomes_of_the_body_behind_it() throws Exception {
        assertEquals(202, http.tell(request("/endless"), HASTE));
        assertEquals(200, http.tell(request("/bytes/10000000"), PATIENCE));
        assertEquals(200, http.tell(request("/bytes/1"), PATIENCE));
        assertThrows(HttpTimeoutException.class, () -> http.tell(request("/silent"), HASTE));
    }

    @Test
    void no_redirect_is_followed_and_a_system_that_is_away_is_told_from_one_that_is_slow() throws Exception {
        assertEquals(302, http.tell(request("/elsewhere"), PATIENCE));
        server.stop(0);
        assertThrows(ConnectException.class, () -> http.tell(request("/bytes/1"), PATIENCE));
    }

    @Test
    void no_request_goes_to_link_local_or_metadata_addresses_whatever_a_name_means_just_then() throws Exception {
        byte[][] means = {{127, 0, 0, 1}, {(byte) 169, (byte) 254, (byte) 169, (byte) 254}, {127, 0, 0, 1}};
        AtomicInteger asked = new AtomicInteger();
        try (OutgoingHttp changing = new OutgoingHttp(
                host -> new InetAddress[] {InetAddress.getByAddress(means[asked.getAndIncrement()])})) {
            assertEquals(200, changing.tell(request("/bytes/1"), PATIENCE));
            assertThrows(ConnectException.class, () -> changing.tell(request("/bytes/1"), PATIENCE));
            assertEquals(200, changing.tell(request("/bytes/1"), PATIENCE));
        }
        for (String address : List.of(
                "169.254.169.254",
                "[fe80::1]",
                "0.0.0.0",
                "[::]",
                "224.0.0.1",
                "100.100.100.200",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]")) {
            HttpRequest there = HttpRequest.newBuilder(URI.create("http://" + address + "/latest"))
                    .build();
            assertThrows(ConnectException.class, () -> http.ask(there, 1_000, HASTE), address);
            assertTrue(Elsewhere.literally(address), address);
        }
        for (String system : List.of("10.1.2.3", "192.168.1.9", "his.example", "[fd00::5]", "127.0.0.1")) {
            assertFalse(Elsewhere.literally(system), system);
        }
    }
}
