package vn.emr.pacs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An archive that answers as the test says, over a real socket. */
final class StubArchive implements AutoCloseable {
    record Answer(int status, String body) {}

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    volatile Function<String, Answer> answers = path -> new Answer(200, "[]");
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    StubArchive() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web";
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer = answers.apply(exchange.getRequestURI().toString());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() >= 300 && answer.status() < 400) {
            exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
        }
        exchange.getResponseHeaders().add("Content-Type", "application/dicom+json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Studies named by number, cut into pages as the query asks and never more than the archive's own cap. */
    static Function<String, Answer> studies(List<String> uids, int cap) {
        return path -> {
            if (path.contains("/series?")) {
                return new Answer(200, "[{\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.9\"]}}]");
            }
            int offset = Integer.parseInt(path.replaceAll(".*offset=(\\d+).*", "$1"));
            int limit = Math.min(cap, Integer.parseInt(path.replaceAll(".*limit=(\\d+).*", "$1")));
            List<String> page = new ArrayList<>();
            for (String uid : uids.subList(Math.min(offset, uids.size()), Math.min(offset + limit, uids.size()))) {
                page.add(study(uid, 1));
            }
            return new Answer(200, "[" + String.join(",", page) + "]");
        };
    }

    static String study(String uid, int series) {
        return "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"" + uid + "\"]},\"00201206\":{\"vr\":\"IS\",\"Value\":["
                + series + "]},\"00201208\":{\"vr\":\"IS\",\"Value\":[" + series + "]}}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
