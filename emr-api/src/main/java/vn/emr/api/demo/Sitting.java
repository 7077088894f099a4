package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Somebody of the sample at a screen: signs in, asks and sends as the viewer does, and signs out. */
final class Sitting {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .build();
    private final String csrf;

    /** @throws IOException when the person is not let in */
    Sitting(URI server, Hospital.Person person) throws IOException, InterruptedException {
        this.server = server;
        String credentials =
                JSON.writeValueAsString(Map.of("username", person.username(), "password", person.password()));
        String session = send(
                to("session").header("Content-Type", "application/json").POST(BodyPublishers.ofString(credentials)));
        this.csrf = JSON.readTree(session).path("csrfToken").asText();
    }

    JsonNode get(String route) throws IOException, InterruptedException {
        return JSON.readTree(send(to(route).GET()));
    }

    /** @throws IOException when it is not taken */
    JsonNode post(String route, Object body) throws IOException, InterruptedException {
        return JSON.readTree(post(route, "application/json", JSON.writeValueAsString(body)));
    }

    String post(String route, String mediaType, String text) throws IOException, InterruptedException {
        return send(to(route)
                .header("X-CSRF-Token", csrf)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofString(text)));
    }

    /** @throws IOException when it is not taken */
    JsonNode put(String route, Object body) throws IOException, InterruptedException {
        return JSON.readTree(send(to(route)
                .header("X-CSRF-Token", csrf)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    void signOut() throws IOException, InterruptedException {
        send(to("session").header("X-CSRF-Token", csrf).DELETE());
    }

    private HttpRequest.Builder to(String route) {
        return HttpRequest.newBuilder(server.resolve("/api/v1/" + route)).timeout(Duration.ofSeconds(30));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "status " + answer.statusCode() + " of " + answer.uri().getPath());
        }
        return answer.body();
    }
}
