package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7BatchTest {
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-20T13:44:11+07:00");
    private static final String MSH = "MSH|^~\\&|A|B|C|D|2026||ORU^R01|";

    private static String message(int number) {
        return MSH + number + "|P|2.5\rPID|1\r";
    }

    private static Hl7Batch batch(String text) {
        return Hl7Batch.of(text.getBytes(UTF_8)).orElseThrow();
    }

    private static List<String> messages(String text) {
        var all = new ArrayList<String>();
        batch(text).messages().forEachRemaining(bytes -> all.add(new String(bytes, UTF_8)));
        return all;
    }

    private static String answer(String text, String... answers) {
        List<byte[]> bytes =
                java.util.Arrays.stream(answers).map(a -> a.getBytes(UTF_8)).toList();
        return new String(batch(text).answer(bytes, AT, "X1"), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FHS|^~\\&|A\rBHS|^~\\&|A\r%sBTS|2\rFTS|1\r",
                "BHS|^~\\&|A\r%sBTS|2\r",
                "BHS|^~\\&|A\r%s",
                "FHS|^~\\&|A\r%s",
                "%s",
                "%sBTS|2\r",
                "\uFEFFBHS|^~\\&|A\r\n%sBTS\r\n",
                "bhs|^~\\&|A\n%sbts|2\n"
            })
    void with_and_without_headers_the_same_messages_are_found(String frame) {
        String text = frame.replace("%s", message(1) + message(2));
        assertTrue(Hl7Batch.isBatch(text.getBytes(UTF_8)));
        assertEquals(List.of(message(1), message(2)), messages(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "MSH|^~\\&|A\rNTE|1||MSHX\r",
                "MSH|^~\\&|A\rOBX|1|TX|||line one\rMSH: a line of text\r",
                "hello\rMSH|^~\\&|A\rMSH|^~\\&|A\r",
                "MSH|^~\\&|A\rBHSX\r"
            })
    void one_message_is_no_batch(String text) {
        assertFalse(Hl7Batch.isBatch(text.getBytes(UTF_8)));
    }

    @Test
    void what_is_no_message_between_messages_is_kept_as_a_part_of_its_own() {
        String text = "BHS|^~\\&|A\rPID|lost\r" + message(1) + "BTS|1\rZZZ|after\r";
        assertEquals(List.of("PID|lost\r", message(1), "ZZZ|after\r"), messages(text));
        assertEquals(List.of(), batch(text).remarks());
    }

    @ParameterizedTest
    @CsvSource({
        "'BHS|^~\\&|A\r%sBTS|3\r',BTS-1 says 3 messages; 2 came",
        "'BHS|^~\\&|A\r%s',the batch has no BTS: it may have been cut off",
        "'FHS|^~\\&|A\rBHS|^~\\&|A\r%sBTS|2\rFTS|2\r',FTS-1 says 2 batches; 1 came",
        "'FHS|^~\\&|A\rBHS|^~\\&|A\r%sBTS|2\r',the file has no FTS: it may have been cut off",
        "'BHS|^~\\&|A\r%sBTS|99999999999999999999\r',BTS-1 says 99999999999999999999 messages; 2 came"
    })
    void counts_are_checked(String frame, String remark) {
        Hl7Batch batch = batch(frame.replace("%s", message(1) + message(2)));
        assertEquals(List.of(remark.replace("; ", ", ")), batch.remarks());
    }

    @Test
    void the_answer_has_the_shape_of_the_batch_and_says_when_the_count_is_wrong() {
        String text =
                "BHS|^~\\&|HIS|BV|EMR|BV|2026||||B1\r" + message(1) + "BTS|2\rBHS|^~\\&|HIS||||||||B2\r" + message(2);
        assertEquals(
                "BHS|^~\\&|EMR|BV|HIS|BV|20261120134411+0700||||X1|B1\rMSH|1\rBTS|1|BTS-1 says 2 messages, 1 came\r"
                        + "BHS|^~\\&|||HIS||20261120134411+0700||||X1|B2\rMSH|2\r"
                        + "BTS|1|the batch has no BTS: it may have been cut off\r",
                answer(text, "MSH|1\r", "MSH|2\r"));
    }

    @Test
    void an_answer_of_none_is_nothing_and_an_empty_batch_is_answered_empty() {
        assertEquals("", answer(message(1) + message(2), "", ""));
        assertEquals(
                "BHS|^~\\&|||||20261120134411+0700||||X1|\rMSH|1\rBTS|1\r",
                answer(message(1) + message(2), "", "MSH|1\r"));
        assertTrue(answer("BHS|^~\\&|A\rBTS|0\r").endsWith("\rBTS|0\r"));
    }

    @Test
    void the_batchs_own_separators_are_used() {
        assertTrue(answer("BHS#*-@%#A#B\r" + message(1) + "BTS#1\r", "MSH|1\r").startsWith("BHS#*-@%###A#B#2026"));
    }

    @Test
    void more_messages_than_can_be_answered_are_refused_as_a_whole() {
        assertTrue(Hl7Batch.of("MSH|^\r".repeat(Hl7Batch.MOST_MESSAGES).getBytes(UTF_8))
                .isPresent());
        assertTrue(Hl7Batch.of("MSH|^\r".repeat(1_000_000).getBytes(UTF_8)).isEmpty());
        assertTrue(Hl7Batch.of("BHS|^\r".repeat(1_000_000).getBytes(UTF_8)).isEmpty());
    }
}
