package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Notice.ReportStated;

/** Prints what translating costs, from bytes to notices with digest and sender; asserts only what no machine should miss. */
class TranslationSpeedTest {
    @Test
    void an_ordinary_result_message_is_translated_in_microseconds() {
        System.out.printf("ORU with 5 OBX: %s%n", measured(5));
        System.out.printf("ORU with 19 OBX: %s%n", measured(19));
    }

    private static String measured(int values) {
        byte[] message = message(values);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 15; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                var report = (ReportStated) Laboratory.deliver(message, Map.of())
                        .reading()
                        .notices()
                        .getFirst();
                assertEquals(values, report.observations().size());
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1_000_000.0);
        }
        assertTrue(best < 5_000, () -> "translating takes milliseconds");
        return "%d bytes translated in %.1f us".formatted(message.length, best);
    }

    private static byte[] message(int values) {
        List<String> segments = new ArrayList<>(
                List.of(
                        "MSH|^~\\&|LIS-A|BV-A|EMR|BV-A|20261120093000+0700||ORU^R01^ORU_R01|M1|P|2.5.1||||||UNICODE UTF-8",
                        "PID|1||BN000123^^^BV-A^MR~001080012345^^^VN^NI||NGUYỄN^AN^VĂN||19800312|M",
                        "PV1|1|I|NOI^P201^G03||||||||||||||||DT260001",
                        "ORC|RE|CD1001^HIS|SH1001^LIS-A",
                        "OBR|1|CD1001^HIS|SH1001^LIS-A|CBC^Công thức máu^L|||20261120080000|||||||||||||||20261120092500||LAB|F"));
        for (int i = 1; i <= values; i++) {
            segments.add("OBX|" + i + "|NM|6690-" + i + "^Leukocytes [#/volume] in Blood^LN^WBC^Bạch cầu^L||" + i
                    + ".4|10*9/L^^UCUM|4.0-10.0|N|||F|||20261120081500+0700");
        }
        return Laboratory.bytes(StandardCharsets.UTF_8, segments.toArray(String[]::new));
    }
}
