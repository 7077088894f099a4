package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.lis.OruTranslator;

/** The HL7 messages of the sample hospital through the real translators into a real record. */
class SampleIntoTheRecordTest {
    private final SampleHospital sample = SampleHospital.at(Instant.now());
    private final Hl7Translator translator =
            new Hl7Translator(List.of(new AdtTranslator(), new OruTranslator()), Clock.systemUTC());
    private final Map<String, Integer> remarks = new TreeMap<>();
    private final Set<String> waiting = new TreeSet<>();
    private int applied;

    @Test
    void every_message_of_the_sample_is_applied_but_the_ones_meant_to_wait() throws Exception {
        try (House house = new House()) {
            house.source.patientDomain = "BVBM";
            Inbox inbox = house.inbox(List.of(translator));
            List<String> files = new ArrayList<>(sample.hospital().feed().his());
            files.addAll(sample.hospital().feed().lis());
            for (String file : files) {
                for (SampleHospital.Message message : sample.messages(file)) {
                    take(house, inbox, message);
                }
            }
        }
        assertEquals(new TreeSet<>(sample.hospital().feed().waiting()), waiting);
        remarks.keySet().removeIf(remark -> remark.startsWith("UNMAPPED_DEPARTMENT"));
        assertEquals(Map.of(), remarks);
        System.out.println("sample hospital: " + applied + " HL7 messages applied, " + waiting.size() + " wait");
    }

    private void take(House house, Inbox inbox, SampleHospital.Message message) throws Exception {
        Outcome outcome = inbox.receive(translator.read(
                        message.text().getBytes(StandardCharsets.UTF_8), "his", "192.0.2.1:4000", house))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        outcome.remarks().forEach(remark -> remarks.merge(remark, 1, Integer::sum));
        if (outcome.kind() == Kind.PARKED) {
            waiting.add(message.controlId());
        } else {
            assertEquals(Kind.APPLIED, outcome.kind(), () -> message.controlId() + " " + outcome);
            applied++;
        }
    }
}
