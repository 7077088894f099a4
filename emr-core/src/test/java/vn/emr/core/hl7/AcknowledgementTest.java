package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

class AcknowledgementTest {
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-20T13:44:11+07:00");
    private static final Acknowledgement.Remark PARKED = new Acknowledgement.Remark(
            Acknowledgement.Severity.I,
            204,
            "PID[1]-3[2].1",
            "No patient with this identifier yet.",
            "Chưa có người bệnh với mã này");

    private static Acknowledgement to(String message, Charset charset) {
        byte[] bytes = message.getBytes(charset);
        return new Acknowledgement(MessageHeader.of(bytes), charset, AT, "ACK1");
    }

    private static void isGolden(String file, byte[] answer, Charset charset) {
        try (InputStream in = AcknowledgementTest.class.getResourceAsStream("answers/" + file)) {
            String golden = new String(in.readAllBytes(), UTF_8).replace("\n", "\r");
            assertEquals(golden.replace("\r", "\n"), new String(answer, charset).replace("\r", "\n"));
            assertArrayEquals(golden.getBytes(charset), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String msh(String version) {
        return "MSH|^~\\&|XN1000|LAB^1.2.3^ISO|EMR|H01|20261120||ORU^R01^ORU_R01|A77|T|" + version
                + "||||||UNICODE UTF-8\rPID|1\r";
    }

    @ParameterizedTest
    @CsvSource({"2.2,accepted-2.2", "2.3.1,accepted-2.3.1", "2.5.1,accepted-2.5.1", "2.8,accepted-2.8"})
    void an_accepted_message_is_answered_in_its_own_version(String version, String golden) {
        isGolden(golden + ".hl7", to(msh(version), UTF_8).accepted(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"2.3,parked-2.3", "2.4,parked-2.4", "2.5.1,parked-2.5.1", "2.7,parked-2.7"})
    void a_parked_message_is_accepted_with_an_informational_remark(String version, String golden) {
        isGolden(golden + ".hl7", to(msh(version), UTF_8).accepted(List.of(PARKED)), UTF_8);
    }

    @Test
    void a_refused_message_names_every_place() {
        var refusal = new Refusal(
                Code.REQUIRED_FIELD_MISSING, "PID-3 and PID-5 are empty.", "PID-3", "PID-5.1", "/not/a/place");
        isGolden("refused-2.5.1.hl7", to(msh("2.5.1"), UTF_8).refused(refusal), UTF_8);
        isGolden("refused-2.3.1.hl7", to(msh("2.3.1"), UTF_8).refused(refusal), UTF_8);
    }

    @Test
    void a_temporary_fault_is_AE() {
        var answer = new String(to(msh("2.5"), UTF_8).refused(new Refusal(Code.TEMPORARY, "Try again.")), UTF_8);
        assertEquals("AE", Hl7Text.read(answer).first("MSA").orElseThrow().value(1));
    }

    @Test
    void the_senders_own_separators_are_used() {
        String message = "MSH#*-@%#A#B#C#D#2026##ORU*R01#77#P#2.5\r";
        isGolden("own-separators.hl7", to(message, UTF_8).accepted(List.of(PARKED)), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "PID|1||P1\r", "MSH", "MSHX0000XA|B", "\u0000\u0001"})
    void without_a_readable_MSH_there_is_still_an_answer(String message) {
        var refusal = new Refusal(Code.UNREADABLE, "The message does not begin with an MSH segment.", "MSH");
        isGolden("no-header.hl7", to(message, UTF_8).refused(refusal), UTF_8);
    }

    @Test
    void a_header_whose_separators_are_unusable_still_tells_whom_to_answer() {
        byte[] answer = to("MSH|0000|A|B|||||ORU|77|P|2.5.1\r", UTF_8).accepted();
        Hl7Message read = Hl7Text.read(answer, null);
        assertEquals("A", read.msh().value(5));
        assertEquals("77", read.first("MSA").orElseThrow().value(2));
    }

    @Test
    void a_header_that_stops_early_is_answered_with_what_it_has() {
        isGolden("half-header.hl7", to("MSH|^~\\&|A|B", UTF_8).accepted(), UTF_8);
    }

    @Test
    void an_acknowledgement_that_nobody_asked_for_can_be_refused() {
        String ack = "MSH|^~\\&|A|B|C|D|2026||ACK^R01^ACK|9|P|2.5.1\rMSA|AA|8\r";
        var refusal = new Refusal(Code.UNSUPPORTED_MESSAGE, "An acknowledgement that answers nothing.", "MSH-9");
        isGolden("unsolicited.hl7", to(ack, UTF_8).refused(refusal), UTF_8);
    }

    @Test
    void text_the_senders_character_set_cannot_write_loses_its_accents_not_its_letters() {
        String latin = "MSH|^~\\&|Müller|B|C|D|2026||ORU^R01|9|P|2.5.1||||||8859/1\r";
        isGolden("latin-1.hl7", to(latin, ISO_8859_1).accepted(List.of(PARKED)), ISO_8859_1);
        var windows = Charset.forName("windows-1258");
        byte[] answer =
                to("MSH|^~\\&|A||||||ORU^R01|9|P|2.5.1||||||CP1258\r", windows).accepted(List.of(PARKED));
        assertFalse(new String(answer, windows).contains("?"));
    }

    @Test
    void nothing_in_a_text_can_make_a_field_a_segment_or_a_frame() {
        String evil = "a|b^c~d\\e&f#g\rMSA|AA|1\nX|\u000b\u001c\r\u0000\u007f end";
        var remark = new Acknowledgement.Remark(Acknowledgement.Severity.E, 207, "", evil, evil);
        for (String header : List.of("MSH|^~\\&|A", "MSH|^~\\&#|A", "MSH#*-@%#A", "MSH|^|A")) {
            byte[] answer = to(header + "\r", UTF_8).answer("AE", List.of(remark));
            Hl7Message read = Hl7Text.read(answer, null);
            assertEquals(
                    List.of("MSH", "MSA", "ERR"),
                    read.segments().stream().map(Segment::name).toList());
            Segment err = read.first("ERR").orElseThrow();
            assertEquals(8, err.size());
            assertEquals(1, err.repetitions(8).size());
            for (byte b : answer) {
                assertFalse(b == 0x0B || b == 0x1C || b == '\n' || b == 0 || b == 0x7F);
            }
            if (header.contains("\\")) {
                assertEquals("a|b^c~d\\e&f#g MSA|AA|1 X|      end", err.value(8));
                assertEquals(err.value(7), err.value(8));
            }
        }
    }

    @Test
    void what_is_echoed_cannot_break_the_frame_either() {
        String message = "MSH|^~\\&|A\u001c\u000b|B\u0000|C|D|2026||ORU^R\u001c01|9\u001c\u000b7|P|2.5\u001c\r";
        byte[] answer = to(message, UTF_8).accepted();
        for (byte b : answer) {
            assertFalse(b < ' ' && b >= 0 && b != '\r');
        }
        assertEquals("97", Hl7Text.read(answer, null).first("MSA").orElseThrow().value(2));
        byte[] long10 = to("MSH|^~\\&|A||||||ORU^R01|" + "9".repeat(1_000_000) + "|P|2.5\r", UTF_8)
                .accepted();
        assertEquals(true, long10.length < 2_000);
    }
}
