package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;

/** Each DICOM JSON document in {@code golden/} and what it means; {@code -Dgolden.write=true} writes the meanings anew. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    @TestFactory
    Stream<DynamicTest> each_document_means_what_its_golden_file_says() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> documents = files.filter(f -> f.toString().endsWith(".dicom.json"))
                    .sorted()
                    .toList();
            assertTrue(documents.size() >= 3, "golden files are missing");
            return documents.stream()
                    .map(d -> DynamicTest.dynamicTest(d.getFileName().toString(), () -> compare(d)));
        }
    }

    private static void compare(Path document) throws IOException {
        Path golden = document.resolveSibling(document.getFileName().toString().replace(".dicom.json", ".notice.json"));
        Delivery delivery = new StudyTranslator()
                .read(
                        Files.readAllBytes(document),
                        "pacs",
                        "127.0.0.1",
                        Sources.only(Archives.source("http://127.0.0.1/", Map.of())));
        assertNull(delivery.refusal());
        ObjectNode meaning = JSON.createObjectNode();
        meaning.put("messageType", delivery.messageType()).put("controlId", delivery.controlId());
        meaning.set("remarks", JSON.valueToTree(delivery.reading().remarks()));
        meaning.set("studyStated", JSON.valueToTree(delivery.reading().notices().getFirst()));
        String text = JSON.writeValueAsString(meaning) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text);
    }
}
