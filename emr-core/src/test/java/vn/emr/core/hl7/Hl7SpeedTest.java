package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prints what reading costs; asserts only what no machine should miss. */
class Hl7SpeedTest {
    private static final String OBX =
            "OBX|%d|NM|6690-2^Leukocytes [#/volume] in Blood^LN^WBC^Bạch cầu^L||%d.4|10*9/L^^UCUM|4.0-10.0|N|||F|||20261120081500+0700|||XN1000\r";

    private static byte[] oru(int results) {
        var text = new StringBuilder(
                "MSH|^~\\&|XN1000|LAB|EMR|H01|20261120081500+0700||ORU^R01^ORU_R01|A77|P|2.5.1||||||UNICODE UTF-8\r"
                        + "PID|1||P000123^^^H01^MR~079200000001^^^VN^NI||NGUYỄN^VĂN AN||19800115|M\r"
                        + "PV1|1|I|NOI^P1^G2\rORC|RE|O1|F1\rOBR|1|O1|F1|CBC^Tổng phân tích máu^L|||20261120080000+0700||||||||||||||||||F\r");
        for (int i = 1; i <= results; i++) {
            text.append(OBX.formatted(i, i));
        }
        return text.toString().getBytes(UTF_8);
    }

    /** What the mapping of a result message asks for. */
    private static int readAll(byte[] bytes) {
        Hl7Message message = Hl7Text.read(bytes, null);
        int used = 0;
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "PID" -> {
                    for (Repetition id : segment.repetitions(3)) {
                        used += id.value().length()
                                + id.component(4).length()
                                + id.component(5).length();
                    }
                    used += segment.value(5).length()
                            + segment.component(5, 2).length()
                            + segment.value(7).length();
                }
                case "OBR" ->
                    used += segment.value(3).length()
                            + segment.component(4, 2).length()
                            + segment.value(25).length();
                case "OBX" ->
                    used += segment.value(2).length()
                            + segment.value(3).length()
                            + segment.component(3, 2).length()
                            + segment.component(3, 5).length()
                            + segment.value(5).length()
                            + segment.value(6).length()
                            + segment.value(7).length()
                            + segment.value(8).length()
                            + segment.value(11).length()
                            + segment.value(14).length();
                default -> used++;
            }
        }
        return used;
    }

    @Test
    void an_ordinary_result_message_is_read_in_microseconds() {
        byte[] bytes = oru(5);
        int expected = readAll(bytes);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < 2000; i++) {
                assertEquals(expected, readAll(bytes));
            }
            best = Math.min(best, (System.nanoTime() - begin) / 2000);
        }
        System.out.printf(
                "HL7 reader: ORU of %d bytes with 5 OBX read and 60 values taken in %.1f us%n",
                bytes.length, best / 1000.0);
        assertTrue(best < 2_000_000);
    }

    @Test
    void a_document_of_20_MB_costs_a_fraction_of_a_second() {
        byte[] pdf = new byte[15 << 20];
        new Random(1).nextBytes(pdf);
        var out = new ByteArrayOutputStream(21 << 20);
        out.writeBytes(oru(1));
        out.writeBytes("OBX|2|ED|PDF^Phiếu kết quả^L||LIS^application^pdf^Base64^".getBytes(UTF_8));
        out.writeBytes(Base64.getEncoder().encode(pdf));
        out.writeBytes("||||||F\r".getBytes(UTF_8));
        byte[] bytes = out.toByteArray();
        long read = Long.MAX_VALUE;
        long decoded = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            Hl7Message message = Hl7Text.read(bytes, null);
            read = Math.min(read, System.nanoTime() - begin);
            EmbeddedData document = message.segments("OBX").get(1).embedded(5).orElseThrow();
            assertEquals(pdf.length, document.bytes().length);
            decoded = Math.min(decoded, System.nanoTime() - begin);
        }
        System.out.printf(
                "HL7 reader: %d bytes with a document read in %d ms, document decoded after %d ms%n",
                bytes.length, read / 1_000_000, decoded / 1_000_000);
        assertTrue(read < 500_000_000, "read in " + read + " ns");
    }
}
