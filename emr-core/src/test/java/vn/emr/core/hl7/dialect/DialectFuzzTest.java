package vn.emr.core.hl7.dialect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.emr.core.Refusal;

/** In the ordinary build these run the kept inputs only; with JAZZER_FUZZ=1 they search for new ones. */
class DialectFuzzTest {
    private static final byte[] MESSAGE =
            ("MSH|^~\\&|A|B|C|D|20261120||ORU^R01|1|P|2.5\rPID|1||BN-7~X^^^A^HC\rNTE|1||n\r"
                            + "ZVN|1||DT1\rOBX|1|NM|^^^A~^^^B||1,5~2|10E9/L|||||2\rOBR|1||F\r")
                    .getBytes(StandardCharsets.UTF_8);

    /** Any bytes are a dialect or are refused; what is a dialect reads a message or refuses it, without changing its bytes. */
    @FuzzTest
    void any_file_is_taken_or_refused(byte[] file) {
        Dialect dialect;
        try {
            dialect = DialectFile.read(file);
        } catch (Refusal refused) {
            assertFalse(refused.getMessage().isBlank());
            return;
        }
        read(dialect, MESSAGE);
    }

    /** Any message is read or refused by the shipped dialect with the most corrections of each kind. */
    @FuzzTest
    void any_message_is_corrected_or_refused(FuzzedDataProvider data) {
        List<Dialects.State> all = Dialects.shipped().states();
        String name = all.get(data.consumeInt(0, all.size() - 1)).name();
        read(Dialects.shipped().named(name), data.consumeRemainingAsBytes());
    }

    private static void read(Dialect dialect, byte[] message) {
        byte[] before = message.clone();
        List<String> remarks = new ArrayList<>();
        try {
            assertFalse(dialect.read(message, null, remarks).segments().isEmpty());
        } catch (Refusal refused) {
            assertFalse(refused.getMessage().isBlank());
        }
        assertTrue(Arrays.equals(before, message));
    }
}
