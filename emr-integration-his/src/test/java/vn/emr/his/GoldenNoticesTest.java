package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.GoldenFiles;

class GoldenNoticesTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(Path.of("src/test/resources/golden"), ".json", 18);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> each_item_means_what_its_golden_file_says() throws IOException {
        return GOLDEN.tests(
                item -> new NoticeTranslator().read(item, "his-rest", "127.0.0.1", Sources.only(Hospital.source("*"))));
    }

    @Test
    void every_field_of_the_golden_items_is_described_in_the_schema_in_both_languages() throws IOException {
        JsonNode schema = JSON.readTree(new NoticesResource(null, null, null).schema());
        TreeSet<String> missing = new TreeSet<>();
        for (Path item : GOLDEN.messages()) {
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
            if (property.isMissingNode() && rule.has("additionalProperties")) {
                // Named by the sender; the object as a whole is described.
                return;
            }
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
}
