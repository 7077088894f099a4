package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;

/**
 * Each message in {@code golden/} and what it means. After a wanted change: run with {@code -Dgolden.write=true}, then
 * read the difference.
 */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    @TestFactory
    Stream<DynamicTest> each_message_means_what_its_golden_file_says() throws IOException {
        List<Path> messages = messages();
        assertTrue(messages.size() >= 13, "golden messages found");
        return messages.stream()
                .map(message -> DynamicTest.dynamicTest(message.getFileName().toString(), () -> compare(message)));
    }

    private static void compare(Path message) throws IOException {
        Path golden = message.resolveSibling(message.getFileName().toString().replace(".hl7", ".notices.json"));
        Delivery delivery = Laboratory.deliver(Files.readAllBytes(message), java.util.Map.of());
        assertNull(delivery.refusal());
        String text = JSON.writeValueAsString(meaning(delivery)) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text);
    }

    private static JsonNode meaning(Delivery delivery) {
        ObjectNode meaning = JSON.createObjectNode();
        meaning.put("messageType", delivery.messageType()).put("controlId", delivery.controlId());
        meaning.put("charsetRule", delivery.charsetRule());
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

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList();
        }
    }
}
