package vn.emr.core.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.emr.core.intake.Notice;

/**
 * What a message says, for a person to read before it is applied: each thing that was said with its place, such as
 * {@code observations[0].valueText}. Holds patient data.
 *
 * @param kind of the notice, such as {@code ReportStated}
 */
public record NoticeFacts(String kind, List<Fact> facts) {
    /** Beyond so many the message itself is easier to read. */
    private static final int MOST = 400;

    private static final int LONGEST = 500;

    public record Fact(String place, String value) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(byte[].class, new Sizes()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build();

    public static NoticeFacts of(Notice notice) {
        List<Fact> facts = new ArrayList<>();
        add("", JSON.valueToTree(notice), facts);
        return new NoticeFacts(notice.getClass().getSimpleName(), List.copyOf(facts));
    }

    private static void add(String place, JsonNode node, List<Fact> facts) {
        if (facts.size() >= MOST) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> add(place.isEmpty() ? e.getKey() : place + "." + e.getKey(), e.getValue(), facts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(place + "[" + i + "]", node.get(i), facts);
            }
        } else {
            String text = node.asText();
            facts.add(new Fact(place, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
        }
    }

    /** Documents are told by their size. */
    private static final class Sizes extends StdSerializer<byte[]> {
        private static final long serialVersionUID = 1;

        Sizes() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.length + " bytes");
        }
    }
}
