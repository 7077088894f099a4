package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import vn.emr.core.store.Database;

/** The newest version of every noun in a record, as it is kept. */
class KeptNouns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<JsonNode>> nouns = new HashMap<>();

    /** Everything the record holds now. */
    KeptNouns(Database database) {
        database.query(
                        "select distinct on (noun_id) kind, content from revision order by noun_id, version desc",
                        row -> Map.entry(row.text("kind"), read(row.text("content"))))
                .forEach(noun -> nouns.computeIfAbsent(noun.getKey(), k -> new ArrayList<>())
                        .add(noun.getValue()));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Facts of a visit that stand. */
    List<JsonNode> standing(String kind, String visit) {
        return all(
                kind,
                n -> n.path("visitNumber").asText().equals(visit)
                        && !n.at("/details/status").asText().equals("ENTERED_IN_ERROR"));
    }

    /** Facts of a visit that were taken back. */
    List<JsonNode> takenBack(String kind, String visit) {
        return all(
                kind,
                n -> n.path("visitNumber").asText().equals(visit)
                        && n.at("/details/status").asText().equals("ENTERED_IN_ERROR"));
    }

    JsonNode one(String kind, Predicate<JsonNode> which) {
        List<JsonNode> found = all(kind, which);
        assertEquals(1, found.size(), kind);
        return found.getFirst();
    }

    List<JsonNode> all(String kind, Predicate<JsonNode> which) {
        return nouns.getOrDefault(kind, List.of()).stream().filter(which).toList();
    }

    static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode array, String field) {
        return list(array).stream().map(n -> n.path(field).asText()).toList();
    }
}
