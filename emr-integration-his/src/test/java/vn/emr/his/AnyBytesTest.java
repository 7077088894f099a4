package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;

/** Whatever arrives is read or refused, never an exception. Random with a fixed seed: a failure comes again. */
class AnyBytesTest {
    private static final List<String> PIECES = List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "\"\\u0000\"",
            "-1",
            "1e999999999",
            "0.1e-99",
            "true",
            "\"99999999\"",
            "[[[[",
            "}}",
            "\"\\ud800\"",
            "\u00a0",
            ",",
            ":",
            "\"",
            "\\");

    @Test
    void damaged_items_are_read_or_refused() throws IOException {
        NoticeTranslator translator = new NoticeTranslator();
        Sources sources = Sources.only(Hospital.source("*"));
        Random random = new Random(20261120);
        int refused = 0;
        for (byte[] item : goldenItems()) {
            for (int i = 0; i < 1_000; i++) {
                Delivery delivery = translator.read(damaged(item, random), "his-rest", "", sources);
                assertTrue((delivery.reading() == null) != (delivery.refusal() == null));
                assertNotNull(delivery.contentDigest());
                refused += delivery.refusal() == null ? 0 : 1;
            }
        }
        assertTrue(refused > 1_000, "the damage was felt");
    }

    @Test
    void damaged_requests_are_cut_into_items_to_their_end() throws IOException {
        Random random = new Random(42);
        for (byte[] item : goldenItems()) {
            for (int i = 0; i < 300; i++) {
                ItemStream stream = new ItemStream(new ByteArrayInputStream(damaged(item, random)), i % 2 == 0);
                int items = 0;
                while (stream.next().isPresent()) {
                    items++;
                }
                assertTrue(items <= ItemStream.ITEM_LIMIT + 1);
                assertTrue(stream.next().isEmpty());
            }
        }
    }

    static byte[] damaged(byte[] item, Random random) {
        int from = random.nextInt(item.length);
        int to = Math.min(item.length, from + random.nextInt(12));
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(item, 0, from);
        if (random.nextBoolean()) {
            damaged.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        } else {
            damaged.write(random.nextInt(256));
        }
        damaged.write(item, to, random.nextInt(8) == 0 ? 0 : item.length - to);
        return damaged.toByteArray();
    }

    private static List<byte[]> goldenItems() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            List<Path> items = files.filter(f -> !f.toString().endsWith(".notices.json"))
                    .sorted()
                    .toList();
            List<byte[]> bytes = new ArrayList<>();
            for (Path item : items) {
                bytes.add(Files.readAllBytes(item));
            }
            return bytes;
        }
    }
}
