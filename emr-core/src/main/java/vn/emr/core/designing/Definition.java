package vn.emr.core.designing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.form.BadForm;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormReader;

/** What people typed as a form: kept as it is, within limits, and judged like a shipped one. */
public final class Definition {
    /** What is wrong, and where: the name of an item, or a JSON pointer. */
    public record Fault(String at, String text) {
        static Fault of(String told) {
            int colon = told.indexOf(": ");
            return new Fault(told.substring(0, colon), told.substring(colon + 2));
        }
    }

    private static final int MOST_CHARACTERS = 512 << 10;
    private static final int LONGEST_TEXT = 2_000;
    private static final int DEEPEST = 24;
    private static final Pattern NOT_TEXT =
            Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\x{D800}-\\x{DFFF}\\x{FFFE}\\x{FFFF}]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Definition() {}

    /**
     * What was sent as it is kept: in NFC, and what the hospital cannot say of a form put right.
     *
     * @param own code and version, and what a shipped form says of itself for one that takes its place
     * @throws Refusal for what is too long, too deep or no text; what is wrong as a form may be kept
     */
    static String kept(JsonNode sent, ObjectNode own) {
        if (!(sent instanceof ObjectNode typed)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the definition", "/definition");
        }
        mustBeTexts(typed, 1);
        ObjectNode form = typed.deepCopy();
        form.setAll(own);
        own.properties().stream()
                .filter(property -> property.getValue().isNull())
                .forEach(property -> form.remove(property.getKey()));
        String text = Normalizer.normalize(form.toString(), Normalizer.Form.NFC);
        if (text.length() > MOST_CHARACTERS) {
            throw new Refusal(Code.TOO_LARGE, "a form of more than 512 KiB", "/definition");
        }
        return text;
    }

    static JsonNode tree(String kept) {
        try {
            return JSON.readTree(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept definition is no JSON", e);
        }
    }

    /** Everything that is wrong; empty for a form that may be approved. */
    static List<Fault> faults(String kept, Optional<Form> shipped) {
        try {
            Form form = FormReader.read(kept.getBytes(StandardCharsets.UTF_8));
            List<String> told = new ArrayList<>();
            shipped.ifPresent(law -> told.addAll(Prescribed.faults(law, form)));
            return told.stream().map(Fault::of).toList();
        } catch (BadForm bad) {
            return bad.faults().stream().map(Fault::of).toList();
        }
    }

    /**
     * The form, to try it.
     *
     * @throws Refusal MALFORMED_FIELD when it has faults
     */
    static Form form(String kept, Optional<Form> shipped) {
        List<Fault> faults = faults(kept, shipped);
        if (!faults.isEmpty()) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "a form with faults",
                    faults.stream().limit(20).map(Fault::at).distinct().toArray(String[]::new));
        }
        return FormReader.read(kept.getBytes(StandardCharsets.UTF_8));
    }

    private static void mustBeTexts(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            throw new Refusal(Code.TOO_LARGE, "a form of more levels than forms have", "/definition");
        }
        node.fieldNames().forEachRemaining(Definition::mustBeText);
        if (node.isTextual()) {
            mustBeText(node.textValue());
        }
        node.forEach(child -> mustBeTexts(child, depth + 1));
    }

    private static void mustBeText(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new Refusal(Code.TOO_LARGE, "a text of more than 2,000 characters", "/definition");
        }
        if (NOT_TEXT.matcher(text).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "characters that are no text", "/definition");
        }
    }
}
