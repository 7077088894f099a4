package vn.emr.core.printing;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.form.Check;
import vn.emr.core.form.Filled;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Value;

/**
 * Walks every form that is shipped: its sample keeps its rules, its print says what was answered and is PDF/A-2u. A new form is a new
 * folder and no Java. After a wanted change of a print run with {@code -Dgolden.write=true} and read the difference.
 */
class FormsWalkTest {
    private static final Path FOLDERS = Path.of("src/main/resources/forms");

    static Stream<Named<Form>> forms() {
        return Samples.FORMS.all().stream().map(f -> Named.of(f.code() + " version " + f.version(), f));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void each_form_is_filled_in_and_printed_as_answered(Form form) throws Exception {
        Map<String, List<Value>> answers = Samples.answers(form);
        byte[] pdf = Samples.printed(form, answers);
        String text = Samples.text(pdf);
        String source = new String(Samples.FORMS.file(form, "SOURCE.md").orElseThrow(), StandardCharsets.UTF_8);
        assertAll(
                () -> assertEquals(List.of(), Check.problems(form, answers), "the sample keeps the rules of its form"),
                () -> assertEquals(
                        Value.sorted(answers), new Filled(form, answers).completed(), "what is computed is right"),
                () -> assertTrue(Normalizer.isNormalized(text, Normalizer.Form.NFC)),
                () -> assertEquals(List.of(), missing(form, answers, text), "what was answered is printed"),
                () -> assertEquals(List.of(), unprinted(form.item(), text), "every item is printed"),
                () -> assertEquals("", Samples.notPdfA(pdf)),
                () -> assertEquals(form.confirmed(), !text.contains("Mẫu chưa xác nhận")),
                () -> assertFalse(source.isBlank()),
                () -> assertExpected(form, text));
    }

    @Test
    void the_catalogue_holds_every_form_of_the_law_and_says_which_are_missing() throws IOException {
        Map<String, JsonNode> statutory = new HashMap<>();
        JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(FOLDERS.resolve("catalogue.json")))
                .forEach(one -> statutory.put(one.get("code").asText(), one));
        assertEquals(29, count(statutory, "/BV1", true));
        assertEquals(53, count(statutory, "/BV2", true));
        assertEquals(51, count(statutory, "/BV2", false));
        for (Form form : Samples.FORMS.all()) {
            Optional.ofNullable(statutory.get(form.code())).ifPresent(one -> {
                assertEquals(one.get("law").asText(), form.law(), form.code());
                assertEquals(one.get("kind").asText(), form.kind().name(), form.code());
                assertFalse(one.has("cancelled"), form.code());
            });
        }
        for (String group : List.of("/BV1", "/BV2", "")) {
            List<Form> shipped = Samples.FORMS.all().stream()
                    .filter(f -> statutory.containsKey(f.code()) && of(group, f.code()))
                    .toList();
            long confirmed = shipped.stream().filter(Form::confirmed).count();
            System.out.printf(
                    "%s: %d of %d, %d of them confirmed%n",
                    group.isEmpty() ? "papers" : group.substring(1),
                    shipped.size(),
                    count(statutory, group, false),
                    confirmed);
        }
    }

    private static boolean of(String group, String code) {
        return group.isEmpty() ? !code.contains("/BV") : code.endsWith(group);
    }

    private static long count(Map<String, JsonNode> statutory, String group, boolean cancelledToo) {
        return statutory.values().stream()
                .filter(one -> of(group, one.get("code").asText()))
                .filter(one -> cancelledToo || !one.has("cancelled"))
                .count();
    }

    /** The answers that the text of the print does not hold. */
    private static List<String> missing(Form form, Map<String, List<Value>> answers, String text) {
        Map<String, Form.Item> items = new HashMap<>();
        collect(form.item(), items);
        return missing(items, answers, squeezed(text), false);
    }

    private static List<String> missing(
            Map<String, Form.Item> items, Map<String, List<Value>> answers, String text, boolean inRow) {
        List<String> missing = new ArrayList<>();
        answers.forEach((id, values) -> values.forEach(value -> {
            if (value.answers() != null) {
                missing.addAll(missing(items, value.answers(), text, true));
            } else if (value.yes() == null && !text.contains(squeezed(words(items.get(id), value, inRow)))) {
                missing.add(id + ": " + words(items.get(id), value, inRow));
            }
        }));
        return missing;
    }

    /** Units stand at the head of a column; of numbered options the number is in the box. */
    private static String words(Form.Item item, Value value, boolean inRow) {
        if (inRow && value.number() != null) {
            return value.number().toPlainString().replace('.', ',');
        }
        return !inRow && !item.answerOption().isEmpty() ? value.code() : Words.plain(value, item);
    }

    private static void collect(List<Form.Item> from, Map<String, Form.Item> items) {
        from.forEach(item -> {
            items.put(item.linkId(), item);
            collect(item.item(), items);
        });
    }

    /** The words of items that the print lacks; an entry shows only what was written in it. */
    private static List<String> unprinted(List<Form.Item> items, String text) {
        List<String> unprinted = new ArrayList<>();
        for (Form.Item item : items) {
            if (!squeezed(text).contains(squeezed(SheetView.label(item)))) {
                unprinted.add(item.linkId());
            }
            if (!item.entries()) {
                unprinted.addAll(unprinted(item.item(), text));
            }
        }
        return unprinted;
    }

    /** Lines of a print break anywhere. */
    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00a0]", "");
    }

    private static void assertExpected(Form form, String text) throws IOException {
        Path expected =
                FOLDERS.resolve(Forms.folder(form.code(), form.version())).resolve("expected.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }
}
