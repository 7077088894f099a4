package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.intake.AtFault;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

/** One message from bytes to a delivery: who sent it, whether it may, what it is, and its answers. */
class Hl7TranslatorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    static final String MSH = "MSH|^~\\&|APP|FAC|EMR|BV|20261120093000||ORU^R01^ORU_R01|M1|P|2.5.1";
    private static final Sources NOBODY = SourceList.of();

    private final Source source = source();

    @Test
    void a_message_of_a_known_type_is_read_by_its_translator() {
        Delivery delivery = read(MSH + "\rPID|1||A1");
        assertNull(delivery.refusal());
        assertEquals(List.of("read"), delivery.reading().remarks());
        assertEquals("ORU^R01", delivery.messageType());
        assertEquals("M1", delivery.controlId());
        assertEquals("hl7v2", delivery.format());
        assertEquals("STRICT_UTF_8 UTF-8", delivery.charsetRule());
        assertSame(source, delivery.source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "MSH", "MSH|abc", "PID|1||A1"})
    void without_a_usable_msh_it_is_unreadable_and_still_answered(String text) {
        Delivery delivery = read(text);
        assertEquals(Code.UNREADABLE, delivery.refusal().code());
        assertTrue(answer(delivery, Kind.REFUSED, Code.UNREADABLE).contains("MSA|AR"));
    }

    @Test
    void an_unknown_sender_is_refused_with_the_message_named() {
        Delivery delivery = translator().read(utf8(MSH), "lis", "peer", NOBODY);
        assertEquals(Code.UNKNOWN_SENDER, delivery.refusal().code());
        assertNull(delivery.source());
        assertTrue(answer(delivery, Kind.REFUSED, Code.UNKNOWN_SENDER).contains("MSA|AR|M1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.2"})
    void known_versions_are_read_without_remark(String version) {
        assertEquals(
                List.of("read"), read(MSH.replace("2.5.1", version)).reading().remarks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2.9", "2.9.1", "2"})
    void an_empty_and_a_newer_version_2_are_read_with_a_remark(String version) {
        assertEquals(2, read(MSH.replace("2.5.1", version)).reading().remarks().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "D:04A", "x", "2x"})
    void what_is_not_version_2_is_refused(String version) {
        assertEquals(
                Code.UNSUPPORTED_VERSION,
                read(MSH.replace("2.5.1", version)).refusal().code());
    }

    @Test
    void a_type_the_sender_may_not_send_is_refused() {
        source.allowedTypes = "ADT^*";
        Delivery delivery = read(MSH);
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, delivery.refusal().code());
        assertSame(source, delivery.source());
    }

    @Test
    void a_type_or_event_the_sender_may_send_and_nobody_translates_is_kept_and_marked_not_interpreted() {
        for (String type : List.of("DFT^P03", "BAR^P12", "ORU^R42", "ZZZ^Z01")) {
            Delivery delivery = read(MSH.replace("ORU^R01^ORU_R01", type));
            assertNull(delivery.refusal(), type);
            assertEquals(List.of(), delivery.reading().notices());
            assertTrue(delivery.reading().remarks().getLast().startsWith("NOT_INTERPRETED"), type);
        }
        source.allowedTypes = "ORU^R01";
        assertEquals(
                Code.NOT_ALLOWED_FOR_SENDER,
                read(MSH.replace("ORU^R01^ORU_R01", "DFT^P03")).refusal().code());
    }

    @Test
    void a_message_that_does_not_say_what_it_is_is_refused() {
        source.allowedTypes = "*";
        assertEquals(
                Code.UNSUPPORTED_MESSAGE,
                read(MSH.replace("ORU^R01^ORU_R01", "")).refusal().code());
    }

    @Test
    void a_missing_event_is_taken_from_evn_or_goes_without_saying() {
        assertEquals("ORU^R01", read(MSH.replace("ORU^R01^ORU_R01", "ORU")).messageType());
        assertEquals(
                "ADT^A08",
                read(MSH.replace("ORU^R01^ORU_R01", "ADT") + "\rEVN|A08").messageType());
    }

    @Test
    void an_answer_nobody_asked_for_is_refused() {
        assertEquals(
                Code.UNSUPPORTED_MESSAGE,
                read(MSH.replace("ORU^R01^ORU_R01", "ACK") + "\rMSA|AA|X")
                        .refusal()
                        .code());
        assertEquals(
                Code.UNSUPPORTED_MESSAGE,
                read(MSH.replace("ORU^R01^ORU_R01", "RSP^K22") + "\rMSA|AA|X")
                        .refusal()
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FHS|^~\\&|A\r", "BHS|^~\\&|A\r", "\r\nbhs|^~\\&|A\r"})
    void a_batch_that_was_not_taken_apart_is_too_large(String header) {
        assertEquals(Code.TOO_LARGE, read(header + MSH).refusal().code());
    }

    @Test
    void text_in_no_known_character_set_is_parked_unless_the_source_has_one() {
        byte[] bytes = (MSH + "\rPID|1||A1||NGUYỄN").getBytes(Charset.forName("windows-1258"));
        byte[] latin = Arrays.copyOf(bytes, bytes.length + 1);
        latin[bytes.length] = (byte) 0xE3;
        assertEquals(Code.UNDECODABLE_TEXT, read(latin).refusal().code());
        source.fallbackCharset = "windows-1258";
        assertEquals("SOURCE_SETTING windows-1258", read(latin).charsetRule());
    }

    @Test
    void an_unexpected_exception_parks_the_message() {
        Delivery delivery = read(MSH + "\rZZZ|boom");
        assertEquals(Code.NOT_APPLICABLE, delivery.refusal().code());
        assertFalse(delivery.refusal().getMessage().contains("boom"));
    }

    @Test
    void the_digest_leaves_out_the_time_and_the_number_and_nothing_else() {
        byte[] first = read(MSH + "\rPID|1||A1").contentDigest();
        String later = MSH.replace("20261120093000", "20261120094500").replace("|M1|", "|M2|");
        assertArrayEquals(first, read(later + "\rPID|1||A1").contentDigest());
        assertArrayEquals(
                first, read(MSH.replace("20261120093000", "") + "\rPID|1||A1").contentDigest());
        assertFalse(Arrays.equals(first, read(MSH + "\rPID|1||A2").contentDigest()));
        assertFalse(Arrays.equals(
                first, read(MSH.replace("|P|", "|T|") + "\rPID|1||A1").contentDigest()));
        assertFalse(Arrays.equals(
                first, read(MSH.replace("|FAC|", "|FAD|") + "\rPID|1||A1").contentDigest()));
        String shortHeader = "MSH|^~\\&|APP|FAC|EMR|BV|2026";
        assertFalse(Arrays.equals(
                read(shortHeader + "\rPID|1||A1").contentDigest(),
                read(shortHeader + "\rPID|1||A2").contentDigest()));
    }

    @Test
    void a_very_long_control_id_is_kept_short_enough_for_an_index() {
        Delivery delivery = read(MSH.replace("|M1|", "|" + "9".repeat(5000) + "|"));
        assertEquals(200, delivery.controlId().length());
    }

    @Test
    void each_outcome_has_its_answer() {
        Delivery delivery = read(MSH);
        assertTrue(answer(delivery, Kind.APPLIED, null).contains("MSA|AA|M1\r"));
        String parked = answer(delivery, Kind.PARKED, Code.UNKNOWN_PATIENT);
        assertTrue(parked.contains("MSA|AA|M1|Chưa có người bệnh với mã này\r"), parked);
        assertTrue(parked.contains("ERR||PID^1^3|204^Unknown key identifier^HL70357|I|"), parked);
        String refused = answer(delivery, Kind.REFUSED, Code.REQUIRED_FIELD_MISSING);
        assertTrue(refused.contains("MSA|AR|M1") && refused.contains("|101^"), refused);
        assertTrue(answer(delivery, Kind.FAILED, Code.TEMPORARY).contains("MSA|AE|M1"));
    }

    @Test
    void a_sender_that_must_hold_what_was_not_applied_gets_ae_for_a_parked_message() {
        source.parkedAnswer = "AE";
        assertTrue(answer(read(MSH), Kind.PARKED, Code.UNKNOWN_PATIENT).contains("MSA|AE|M1"));
    }

    @Test
    void the_same_outcome_gives_the_same_bytes_and_a_replay_the_first_answer() {
        Delivery delivery = read(MSH);
        assertEquals(answer(delivery, Kind.APPLIED, null), answer(delivery, Kind.APPLIED, null));
        Outcome replayed = new Outcome(Kind.REPLAYED, null, null, UUID.randomUUID(), utf8("first"), List.of());
        assertArrayEquals(utf8("first"), delivery.answering().apply(replayed));
    }

    private Delivery read(String text) {
        return read(utf8(text));
    }

    private Delivery read(byte[] bytes) {
        return translator().read(bytes, "lis", "peer", Sources.only(source));
    }

    static Hl7Translator translator() {
        return new Hl7Translator(List.of(translating("ORU", "R01"), translating("ADT", "A01", "A08")), CLOCK);
    }

    private static MessageTranslator translating(String code, String... triggers) {
        return new MessageTranslator() {
            @Override
            public String code() {
                return code;
            }

            @Override
            public Set<String> triggers() {
                return Set.of(triggers);
            }

            @Override
            public Reading translate(Hl7Message message, Source from, Instant receivedAt) {
                message.first("ZZZ").ifPresent(zzz -> {
                    throw new IllegalStateException(zzz.value(1));
                });
                return new Reading(List.of(), 0, List.of("read"));
            }
        };
    }

    private static String answer(Delivery delivery, Kind kind, Code code) {
        List<String> fields = code == Code.UNKNOWN_PATIENT
                ? translator().place(AtFault.PATIENT_NUMBER, "ORU^R01").stream().toList()
                : List.of();
        Outcome outcome =
                new Outcome(kind, code, code == null ? null : "a sentence", fields, UUID.randomUUID(), null, List.of());
        return new String(delivery.answering().apply(outcome), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Source source() {
        return SourceList.sender("LIS", "lis", "LIS A");
    }
}
