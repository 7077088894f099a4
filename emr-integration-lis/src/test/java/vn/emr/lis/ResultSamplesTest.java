package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.emr.core.audit.Digest;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.SampleMessages;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.Reading;
import vn.emr.core.testing.House;

/**
 * What becomes of every public result message, each with its patient announced first: file, outcome of each message in it,
 * values that came in and values kept. After a wanted change: run with {@code -Dgolden.write=true}, then read the difference.
 */
class ResultSamplesTest {
    private static final Path OUTCOMES = Path.of("src/test/resources/sample-outcomes.txt");

    private final Hl7Translator translator =
            new Hl7Translator(List.of(new OruTranslator(), new OulTranslator()), Laboratory.CLOCK);

    @Test
    void every_public_result_message_ends_as_the_table_says() throws IOException {
        List<SampleMessages.Sample> samples = SampleMessages.all().stream()
                .filter(s -> s.file().contains("_ORU-") || s.file().contains("_OUL-"))
                .toList();
        Assumptions.assumeFalse(samples.isEmpty(), "samples beside the project");
        List<String> outcomes = new ArrayList<>();
        try (House house = new House()) {
            house.source.fallbackCharset = "windows-1252";
            Inbox inbox = house.inbox(List.of(translator));
            for (SampleMessages.Sample sample : samples) {
                List<String> ends = new ArrayList<>();
                for (byte[] message : Hl7Text.split(sample.bytes())) {
                    ends.add(end(house, inbox, message));
                }
                outcomes.add(sample.file() + "  " + String.join(", ", ends));
            }
            house.mustBeWhole();
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.write(OUTCOMES, outcomes);
        }
        assertEquals(Files.readAllLines(OUTCOMES), outcomes);
    }

    private String end(House house, Inbox inbox, byte[] message) {
        Delivery delivery = translator.read(message, "his", "192.0.2.1:4000", house);
        if (delivery.reading() != null) {
            delivery.reading().notices().stream()
                    .map(Notice::who)
                    .distinct()
                    .filter(who -> !who.identifiers().isEmpty())
                    .forEach(who -> inbox.receive(announced(delivery, who))
                            .toCompletableFuture()
                            .join());
        }
        Outcome outcome = inbox.receive(delivery).toCompletableFuture().join();
        String word = outcome.code() == null ? outcome.kind().name() : outcome.kind() + " " + outcome.code();
        if (outcome.kind() != Kind.APPLIED) {
            return word;
        }
        String counts = house.database
                .first(
                        "select observations_in || ' in ' || observations_out || ' out' as n, remarks::text as said from inbound where id = ?",
                        row -> {
                            String n = row.text("n");
                            boolean equal = n.matches("(\\d+) in \\1 out");
                            assertTrue(equal || row.text("said").contains("OBSERVATIONS_DIFFER"), n);
                            return n;
                        },
                        outcome.inboundId())
                .orElseThrow();
        return word + " " + counts;
    }

    private static Delivery announced(Delivery like, Notice.PatientRef who) {
        byte[] bytes = ("announces " + who).getBytes(StandardCharsets.UTF_8);
        Notice patient = new PatientStated(who, Instant.EPOCH, Demographics.NONE, false);
        return new Delivery(
                like.door(),
                like.peer(),
                "test",
                like.source(),
                "ADT^A28",
                "",
                Digest.sha256().digest(bytes),
                bytes,
                null,
                new Reading(List.of(patient), 0, List.of()),
                null,
                outcome -> new byte[0],
                null);
    }
}
