package vn.emr.core.hl7.dialect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Text;

/** Prints what a dialect adds to the reading of an ordinary result message; asserts only what no machine should miss. */
class DialectSpeedTest {
    private static final int ROUNDS = 20;
    private static final int MESSAGES = 2_000;

    @Test
    void a_dialect_costs_microseconds_and_the_standard_nothing() {
        byte[] message = message();
        double bare = microseconds(() -> Hl7Text.read(message, null));
        System.out.printf("dialects: ORU of %d bytes with 5 OBX read in %.1f us%n", message.length, bare);
        for (Dialects.State state : Dialects.shipped().states()) {
            Dialect dialect = Dialects.shipped().named(state.name());
            List<String> remarks = new ArrayList<>();
            double with = microseconds(() -> {
                remarks.clear();
                return dialect.read(message, null, remarks);
            });
            System.out.printf(
                    "dialects: %s, %d corrections: %.1f us more%n",
                    state.name(),
                    dialect.header().size() + dialect.corrections().size(),
                    with - bare);
            assertTrue(with < 5_000);
        }
    }

    private static double microseconds(java.util.function.Supplier<Object> work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                if (work.get() == null) {
                    throw new IllegalStateException();
                }
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1_000.0 / MESSAGES);
        }
        return best;
    }

    private static byte[] message() {
        StringBuilder text = new StringBuilder(
                "MSH|^~\\&|LIS-A|BV-A|EMR|BV-A|20261120093000+0700||ORU^R01^ORU_R01|M1|P|2.5.1\r"
                        + "PID|1||BN000123^^^BV-A^MR~001080012345^^^VN^NI||NGUYỄN^AN^VĂN||19800312|M\r"
                        + "PV1|1|I|NOI^P201^G03||||||||||||||||DT260001\rORC|RE|CD1001^HIS|SH1001^LIS-A\r"
                        + "OBR|1|CD1001^HIS|SH1001^LIS-A|CBC^Công thức máu^L|||20261120080000|||||||||||||||20261120092500||LAB|F\r");
        for (int i = 1; i <= 5; i++) {
            text.append("OBX|%d|NM|^^^WBC%d^Bạch cầu^L||%d.4|10*9/L^^UCUM|4.0-10.0|N|||F|||20261120081500\r"
                    .formatted(i, i, i));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
