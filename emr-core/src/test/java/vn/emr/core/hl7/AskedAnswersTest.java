package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

/** Original and enhanced acknowledgement mode (HL7 v2 chapter 2): every cell of the table of MSH-15 and MSH-16. */
class AskedAnswersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);

    private final Source source = source();

    private Delivery read(String accept, String application) {
        String msh =
                "MSH|^~\\&|APP|FAC|EMR|BV|20261120093000||ORU^R01^ORU_R01|M1|P|2.5.1|||" + accept + "|" + application;
        return read(msh);
    }

    private Delivery read(String message) {
        return new Hl7Translator(List.of(new Anything()), CLOCK)
                .read(message.getBytes(UTF_8), "lis", "peer", Sources.only(source));
    }

    /** The codes of the answers in the order they are sent, such as {@code CA AA}; a dash for none. */
    private static String codes(Delivery delivery, Kind kind, Code code) {
        byte[] bytes = delivery.answering().apply(new Outcome(kind, code, null, UUID.randomUUID(), null, List.of()));
        if (bytes == null) {
            return "closed";
        }
        if (bytes.length == 0) {
            return "-";
        }
        return String.join(
                " ",
                Hl7Text.split(bytes).stream()
                        .map(answer -> Hl7Text.read(answer, null)
                                .first("MSA")
                                .orElseThrow()
                                .value(1))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "empty",
            value = {
                // MSH-15, MSH-16, applied, parked, refused, our temporary fault
                "'','',AA,AA,AR,AE",
                "NE,NE,-,-,-,closed",
                "NE,AL,AA,AA,AR,AE",
                "NE,ER,-,-,AR,AE",
                "NE,SU,AA,AA,-,closed",
                "AL,NE,CA,CA,CR,CE",
                "AL,AL,CA AA,CA AA,CR,CE",
                "AL,ER,CA,CA,CR,CE",
                "AL,SU,CA AA,CA AA,CR,CE",
                "ER,NE,-,-,CR,CE",
                "ER,AL,AA,AA,CR,CE",
                "ER,ER,-,-,CR,CE",
                "ER,SU,AA,AA,CR,CE",
                "SU,NE,CA,CA,-,closed",
                "SU,AL,CA AA,CA AA,AR,AE",
                "SU,ER,CA,CA,AR,AE",
                "SU,SU,CA AA,CA AA,-,closed",
                "AL,'',CA,CA,CR,CE",
                "'',AL,AA,AA,AR,AE",
                "ER,'',-,-,CR,CE",
                "al,al,CA AA,CA AA,CR,CE",
                "always,NE,CA,CA,CR,CE"
            })
    void the_whole_table(
            String accept, String application, String applied, String parked, String refused, String failed) {
        source.settings = Map.of(AskedAnswers.SETTING, "enhanced");
        Delivery delivery = read(accept, application);
        assertEquals(applied, codes(delivery, Kind.APPLIED, null));
        assertEquals(parked, codes(delivery, Kind.PARKED, Code.UNKNOWN_PATIENT));
        assertEquals(refused, codes(delivery, Kind.REFUSED, Code.REQUIRED_FIELD_MISSING));
        assertEquals(failed, codes(delivery, Kind.FAILED, Code.TEMPORARY));
    }

    @Test
    void a_parked_message_that_is_answered_AE_is_an_error_of_the_application_and_still_committed() {
        source.settings = Map.of(AskedAnswers.SETTING, "enhanced");
        source.parkedAnswer = "AE";
        assertEquals("CA AE", codes(read("AL", "ER"), Kind.PARKED, Code.UNKNOWN_PATIENT));
        assertEquals("AE", codes(read("ER", "AL"), Kind.PARKED, Code.UNKNOWN_PATIENT));
        assertEquals("CA", codes(read("SU", "SU"), Kind.PARKED, Code.UNKNOWN_PATIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NE", "AL", "ER", "SU"})
    void a_source_in_original_mode_fills_the_fields_in_vain(String condition) {
        assertEquals("AA", codes(read(condition, condition), Kind.APPLIED, null));
        assertEquals("AR", codes(read(condition, condition), Kind.REFUSED, Code.TOO_LARGE));
    }

    @Test
    void both_answers_name_the_message_and_have_numbers_of_their_own() {
        source.settings = Map.of(AskedAnswers.SETTING, "enhanced");
        byte[] bytes = read("AL", "AL")
                .answering()
                .apply(new Outcome(Kind.PARKED, Code.UNKNOWN_PATIENT, null, UUID.randomUUID(), null, List.of()));
        List<Hl7Message> answers =
                Hl7Text.split(bytes).stream().map(a -> Hl7Text.read(a, null)).toList();
        assertEquals("M1", answers.get(0).first("MSA").orElseThrow().value(2));
        assertEquals("M1", answers.get(1).first("MSA").orElseThrow().value(2));
        assertEquals(
                answers.get(1).header().controlId() + "-C",
                answers.get(0).header().controlId());
        assertEquals(List.of(), answers.get(0).segments("ERR"));
        assertEquals("I", answers.get(1).first("ERR").orElseThrow().value(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CA", "CE", "CR"})
    void an_accept_answer_is_never_answered(String code) {
        Delivery delivery = read("MSH|^~\\&|APP|FAC|EMR|BV|2026||ACK|M2|P|2.5.1\rMSA|" + code + "|X");
        assertEquals(Code.UNSUPPORTED_MESSAGE, delivery.refusal().code());
        assertEquals("-", codes(delivery, Kind.REFUSED, Code.UNSUPPORTED_MESSAGE));
    }

    @Test
    void over_the_socket_each_answer_has_its_frame_and_a_message_that_wants_none_gets_none() throws Exception {
        source.settings = Map.of(AskedAnswers.SETTING, "enhanced");
        var receiver =
                new Hl7Receiver(new Hl7Translator(List.of(new Anything()), CLOCK), Sources.only(source), delivery -> {
                    var applied = new Outcome(Kind.APPLIED, null, null, UUID.randomUUID(), null, List.of());
                    byte[] answer = delivery.answering().apply(applied);
                    return CompletableFuture.completedFuture(
                            new Outcome(Kind.APPLIED, null, null, applied.inboundId(), answer, List.of()));
                });
        String header = "MSH|^~\\&|APP|FAC|EMR|BV|2026||ORU^R01|";
        try (var open = new OpenDoor(MllpSettings.standard(), receiver);
                var client = open.connect()) {
            client.write(MllpClient.frame(header + "1|P|2.5|||AL|AL"))
                    .write(MllpClient.frame(header + "2|P|2.5|||NE|NE"))
                    .write(MllpClient.frame(header + "3|P|2.5|||AL|NE"))
                    .write(MllpClient.frame(header + "4|P|2.5|||NE|AL"));
            for (String expected : List.of("MSA|CA|1", "MSA|AA|1", "MSA|CA|3", "MSA|AA|4")) {
                assertEquals(expected, client.answer().split("\r")[1]);
            }
            client.endOutput();
            assertNull(client.answer());
            assertEquals(4, open.door.figures().frames());
            assertEquals(0, open.budget.heldBytes());
        }
    }

    @Test
    void a_repeat_gets_both_answers_again_byte_for_byte() {
        source.settings = Map.of(AskedAnswers.SETTING, "enhanced");
        Delivery delivery = read("AL", "AL");
        byte[] first =
                delivery.answering().apply(new Outcome(Kind.APPLIED, null, null, UUID.randomUUID(), null, List.of()));
        var again = new Outcome(Kind.REPLAYED, null, null, UUID.randomUUID(), first, List.of());
        assertArrayEquals(first, read("AL", "AL").answering().apply(again));
    }

    private static final class Anything implements MessageTranslator {
        @Override
        public String code() {
            return "ORU";
        }

        @Override
        public Set<String> triggers() {
            return Set.of("R01");
        }

        @Override
        public Reading translate(Hl7Message message, Source from, Instant receivedAt) {
            return new Reading(List.of(), 0, List.of());
        }
    }

    private static Source source() {
        Source source = SourceList.sender("LIS", "lis", "LIS A");
        source.parkedAnswer = "AA";
        return source;
    }
}
