package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.dialect.Dialects;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.testing.GoldenFiles;

/** Messages of laboratory products that differ from the standard, each read by the dialect its folder is named after. */
class DialectMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden-dialects");

    @TestFactory
    Stream<DynamicTest> each_message_means_what_its_golden_file_says() throws Exception {
        Stream<DynamicTest> all = Stream.of();
        for (String dialect : List.of("bach-ma-gateway", "ihe-pam-ltw", "law-analyser", "sen-vang-lis")) {
            all = Stream.concat(
                    all,
                    new GoldenFiles(FOLDER.resolve(dialect), ".hl7", 1).tests(message -> deliver(message, dialect)));
        }
        return all;
    }

    @Test
    void the_standard_would_have_kept_them_for_a_person_or_read_less() throws Exception {
        byte[] statuses = Files.readAllBytes(FOLDER.resolve("sen-vang-lis/01-chemistry-in-words-of-its-own.hl7"));
        assertNotNull(deliver(statuses, "standard").refusal());
        byte[] packed = Files.readAllBytes(FOLDER.resolve("bach-ma-gateway/01-everything-at-once.hl7"));
        assertNotNull(deliver(packed, "standard").refusal());
        assertNull(deliver(packed, "bach-ma-gateway").refusal());
    }

    @Test
    void a_system_that_sends_only_released_results_says_so_in_its_dialect(@TempDir Path own) throws Exception {
        Files.writeString(own.resolve("released-only.json"), """
                {"dialect": "released-only", "version": 1, "product": "Invented", "about": "Sends no status at all.",
                 "corrections": [{"set": "OBR-25", "value": "F", "why": "It sends only what was released."}]}
                """);
        byte[] message = Laboratory.bytes(
                StandardCharsets.UTF_8, Laboratory.MSH, Laboratory.PID, "OBR|1||F1|CBC", "OBX|1|NM|GLU||5");
        Delivery delivery = deliver(message, "released-only", new Dialects(own));
        ReportStated report = (ReportStated) delivery.reading().notices().getFirst();
        assertEquals(ResultStatus.FINAL, report.status());
        assertEquals(ResultStatus.FINAL, report.observations().getFirst().status());
    }

    private static Delivery deliver(byte[] message, String dialect) {
        return deliver(message, dialect, Dialects.shipped());
    }

    private static Delivery deliver(byte[] message, String dialect, Dialects dialects) {
        Source source = Laboratory.source(Map.of());
        source.allowedTypes = "ORU^R01,OUL^R22";
        source.fallbackCharset = null;
        source.dialect = dialect;
        return new Hl7Translator(List.of(new OruTranslator(), new OulTranslator()), dialects, Laboratory.CLOCK)
                .read(message, "lis", "192.0.2.1:4000", Sources.only(source));
    }
}
