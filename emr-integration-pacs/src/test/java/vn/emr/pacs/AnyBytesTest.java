package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;

/** Whatever a document holds is read or refused, never an exception. Random with a fixed seed. */
class AnyBytesTest {
    private static final List<String> PIECES =
            List.of("null", "{}", "[]", "\"\"", "\"^^^^\"", "-1", "1e999999999", "true", "[[[[", "}}", ",", "\"", "\\");

    @Test
    void damaged_documents_are_read_or_refused() throws IOException {
        StudyTranslator translator = new StudyTranslator();
        Sources sources = Sources.only(Archives.source("http://127.0.0.1/", Map.of()));
        Random random = new Random(20261120);
        int refused = 0;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".dicom.json"))
                    .sorted()
                    .toList()) {
                byte[] document = Files.readAllBytes(file);
                for (int i = 0; i < 3_000; i++) {
                    Delivery delivery = translator.read(damaged(document, random), "pacs", "", sources);
                    assertTrue((delivery.reading() == null) != (delivery.refusal() == null));
                    assertNotNull(delivery.contentDigest());
                    refused += delivery.refusal() == null ? 0 : 1;
                }
            }
        }
        assertTrue(refused > 1_000, "the damage was felt");
    }

    private static byte[] damaged(byte[] document, Random random) {
        int from = random.nextInt(document.length);
        int to = Math.min(document.length, from + random.nextInt(12));
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(document, 0, from);
        damaged.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        damaged.write(document, to, document.length - to);
        return damaged.toByteArray();
    }
}
