package vn.emr.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** A subscriber's own server: it keeps what it was told and answers as the test wants. */
final class Subscribed implements AutoCloseable {
    /** What came. */
    record Told(JsonNode event, String body, Map<String, String> headers, int status) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Told> told = new CopyOnWriteArrayList<>();
    volatile ToIntFunction<JsonNode> answers = event -> 204;
    private final HttpServer server;

    Subscribed() throws IOException {
        this(0);
    }

    Subscribed(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** The nouns that were taken, in the order they came. */
    List<String> taken() {
        return told.stream()
                .filter(t -> t.status() / 100 == 2)
                .map(t -> t.event().at("/data/id").asText())
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode event = JSON.readTree(body);
            int status = answers.applyAsInt(event);
            told.add(new Told(event, body, headers(exchange), status));
            exchange.sendResponseHeaders(status, -1);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        return Map.of(
                "content-type", exchange.getRequestHeaders().getFirst("content-type"),
                "webhook-id", exchange.getRequestHeaders().getFirst("webhook-id"),
                "webhook-timestamp", exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                "webhook-signature", exchange.getRequestHeaders().getFirst("webhook-signature"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
