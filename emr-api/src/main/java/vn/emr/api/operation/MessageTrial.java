package vn.emr.api.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;

/**
 * Reads a pasted message as a door would, and keeps nothing. It asks the record nothing either: who tries a message need
 * not be permitted to read patients.
 */
@ApplicationScoped
class MessageTrial {
    private static final String HL7 = "hl7v2";
    private static final int LONGEST = 1 << 20;

    /**
     * @param door where it would come in, such as {@code lis}; not needed with a source
     * @param source reads it as this one, whatever MSH-3 and MSH-4 say
     * @param text as typed, in UTF-8
     * @param base64 instead of the text: the bytes as they are, for other character sets
     */
    public record Pasted(String door, UUID source, String text, String base64) {}

    /**
     * @param source whose message it is; null when nobody is registered under its MSH-3 and MSH-4 at that door
     * @param charsetRule by which rule it was decoded, and as what
     * @param notices what it says, in the record's words
     * @param code why it would not be applied; null when nothing in the message itself is against it
     * @param answer the acknowledgement it would get if the record has nothing against it
     */
    public record Result(
            String source,
            UUID sourceId,
            String messageType,
            String controlId,
            String charsetRule,
            List<JsonNode> notices,
            int observations,
            List<String> remarks,
            Code code,
            String title,
            String detail,
            List<String> fields,
            String answer) {}

    private final Iterable<Translator> translators;
    private final Sources sources;
    private final ObjectMapper json;

    @Inject
    MessageTrial(@Any Instance<Translator> translators, Sources sources, ObjectMapper json) {
        this.translators = translators;
        this.sources = sources;
        this.json = json.copy().registerModule(new SimpleModule().addSerializer(byte[].class, new SizeOnly()));
    }

    Result read(Pasted pasted, UUID tenantId) {
        byte[] bytes = bytes(pasted);
        Sources senders = sources;
        String door = pasted.door();
        if (pasted.source() != null) {
            Source named = sources.byId(pasted.source())
                    .filter(s -> s.tenantId.equals(tenantId))
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such source, or it is switched off", "/source"));
            senders = Sources.only(named);
            door = named.door;
        } else if (door == null || door.isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a door or a source", "/door");
        }
        for (Translator translator : translators) {
            if (translator.format().equals(HL7)) {
                return result(translator.read(bytes, door, "test", senders), tenantId);
            }
        }
        throw new Refusal(Code.NOT_APPLICABLE, "no HL7 door is part of this server");
    }

    private static byte[] bytes(Pasted pasted) {
        if ((pasted.text() == null) == (pasted.base64() == null)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "either text or base64", "/text");
        }
        byte[] bytes;
        try {
            bytes = pasted.text() != null
                    ? pasted.text().getBytes(StandardCharsets.UTF_8)
                    : Base64.getMimeDecoder().decode(pasted.base64());
        } catch (IllegalArgumentException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "not base64", "/base64");
        }
        if (bytes.length > LONGEST) {
            throw new Refusal(Code.TOO_LARGE, "a message to try may have 1 MiB", "/text");
        }
        return bytes;
    }

    private Result result(Delivery d, UUID tenantId) {
        Refusal refusal = d.refusal();
        boolean parks = refusal != null && refusal.code().acknowledgement().equals("AA");
        Outcome outcome = new Outcome(
                refusal == null ? Outcome.Kind.APPLIED : parks ? Outcome.Kind.PARKED : Outcome.Kind.REFUSED,
                refusal == null ? null : refusal.code(),
                refusal == null ? null : refusal.getMessage(),
                null,
                null,
                List.of());
        boolean mine = d.source() != null && d.source().tenantId.equals(tenantId);
        return new Result(
                mine ? d.source().name : null,
                mine ? d.source().id : null,
                d.messageType(),
                d.controlId(),
                d.charsetRule(),
                d.reading() == null
                        ? List.of()
                        : d.reading().notices().stream().map(this::shown).toList(),
                d.reading() == null ? 0 : d.reading().observationsIn(),
                d.reading() == null ? List.of() : d.reading().remarks(),
                refusal == null ? null : refusal.code(),
                refusal == null ? null : refusal.code().vietnamese(),
                refusal == null ? null : refusal.getMessage(),
                refusal == null ? List.of() : refusal.fields(),
                new String(d.answering().apply(outcome), StandardCharsets.UTF_8));
    }

    private JsonNode shown(Notice notice) {
        ObjectNode node =
                json.createObjectNode().put("notice", notice.getClass().getSimpleName());
        node.setAll((ObjectNode) json.valueToTree(notice));
        return node;
    }

    /** A document is named by its size: nobody reads base64. */
    private static final class SizeOnly extends StdSerializer<byte[]> {
        private static final long serialVersionUID = 1;

        SizeOnly() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.length + " bytes");
        }
    }
}
