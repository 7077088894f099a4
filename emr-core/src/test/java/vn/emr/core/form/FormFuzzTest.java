package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.record.Value;

/** In the ordinary build these run the kept inputs and a fixed walk; with JAZZER_FUZZ=1 they search for new ones. */
class FormFuzzTest {
    private static final Form FORM =
            new Forms("test-forms").version("T/SHEET", "2").orElseThrow();
    private static final String[] NAMES = {
        "ho-ten",
        "sinh-ngay",
        "gioi",
        "ly-do",
        "mach",
        "can-nang",
        "chieu-cao",
        "bmi",
        "di-ung",
        "di-nguyen",
        "benh-chinh",
        "chuyen-khoa",
        "khoa",
        "so-ngay",
        "tong-ngay",
        "dien-bien",
        "s",
        "x/~y",
        ""
    };
    private static final String[] PROPERTIES = {
        "text", "number", "yes", "date", "dateTime", "time", "code", "system", "display", "because", "answers"
    };
    private static final String[] SCALARS = {
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "1e-999999999",
        "38.5",
        "170",
        "1e-400",
        "1e999999999",
        "123456789012345678901234567890.5",
        "\"\"",
        "\" \"",
        "\"I10\"",
        "\"2026-02-30\"",
        "\"2026-11-20\"",
        "\"2026-11-20T01:30:00Z\"",
        "\"+999999999-01-01T00:00:00Z\"",
        "\"24:00\"",
        "\"\\u0000\\ud800\"",
        "\"a\\nb\"",
        "[]",
        "{}"
    };

    static Stream<byte[]> definitions() throws IOException {
        return CheckTest.vectors().stream()
                .limit(40)
                .map(v -> v.get("form").toString().getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> answers() throws IOException {
        return CheckTest.vectors().stream().map(v -> v.get("answers").toString().getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("definitions")
    @FuzzTest
    void any_file_is_a_form_or_is_refused_with_a_sentence(byte[] file) {
        try {
            assertNotNull(FormReader.read(file).code());
        } catch (BadForm bad) {
            assertFalse(bad.getMessage().isBlank());
        }
    }

    @MethodSource("answers")
    @FuzzTest
    void any_answers_are_judged(byte[] json) throws IOException {
        judge(json);
    }

    @Test
    void any_tree_of_answers_is_judged() throws IOException {
        Random random = new Random(32_2023);
        for (int i = 0; i < 3_000; i++) {
            judge(answers(random, 0).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void judge(byte[] json) throws IOException {
        Map<String, List<Value>> answers;
        try {
            answers = CheckTest.JSON.readValue(json, new TypeReference<Map<String, List<Value>>>() {});
        } catch (JsonProcessingException unreadable) {
            return;
        }
        if (answers == null) {
            return;
        }
        Check.problems(FORM, answers);
        Map<String, List<Value>> kept = new Filled(FORM, Answers.clean(FORM, answers)).completed();
        Check.problems(FORM, kept);
        new Filled(FORM, kept).enabled();
    }

    private static String answers(Random random, int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(6); i > 0; i--) {
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(NAMES[random.nextInt(NAMES.length)])
                    .append("\":")
                    .append(random.nextInt(20) == 0 ? "null" : values(random, depth));
        }
        return json.append('}').toString();
    }

    private static String values(Random random, int depth) {
        StringBuilder json = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
            json.append(json.length() > 1 ? "," : "").append(random.nextInt(20) == 0 ? "null" : value(random, depth));
        }
        return json.append(']').toString();
    }

    private static String value(Random random, int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(3); i >= 0; i--) {
            String property = PROPERTIES[random.nextInt(PROPERTIES.length)];
            boolean rows = property.equals("answers") && depth < 3;
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(property)
                    .append("\":")
                    .append(rows ? answers(random, depth + 1) : SCALARS[random.nextInt(SCALARS.length)]);
        }
        return json.append('}').toString();
    }
}
