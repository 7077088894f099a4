package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.lis.OruTranslator;
import vn.emr.lis.orders.OrderTranslators;

/** The laboratory of the demonstration over real sockets, its results through the real translators into a real record. */
class StandInLaboratoryTest {
    private static final URI ANY_PORT = URI.create("mllp://127.0.0.1:0");
    private static final SampleHospital SAMPLE = SampleHospital.at(Instant.parse("2026-11-20T03:00:00Z"));
    private static final String PATIENT =
            "PID|1||BN9^^^BV^MR~HC4999^^^BHXH^HC||Lê \\T\\ Trần^Thu^Thị||19700101|F\rPV1|1|I|NOI^P1^2||||||||||||||||V1\r";

    private static String order(String id, String control, String number, String service) {
        return "MSH|^~\\&|EMR|BV|SAOMAI_LIS|99001|20261120100000+0700||OML^O21^OML_O21|" + id
                + "|P|2.5.1||||||UNICODE UTF-8\r" + PATIENT + "ORC|" + control + "|" + number
                + "^EMR|||||||20261120100000+0700\rOBR|1|" + number + "^EMR||" + service + "\r";
    }

    private static String said(String answer) {
        Hl7Message read = Hl7Text.read(answer);
        Segment msa = read.first("MSA").orElseThrow();
        Segment orc = read.first("ORC").orElseThrow();
        return read.header().field(9) + " " + msa.value(1) + " " + msa.value(2) + " " + orc.value(1) + " "
                + orc.field(2);
    }

    private static StandInLaboratory laboratory(int results, Duration after) throws Exception {
        return new StandInLaboratory(ANY_PORT, SAMPLE, new MllpSender("127.0.0.1", results), after);
    }

    @Test
    void an_order_is_accepted_and_its_result_finds_order_and_patient() throws Exception {
        String electrolytes = order("E1", "NW", "E00000001", "DGD^Điện giải đồ^SM");
        CompletableFuture<String> result = new CompletableFuture<>();
        try (SmallDoor door = new SmallDoor(m -> {
                    result.complete(m);
                    return "MSA|AA|" + m.split("\\|")[9] + "\r";
                });
                StandInLaboratory laboratory = laboratory(door.port(), Duration.ZERO);
                MllpSender emr = new MllpSender("127.0.0.1", laboratory.port())) {
            assertEquals("ORL^O22^ORL_O22 AA E1 OK E00000001^EMR", said(emr.send(electrolytes)));
            String sent = result.get(30, TimeUnit.SECONDS);
            assertTrue(sent.contains("|Lê \\T\\ Trần^Thu^Thị|"), sent);
            assertEquals("ORL^O22^ORL_O22 AA E1 OK E00000001^EMR", said(emr.send(electrolytes)), "a repeat");
            intoTheRecord(electrolytes, sent);
            assertEquals(1, door.received().size(), "worked on once");
        }
    }

    private static void intoTheRecord(String order, String result) throws Exception {
        var translator = new Hl7Translator(
                List.of(new AdtTranslator(), new OrderTranslators().laboratory(), new OruTranslator()),
                Clock.systemUTC());
        String registration = "MSH|^~\\&|HIS|BV|EMR|BV|20261119100000||ADT^A01^ADT_A01|A1|P|2.5||||||UNICODE UTF-8\r"
                + "EVN||20261119100000\r" + PATIENT;
        try (House house = new House()) {
            Inbox inbox = house.inbox(List.of(translator));
            for (String message : List.of(registration, order, result)) {
                Outcome outcome = inbox.receive(translator.read(
                                message.getBytes(StandardCharsets.UTF_8), "his", "192.0.2.1:4000", house))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
                assertEquals(Kind.APPLIED, outcome.kind(), outcome::toString);
            }
            assertEquals(
                    1,
                    house.count("diagnostic_report d join service_order o on o.order_id = d.order_id"
                            + " where o.placer_number = 'E00000001' and d.status = 'FINAL'"));
            assertEquals(3, house.count("observation where status = 'FINAL' and code in ('NA', 'K', 'CL')"));
        }
    }

    @Test
    void what_it_does_not_do_is_refused_with_a_reason_and_what_is_not_done_yet_can_be_cancelled() throws Exception {
        try (SmallDoor door = new SmallDoor(m -> "MSA|AA|1\r");
                StandInLaboratory laboratory = laboratory(door.port(), Duration.ofHours(1));
                MllpSender emr = new MllpSender("127.0.0.1", laboratory.port())) {
            String refused = emr.send(order("E1", "NW", "E1", "^Soi phân"));
            assertEquals("ORL^O22^ORL_O22 AR E1 UA E1^EMR", said(refused));
            assertFalse(
                    Hl7Text.read(refused).first("ERR").orElseThrow().value(8).isBlank());
            emr.send(order("E2", "NW", "E2", "CTM^Công thức máu^SM"));
            assertEquals(
                    "ORL^O22^ORL_O22 AA E3 CR E2^EMR", said(emr.send(order("E3", "CA", "E2", "CTM^Công thức máu^SM"))));
            assertEquals(List.of(), door.received());
        }
    }

    @Test
    void every_service_of_the_sample_has_values_for_women_and_men() {
        LaboratoryMessages messages = new LaboratoryMessages(SAMPLE);
        for (Hospital.Service service : SAMPLE.hospital().services()) {
            for (String sex : List.of("F", "M", "U")) {
                Hl7Message order = Hl7Text.read(
                        order("E1", "NW", "E7", service.code() + "^" + service.name() + "^" + service.codeSystem())
                                .replace("|19700101|F", "|19700101|" + sex));
                assertTrue(messages.canDo(order), service.code());
                Hl7Message result = Hl7Text.read(messages.result(order, Instant.now(), Instant.now()));
                assertFalse(result.segments("OBX").isEmpty(), service.code());
            }
        }
    }
}
