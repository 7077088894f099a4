package vn.emr.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A person of the sample hospital who signs in and looks at a chart, over HTTP like a browser. */
public final class Clinician {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CSRF = "X-CSRF-Token";

    private final PackagedServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private String csrf = "";

    public Clinician(PackagedServer server) {
        this.server = server;
    }

    /** Signs in with an account of the sample hospital. */
    public void signIn(String username, String password) throws IOException, InterruptedException {
        JsonNode answer = post("/api/v1/session", Map.of("username", username, "password", password));
        csrf = answer.path("csrfToken").asText();
    }

    /** The id of the first person that a search text finds. */
    String find(String text) throws IOException, InterruptedException {
        ObjectNode question = JSON.createObjectNode().put("text", text);
        JsonNode answer = post("/api/v1/patients/search", question);
        JsonNode first = answer.path("patients").path(0);
        if (first.isMissingNode()) {
            throw new IOException("The search found nobody.");
        }
        return first.path("id").asText();
    }

    /** Reads one page and returns how many bytes it has. */
    int get(String path) throws IOException, InterruptedException {
        return file(path).length;
    }

    /** Reads one page. */
    public JsonNode read(String path) throws IOException, InterruptedException {
        return JSON.readTree(file(path));
    }

    /** Reads a file. */
    public byte[] file(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path)).GET().build();
        return must(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return write("POST", path, "application/json", JSON.writeValueAsBytes(body));
    }

    JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return write("PUT", path, "application/json", JSON.writeValueAsBytes(body));
    }

    /** Sends a file to be read by the server. */
    public JsonNode send(String path, byte[] file) throws IOException, InterruptedException {
        return write("POST", path, "application/octet-stream", file);
    }

    private JsonNode write(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", type)
                .header(CSRF, csrf)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return JSON.readTree(must(http.send(request, HttpResponse.BodyHandlers.ofByteArray())));
    }

    private static byte[] must(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request().uri().getPath() + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}
