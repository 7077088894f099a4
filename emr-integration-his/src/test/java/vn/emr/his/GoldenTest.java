package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Sources;

/**
 * Each item in {@code golden/} and what it means. After a wanted change: run with {@code -Dgolden.write=true}, then read
 * the difference.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    @TestFactory
    Stream<DynamicTest> each_item_means_what_its_golden_file_says() throws IOException {
        return items().stream()
                .map(item -> DynamicTest.dynamicTest(item.getFileName().toString(), () -> compare(item)));
    }

    private static void compare(Path item) throws IOException {
        Path golden = item.resolveSibling(item.getFileName().toString().replace(".json", ".notices.json"));
        Delivery delivery = read(item);
        assertNull(
                delivery.refusal(),
                () -> delivery.refusal().getMessage() + delivery.refusal().fields());
        String text = JSON.writeValueAsString(meaning(delivery)) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text);
    }

    private static Delivery read(Path item) throws IOException {
        return new NoticeTranslator()
                .read(Files.readAllBytes(item), "his-rest", "127.0.0.1", Sources.only(Hospital.source("*")));
    }

    private static JsonNode meaning(Delivery delivery) {
        ObjectNode meaning = JSON.createObjectNode();
        meaning.put("messageType", delivery.messageType()).put("controlId", delivery.controlId());
        meaning.put("observationsIn", delivery.reading().observationsIn());
        meaning.set("remarks", JSON.valueToTree(delivery.reading().remarks()));
        ArrayNode notices = meaning.putArray("notices");
        for (Notice notice : delivery.reading().notices()) {
            ObjectNode node =
                    notices.addObject().put("notice", notice.getClass().getSimpleName());
            ObjectNode fields = JSON.valueToTree(notice);
            node.setAll(fields);
        }
        return meaning;
    }

    @Test
    void every_field_of_the_golden_items_is_described_in_the_schema_in_both_languages() throws IOException {
        JsonNode schema = JSON.readTree(new NoticesResource(null, null, null).schema());
        TreeSet<String> missing = new TreeSet<>();
        for (Path item : items()) {
            describe(schema, schema, JSON.readTree(Files.readAllBytes(item)), "", missing);
        }
        assertEquals(List.of("/patient/loyaltyLevel"), List.copyOf(missing));
    }

    private static void describe(
            JsonNode schema, JsonNode at, JsonNode value, String pointer, TreeSet<String> missing) {
        JsonNode rule = resolved(schema, at);
        if (value.isArray()) {
            value.forEach(one -> describe(schema, rule.path("items"), one, pointer, missing));
        }
        value.properties().forEach(e -> {
            JsonNode property = rule.path("properties").path(e.getKey());
            String here = pointer + "/" + e.getKey();
            if (property.isMissingNode()) {
                missing.add(here);
            } else {
                assertTrue(property.path("description").asText().contains(" — "), here);
                describe(schema, property, e.getValue(), here, missing);
            }
        });
    }

    private static JsonNode resolved(JsonNode schema, JsonNode at) {
        return at.has("$ref")
                ? resolved(schema, schema.at(at.get("$ref").asText().substring(1)))
                : at;
    }

    private static List<Path> items() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> items = files.filter(f -> !f.toString().endsWith(".notices.json"))
                    .sorted()
                    .toList();
            assertTrue(items.size() >= 11, "golden files are missing");
            return items;
        }
    }
}
