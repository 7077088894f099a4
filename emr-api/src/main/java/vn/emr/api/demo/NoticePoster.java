package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Posts items of format notice-1.0 to the REST door as NDJSON, with the credential of their source. */
final class NoticePoster {
    /** Items per request: few enough that an answer comes soon. */
    static final int ITEMS_PER_REQUEST = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI door;
    private final URI claims;
    private final HttpClient http;

    NoticePoster(URI server, HttpClient http) {
        this.door = server.resolve("/api/v1/his/notices");
        this.claims = server.resolve("/api/v1/his/claims");
        this.http = http;
    }

    /**
     * Posts at most {@link #ITEMS_PER_REQUEST} items and returns one answer each, in order.
     *
     * @throws IOException when the server gave no answer for each item; all may be sent again
     */
    List<Answer> post(String credential, List<String> items) throws IOException, InterruptedException {
        byte[] lines = (String.join("\n", items) + "\n").getBytes(StandardCharsets.UTF_8);
        return post(door, credential, "application/x-ndjson", lines, items.size());
    }

    /** Posts one claim file and returns one answer for each visit; failures as {@link #post}. */
    List<Answer> claims(String credential, byte[] file, int visits) throws IOException, InterruptedException {
        return post(claims, credential, "application/xml", file, visits);
    }

    private List<Answer> post(URI to, String credential, String type, byte[] body, int messages)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode outcomes = response.statusCode() / 100 == 2
                ? JSON.readTree(response.body()).path("items")
                : JSON.createArrayNode();
        if (outcomes.size() != messages) {
            throw new IOException("the request was answered with HTTP " + response.statusCode() + " and "
                    + outcomes.size() + " outcomes for " + messages + " messages");
        }
        List<Answer> answers = new ArrayList<>();
        outcomes.forEach(o -> answers.add(Answer.ofOutcome(o.path("outcome").asText())));
        return answers;
    }
}
