package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Posts items of format notice-1.0 to the REST door as NDJSON, with the credential of their source. */
final class NoticePoster {
    /** Items per request: few enough that an answer comes soon. */
    static final int ITEMS_PER_REQUEST = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI door;
    private final HttpClient http;

    NoticePoster(URI server, HttpClient http) {
        this.door = server.resolve("/api/v1/his/notices");
        this.http = http;
    }

    /**
     * Posts at most {@link #ITEMS_PER_REQUEST} items and returns one answer each, in order.
     *
     * @throws IOException when the server gave no answer for each item; all may be sent again
     */
    List<Answer> post(String credential, List<String> items) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", items) + "\n"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode outcomes = response.statusCode() / 100 == 2
                ? JSON.readTree(response.body()).path("items")
                : JSON.createArrayNode();
        if (outcomes.size() != items.size()) {
            throw new IOException("the notices were answered with HTTP " + response.statusCode() + " and "
                    + outcomes.size() + " outcomes for " + items.size() + " items");
        }
        List<Answer> answers = new ArrayList<>();
        outcomes.forEach(o -> answers.add(Answer.ofOutcome(o.path("outcome").asText())));
        return answers;
    }
}
