package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** S24: whatever is written into a message, it is read or refused within a second and 64 MiB. */
class HostileMessagesTest {
    private static final String MSH = "MSH|^~\\&|A|B|C|D|2026||ORU^R01|1|P|2.5\r";
    private static final long MOST_BYTES = 64L << 20;
    private static final long MOST_NANOS = 1_000_000_000L;

    private static Map<String, String> messages() {
        var all = new TreeMap<String, String>();
        all.put("a hundred thousand repetitions", MSH + "PID|1||" + "A~".repeat(100_000) + "\r");
        all.put("a million segments", MSH + "NTE|\r".repeat(1_000_000));
        all.put("a million fields", MSH + "PID" + "|".repeat(1_000_000) + "\r");
        all.put("a million components", MSH + "PID|1||" + "^".repeat(1_000_000) + "\r");
        all.put("an empty MSH", "MSH|\r");
        all.put("an MSH of separators", "MSH" + "|".repeat(1_000_000));
        all.put("letters as separators", "MSHAAAAAAA\r");
        all.put("all separators alike", "MSH|||||||\r".repeat(10_000));
        all.put("escapes without end", MSH + "NTE|1||" + "\\".repeat(1_000_001) + "\r");
        all.put("escapes in escapes", MSH + "NTE|1||" + "\\.\\X\\E\\".repeat(200_000) + "\r");
        all.put("hexadecimal without end", MSH + "NTE|1||\\X" + "0D".repeat(1_000_000) + "\\\r");
        all.put("spaces by command", MSH + "NTE|1||" + "\\.sk999\\".repeat(20_000) + "\r");
        all.put("a million messages", "MSH|^\r".repeat(1_000_000));
        all.put("lines that are no segments", MSH + "x\r".repeat(1_000_000));
        return all;
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> are_read_or_refused_in_a_second_and_64_MiB() {
        return messages().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> hold(entry.getValue())));
    }

    private static void hold(String text) {
        byte[] frame = text.getBytes(UTF_8);
        read(MSH.getBytes(UTF_8));
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long allocated = thread.getCurrentThreadAllocatedBytes();
            long begun = System.nanoTime();
            read(frame);
            best = Math.min(best, System.nanoTime() - begun);
            bytes = Math.min(bytes, thread.getCurrentThreadAllocatedBytes() - allocated);
        }
        assertTrue(best <= MOST_NANOS, "took " + best / 1_000_000 + " ms");
        assertTrue(bytes <= MOST_BYTES, "made " + (bytes >> 20) + " MiB");
    }

    /** Everything that is done before a translator sees it, and what a translator does with each field. */
    private static void read(byte[] frame) {
        if (Hl7Batch.isBatch(frame)) {
            Hl7Batch.of(frame).ifPresent(batch -> batch.messages().forEachRemaining(HostileMessagesTest::fields));
        } else {
            fields(frame);
        }
    }

    private static void fields(byte[] frame) {
        try {
            for (Segment segment : Hl7Text.read(frame, null).segments()) {
                for (int n = 1; n <= Math.min(segment.size(), 1_000); n++) {
                    segment.value(n);
                    segment.repetitions(n).stream().limit(10).forEach(Repetition::text);
                }
            }
        } catch (Refusal refused) {
            assertEquals("AR", refused.code().acknowledgement());
            assertTrue(refused.code() == Code.TOO_LARGE || refused.code() == Code.UNREADABLE);
        }
    }
}
