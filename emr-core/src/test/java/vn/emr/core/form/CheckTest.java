package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.emr.core.record.Value;

/** The vectors that Java and TypeScript both run. */
class CheckTest {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Path VECTORS = Path.of("src/test/resources/forms/vectors.json");

    @TestFactory
    Stream<DynamicTest> each_vector_comes_out_as_it_says() throws IOException {
        return vectors().stream().map(v -> DynamicTest.dynamicTest(v.get("name").asText(), () -> run(v)));
    }

    private static void run(JsonNode vector) throws IOException {
        Form form = form(vector);
        Map<String, List<Value>> answers = answers(vector.get("answers"));
        List<String> problems = StreamSupport.stream(vector.get("problems").spliterator(), false)
                .map(p -> p.get("at").asText() + " " + p.get("code").asText())
                .toList();
        assertEquals(
                problems,
                Check.problems(form, answers).stream()
                        .map(p -> p.at() + " " + p.code())
                        .toList());
        Filled filled = new Filled(form, answers);
        if (vector.has("enabled")) {
            assertEquals(
                    JSON.convertValue(vector.get("enabled"), new TypeReference<List<String>>() {}),
                    List.copyOf(filled.enabled()));
        }
        if (vector.has("calculated")) {
            SortedMap<String, BigDecimal> expected =
                    JSON.convertValue(vector.get("calculated"), new TypeReference<TreeMap<String, BigDecimal>>() {});
            assertEquals(plain(expected), plain(filled.calculated()));
        }
    }

    @Test
    void the_vectors_know_every_type_operator_function_and_fault() throws IOException {
        List<JsonNode> vectors = vectors();
        List<Form.Item> items = new ArrayList<>();
        for (JsonNode vector : vectors) {
            form(vector).item().forEach(item -> collect(item, items));
        }
        assertEquals(
                EnumSet.allOf(Form.Type.class),
                items.stream().map(Form.Item::type).collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(EnableWhen.Operator.class),
                items.stream()
                        .flatMap(i -> i.enableWhen().stream())
                        .map(EnableWhen::operator)
                        .collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(Calculation.Function.class),
                items.stream()
                        .filter(i -> i.calculated() != null)
                        .map(i -> i.calculated().function())
                        .collect(Collectors.toSet()));
        Set<String> faults = vectors.stream()
                .flatMap(v -> StreamSupport.stream(v.get("problems").spliterator(), false))
                .map(p -> p.get("code").asText())
                .collect(Collectors.toSet());
        assertEquals(
                EnumSet.allOf(Check.Fault.class),
                faults.stream().map(Check.Fault::valueOf).collect(Collectors.toSet()));
        assertTrue(vectors.stream().filter(v -> v.get("problems").isEmpty()).count() > 60);
    }

    @Test
    void answers_that_kept_the_rules_keep_them_cleaned_and_completed() throws IOException {
        for (JsonNode vector : vectors()) {
            Form form = form(vector);
            Map<String, List<Value>> answers = answers(vector.get("answers"));
            SortedMap<String, List<Value>> kept = new Filled(form, Answers.clean(form, answers)).completed();
            if (vector.get("problems").isEmpty()) {
                assertEquals(
                        List.of(),
                        Check.problems(form, kept),
                        vector.get("name").asText());
            }
            assertEquals(
                    kept,
                    new Filled(form, Answers.clean(form, kept)).completed(),
                    vector.get("name").asText());
        }
    }

    @Test
    void each_thing_is_kept_in_one_way_of_writing_it() {
        Form form = new Forms("test-forms").version("T/SHEET", "2").orElseThrow();
        Map<String, List<Value>> answers = Map.of(
                "ly-do", List.of(Value.of(" Đau\u0301 ngực\t1 ")),
                "gioi", List.of(Value.coded("2", null, "khác")),
                "benh-chinh", List.of(Value.coded("I10", null, " Tăng huyết áp ")),
                "di-nguyen", List.of(Value.of("  ")),
                "dien-bien", List.of(Value.row(Map.of("s", List.of(Value.of("một\r\nhai"))))));
        Map<String, List<Value>> clean = Answers.clean(form, answers);
        assertEquals(List.of(Value.of("Đaú ngực 1")), clean.get("ly-do"));
        assertEquals(List.of(Value.coded("2", null, "Nữ")), clean.get("gioi"));
        assertEquals(List.of(Value.coded("I10", "icd10", "Tăng huyết áp")), clean.get("benh-chinh"));
        assertEquals(null, clean.get("di-nguyen"));
        assertEquals(List.of(Value.row(Map.of("s", List.of(Value.of("một\nhai"))))), clean.get("dien-bien"));
    }

    static List<JsonNode> vectors() throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        JSON.readTree(Files.readString(VECTORS)).forEach(vectors::add);
        return vectors;
    }

    static Form form(JsonNode vector) throws IOException {
        return FormReader.read(JSON.writeValueAsBytes(vector.get("form")));
    }

    static Map<String, List<Value>> answers(JsonNode answers) {
        return JSON.convertValue(answers, new TypeReference<Map<String, List<Value>>>() {});
    }

    private static void collect(Form.Item item, List<Form.Item> into) {
        into.add(item);
        item.item().forEach(child -> collect(child, into));
    }

    private static Map<String, String> plain(Map<String, BigDecimal> numbers) {
        Map<String, String> plain = new TreeMap<>();
        numbers.forEach((at, n) -> plain.put(at, n.stripTrailingZeros().toPlainString()));
        return plain;
    }
}
