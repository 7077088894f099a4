package vn.emr.core.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;

/** Reads definitions of forms: nothing unknown, nothing twice, nothing guessed. */
public final class FormReader {
    /** A form of the ministry is some 40 KiB. */
    static final int MOST_BYTES = 1 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
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
     * One definition.
     *
     * @throws BadForm with everything that is wrong
     */
    public static Form read(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new BadForm(List.of("a form of more than 1 MiB"));
        }
        Form form;
        try {
            form = JSON.readValue(json, Form.class);
        } catch (UnrecognizedPropertyException e) {
            throw new BadForm(List.of(place(e) + ": unknown property"));
        } catch (JsonMappingException e) {
            throw new BadForm(List.of(place(e) + ": not what belongs there"));
        } catch (JsonProcessingException e) {
            throw new BadForm(List.of("not JSON, or something twice, near line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (form == null) {
            throw new BadForm(List.of("no form"));
        }
        List<String> faults = new FormRules(form).faults();
        if (!faults.isEmpty()) {
            throw new BadForm(faults);
        }
        return form;
    }

    /** Where it is, as a JSON pointer. */
    private static String place(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        e.getPath().forEach(step -> pointer.append('/')
                .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        return pointer.isEmpty() ? "/" : pointer.toString();
    }
}
