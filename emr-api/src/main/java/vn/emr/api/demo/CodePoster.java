package vn.emr.api.demo;

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

/** Loads a file of code mappings as a person does: signs in, sends it, signs out. */
final class CodePoster {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .build();

    CodePoster(URI server) {
        this.server = server;
    }

    /**
     * Loads the file; a second time it changes nothing.
     *
     * @throws IOException when the person is not let in or the file is not taken
     */
    void post(Hospital.Person person, String csv) throws IOException, InterruptedException {
        String credentials =
                JSON.writeValueAsString(Map.of("username", person.username(), "password", person.password()));
        String session = send(
                to("session").header("Content-Type", "application/json").POST(BodyPublishers.ofString(credentials)));
        String csrf = JSON.readTree(session).path("csrfToken").asText();
        send(to("codes/mappings/file")
                .header("X-CSRF-Token", csrf)
                .header("Content-Type", "text/csv;charset=UTF-8")
                .POST(BodyPublishers.ofString(csv)));
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
