package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import vn.emr.core.signature.Algorithm;

/**
 * A signing service on a real socket, which signs with real keys and takes only what its documentation says: a field too many,
 * too few or of another form is answered 400. What the person does, and what the service does wrongly, is told by the test.
 */
public abstract class SigningService implements AutoCloseable {
    /** The account of the hospital there. */
    public static final String CLIENT = "4184-benh-vien.apps.signserviceapi.com";

    public static final String PASSWORD = "NGNhMzdmOGE-secret-of-the-hospital";

    /** What is wrong with the service when it is asked at a path. */
    public enum Trouble {
        NONE,
        /** Takes what it is asked, and never answers. */
        SILENT,
        /** Takes it, and answers when the trouble is over. */
        SLOW,
        /** Takes it, and answers the half of it. */
        STOPS_HALFWAY,
        BROKEN_JSON,
        /** Two megabytes. */
        OVERSIZED,
        /** Takes nothing. */
        STATUS_500,
        STATUS_503
    }

    /** What is wrong with the signatures. */
    public enum Wrong {
        NOTHING,
        ANOTHER_KEY,
        /** Each stands under the name of the next document. */
        SWAPPED,
        ONE_MISSING,
        ONE_TOO_MANY,
        ONE_TWICE,
        NO_BASE64,
        /** The service says that it could not use the key. */
        KEY_FAILED,
        /** The service says that it could not sign. */
        SIGN_FAILED
    }

    /** How it signs with RSA keys; EC keys sign by ECDSA always. */
    public volatile Algorithm algorithm = Algorithm.RSA_PKCS1_SHA256;

    public volatile Wrong wrong = Wrong.NOTHING;
    /** Values stand rightly under the names of their documents, but in another order. */
    public volatile boolean mixed;
    /** By the path that is asked; under "" for all. */
    public final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    /** What becomes of each answer on its way. */
    public volatile UnaryOperator<byte[]> garble = UnaryOperator.identity();
    /** Where the end of transactions is told; null: nowhere. */
    public volatile URI webhook;

    final Map<String, HeldKey> people;
    final Clock clock;
    final Map<String, Transaction> transactions = new ConcurrentHashMap<>();
    private static final HeldKey STRANGER = HeldKey.rsa("Somebody else");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Decision person = Decision.AGREES;

    /** What a test asked wrongly. */
    static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int status;

        Bad(int status, String what) {
            super(what);
            this.status = status;
        }
    }

    record Reply(int status, String json) {}

    /** @param people by the name that the service knows them by, with the key it holds for them */
    SigningService(Map<String, HeldKey> people, Clock clock) {
        this.people = people;
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What stands before the paths of the documentation. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Settings of this server for it. */
    public abstract ProviderSettings settings();

    abstract Reply answer(String path, JsonNode body, HttpExchange exchange);

    /** What it posts when a transaction has its end; null: nothing. */
    abstract String told(Transaction transaction);

    /** How the person decides about what is waiting and what will come; who decided once does not decide again. */
    public void decides(Decision decision) {
        person = decision;
        for (Transaction one : transactions.values()) {
            if (one.end() == null && one.look(decision) && webhook != null && told(one) != null) {
                post(told(one));
            }
        }
    }

    /** Posts anything to where ends are told, as anybody could. */
    public int post(String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(webhook)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many transactions there are, however often each was asked for. */
    public int begun() {
        return transactions.size();
    }

    /** Paths that were asked, in their order. */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    Transaction look(Transaction transaction) {
        transaction.look(person);
        return transaction;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** The values of a transaction in the order of its hashes, by name, as wrong as told. */
    List<Map.Entry<String, String>> values(Transaction transaction) {
        HeldKey key = wrong == Wrong.ANOTHER_KEY ? STRANGER : transaction.key();
        Algorithm by =
                key.certificate().getPublicKey().getAlgorithm().equals("RSA") ? algorithm : Algorithm.ECDSA_SHA256;
        List<Map.Entry<String, String>> values = new ArrayList<>();
        List<Transaction.Item> items = transaction.items();
        for (int i = 0; i < items.size(); i++) {
            Transaction.Item signed = items.get(wrong == Wrong.SWAPPED ? (i + 1) % items.size() : i);
            String value = Base64.getEncoder().encodeToString(key.sign(by, signed.digest()));
            values.add(Map.entry(items.get(i).name(), wrong == Wrong.NO_BASE64 ? "@" + value : value));
        }
        if (wrong == Wrong.ONE_MISSING) {
            values.removeLast();
        } else if (wrong == Wrong.ONE_TOO_MANY) {
            values.add(Map.entry("nobody-asked", values.getFirst().getValue()));
        } else if (wrong == Wrong.ONE_TWICE) {
            values.add(values.getFirst());
        }
        return mixed ? values.reversed() : values;
    }

    /** The fields of an object, each of them known and all of {@code needed} there. */
    static JsonNode fields(JsonNode body, Set<String> needed, Set<String> possible) {
        for (String name : needed) {
            if (!body.hasNonNull(name)) {
                throw new Bad(400, name + " is missing");
            }
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!needed.contains(name) && !possible.contains(name)) {
                throw new Bad(400, name + " is not known");
            }
        });
        return body;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (asked) {
            asked.add(path);
        }
        Trouble trouble = troubles.getOrDefault(path, troubles.getOrDefault("", Trouble.NONE));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Reply reply =
                switch (trouble) {
                    case STATUS_500 -> new Reply(500, "<html>Internal Server Error</html>");
                    case STATUS_503 -> new Reply(503, "");
                    default -> reply(path, body, exchange);
                };
        byte[] bytes = garble.apply(bytes(trouble, reply));
        if (trouble == Trouble.SILENT) {
            rest();
        }
        while (trouble == Trouble.SLOW && troubles.containsValue(Trouble.SLOW) && !isClosed()) {
            LockSupport.parkNanos(2_000_000);
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (trouble == Trouble.STOPS_HALFWAY) {
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            rest();
        }
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply reply(String path, byte[] body, HttpExchange exchange) throws IOException {
        try {
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new Bad(405, "POST");
            }
            boolean form = "application/x-www-form-urlencoded"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            return answer(path, form ? JSON.valueToTree(Form.read(body)) : JSON.readTree(body), exchange);
        } catch (Bad bad) {
            return new Reply(bad.status, json(Map.of("error", bad.getMessage())));
        }
    }

    private static byte[] bytes(Trouble trouble, Reply reply) {
        byte[] bytes = reply.json().getBytes(StandardCharsets.UTF_8);
        return switch (trouble) {
            case BROKEN_JSON -> Arrays.copyOf(bytes, bytes.length - 1);
            case OVERSIZED ->
                (reply.json().substring(0, reply.json().length() - 1) + ",\"more\":\"" + "x".repeat(2 << 20) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
            default -> bytes;
        };
    }

    private void rest() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
