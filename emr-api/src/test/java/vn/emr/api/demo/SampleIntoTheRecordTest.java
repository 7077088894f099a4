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
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.his.MdmTranslator;
import vn.emr.his.SiuTranslator;
import vn.emr.his.VxuTranslator;
import vn.emr.lis.OruTranslator;
import vn.emr.lis.orders.OrderTranslators;

/** The HL7 messages of the sample hospital through the real translators into a real record. */
class SampleIntoTheRecordTest {
    private final SampleHospital sample = SampleHospital.at(Instant.now());
    private final Hl7Translator translator = new Hl7Translator(
            List.of(
                    new AdtTranslator(),
                    new SiuTranslator(),
                    new MdmTranslator(),
                    new VxuTranslator(),
                    new OrderTranslators().laboratory(),
                    new OruTranslator()),
            Clock.systemUTC());
    private final Map<String, Integer> remarks = new TreeMap<>();
    private final Set<String> waiting = new TreeSet<>();
    private int applied;

    @Test
    void every_message_of_the_sample_is_applied_but_the_ones_meant_to_wait() throws Exception {
        try (House house = new House()) {
            house.source.patientDomain = "BVBM";
            Source box = house.addSource("Bạch Mã – máy huyết học", "lis");
            box.patientDomain = "BVBM";
            box.dialect = sample.hospital().source("gateway").dialect();
            Inbox inbox = house.inbox(List.of(translator));
            List<String> files = new ArrayList<>(sample.hospital().feed().his());
            files.addAll(sample.hospital().feed().lis());
            for (String file : files) {
                String door = file.startsWith("lis/may-") ? "lis" : "his";
                for (SampleHospital.Message message : sample.messages(file)) {
                    take(house, inbox, message, door);
                }
            }
            assertEquals(1, house.count("diagnostic_report d join service_order o on o.order_id = d.order_id"));
            assertEquals(2, house.count("service_order"));
            assertEquals(1, house.count("observation where status = 'ENTERED_IN_ERROR'"));
            assertEquals(1, house.count("appointment where status = 'BOOKED'"));
            assertEquals(1, house.count("immunization where status = 'COMPLETED'"));
            assertEquals(2, house.count("clinical_document where document_key like 'TL00000%'"));
        }
        assertEquals(new TreeSet<>(sample.hospital().feed().waiting()), waiting);
        remarks.keySet()
                .removeIf(remark -> remark.startsWith("UNMAPPED_DEPARTMENT") || remark.startsWith("dialect bach-ma"));
        assertEquals(Map.of(), remarks);
        System.out.println("sample hospital: " + applied + " HL7 messages applied, " + waiting.size() + " wait");
    }

    private void take(House house, Inbox inbox, SampleHospital.Message message, String door) throws Exception {
        Outcome outcome = inbox.receive(
                        translator.read(message.text().getBytes(StandardCharsets.UTF_8), door, "192.0.2.1:4000", house))
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
