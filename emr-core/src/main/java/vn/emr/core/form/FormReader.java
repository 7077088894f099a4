package vn.emr.core.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads definitions of forms: nothing unknown, nothing twice, nothing guessed. */
public final class FormReader {
    /** A form of the ministry is some 40 KiB. */
    static final int MOST_BYTES = 1 << 20;

    private static final Pattern PART = Pattern.compile("[a-z][a-z-]{0,39}/[0-9]{1,4}");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private FormReader() {}

    /**
     * One definition that stands by itself.
     *
     * @throws BadForm with everything that is wrong
     */
    public static Form read(byte[] json) {
        return read(json, name -> Optional.empty());
    }

    /**
     * One definition; where it says {@code {"include": "patient/1"}} stand the items of that part.
     *
     * @param parts the text of a part by its name; a part includes no other
     * @throws BadForm with everything that is wrong
     */
    static Form read(byte[] json, Function<String, Optional<byte[]>> parts) {
        Form form = shape(json, parts);
        List<String> faults = new FormRules(form).faults();
        if (!faults.isEmpty()) {
            throw new BadForm(faults);
        }
        return form;
    }

    /** A definition that was judged when it was approved: sheets stay in it, whatever rules came later. */
    static Form kept(byte[] json) {
        return shape(json, name -> Optional.empty());
    }

    /** A form as it is read again. */
    public static ObjectNode tree(Form form) {
        return JSON.valueToTree(form);
    }

    private static Form shape(byte[] json, Function<String, Optional<byte[]>> parts) {
        if (json.length > MOST_BYTES) {
            throw new BadForm(List.of("/: a form of more than 1 MiB"));
        }
        Form form;
        try {
            JsonNode tree = JSON.readTree(json);
            include(tree, parts);
            form = JSON.treeToValue(tree, Form.class);
        } catch (UnrecognizedPropertyException e) {
            throw new BadForm(List.of(place(e) + ": unknown property"));
        } catch (JsonMappingException e) {
            throw new BadForm(List.of(place(e) + ": not what belongs there"));
        } catch (JsonProcessingException e) {
            throw new BadForm(List.of("/: not JSON, or something twice, near line: "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (form == null) {
            throw new BadForm(List.of("/: no form"));
        }
        return form;
    }

    private static void include(JsonNode group, Function<String, Optional<byte[]>> parts) throws IOException {
        if (!(group.get("item") instanceof ArrayNode items)) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            JsonNode name = items.get(i).get("include");
            if (name == null) {
                include(items.get(i), parts);
                continue;
            }
            byte[] part = Optional.of(name.asText())
                    .filter(n -> PART.matcher(n).matches())
                    .flatMap(parts)
                    .orElseThrow(() -> new BadForm(List.of("/item: no such part: " + name.asText())));
            items.remove(i);
            for (JsonNode item : JSON.readTree(part).withArray("item")) {
                items.insert(i++, item);
            }
            i--;
        }
    }

    /** Where it is, as a JSON pointer. */
    private static String place(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        e.getPath().forEach(step -> pointer.append('/')
                .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        return pointer.isEmpty() ? "/" : pointer.toString();
    }
}
