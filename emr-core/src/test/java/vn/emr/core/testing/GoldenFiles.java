package vn.emr.core.testing;

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
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;

/**
 * A folder of messages and what each means ({@code NAME.notices.json}). After a wanted change: run with
 * {@code -Dgolden.write=true}, then read the difference.
 */
public record GoldenFiles(Path folder, String ending, int atLeast) {
    private static final String MEANING = ".notices.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** The messages of the folder; fewer than there should be fail. */
    public List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> messages = files.filter(
                            f -> f.toString().endsWith(ending) && !f.toString().endsWith(MEANING))
                    .sorted()
                    .toList();
            assertTrue(messages.size() >= atLeast, "golden messages are missing");
            return messages;
        }
    }

    /** One test for each message, read as the door reads it. */
    public Stream<DynamicTest> tests(Function<byte[], Delivery> door) throws IOException {
        return messages().stream()
                .map(message ->
                        DynamicTest.dynamicTest(message.getFileName().toString(), () -> compare(message, door)));
    }

    private void compare(Path message, Function<byte[], Delivery> door) throws IOException {
        Path golden = message.resolveSibling(message.getFileName().toString().replace(ending, MEANING));
        Delivery delivery = door.apply(Files.readAllBytes(message));
        assertNull(
                delivery.refusal(),
                () -> delivery.refusal().getMessage() + delivery.refusal().fields());
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
}
