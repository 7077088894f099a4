package vn.emr.api.operation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.desk.NoticeFacts;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.TriedMessage;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/**
 * Reads a pasted message as a door would, and keeps nothing. It asks the record nothing either: who tries a message need
 * not be permitted to read patients.
 */
@ApplicationScoped
class MessageTrial {
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
     * @param text the message as it was decoded
     * @param corrected the same as the sender's dialect made it; null when nothing was corrected
     * @param unread fields that say something and that nobody reads; they stay in the kept message
     * @param code why it would not be applied; null when nothing in the message itself is against it
     * @param answer the acknowledgement it would get if the record has nothing against it
     */
    public record Result(
            String source,
            UUID sourceId,
            String messageType,
            String controlId,
            String charsetRule,
            List<NoticeFacts> notices,
            int observations,
            List<String> remarks,
            String text,
            String corrected,
            List<String> unread,
            Code code,
            String title,
            String detail,
            List<String> fields,
            String answer) {}

    private final Hl7Translator translator;
    private final Sources sources;

    @Inject
    MessageTrial(Hl7Translator translator, Sources sources) {
        this.translator = translator;
        this.sources = sources;
    }

    Result read(Pasted pasted, UUID tenantId) {
        byte[] bytes = bytes(pasted);
        if (pasted.source() != null) {
            Source named = sources.byId(pasted.source())
                    .filter(s -> s.tenantId.equals(tenantId))
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such source, or it is switched off", "/source"));
            return result(translator.tried(bytes, named.door, Sources.only(named)), tenantId);
        }
        if (pasted.door() == null || pasted.door().isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a door or a source", "/door");
        }
        return result(translator.tried(bytes, pasted.door(), sources), tenantId);
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

    private static Result result(TriedMessage tried, UUID tenantId) {
        Delivery d = tried.delivery();
        Refusal refusal = d.refusal();
        boolean mine = d.source() != null && d.source().tenantId.equals(tenantId);
        Reading reading = d.reading() == null ? new Reading(List.of(), 0, List.of()) : d.reading();
        boolean same = tried.text() == null || lines(tried.text()).equals(lines(tried.corrected()));
        return new Result(
                mine ? d.source().name : null,
                mine ? d.source().id : null,
                d.messageType(),
                d.controlId(),
                d.charsetRule(),
                reading.notices().stream().map(NoticeFacts::of).toList(),
                reading.observationsIn(),
                reading.remarks(),
                tried.text(),
                same ? null : tried.corrected(),
                tried.unread(),
                refusal == null ? null : refusal.code(),
                refusal == null ? null : refusal.code().vietnamese(),
                refusal == null ? null : refusal.getMessage(),
                refusal == null ? List.of() : refusal.fields(),
                new String(d.answering().apply(outcome(refusal)), StandardCharsets.UTF_8));
    }

    private static Outcome outcome(Refusal refusal) {
        if (refusal == null) {
            return new Outcome(Outcome.Kind.APPLIED, null, null, null, null, List.of());
        }
        boolean parks = refusal.code().acknowledgement().equals("AA");
        return Outcome.refused(parks ? Outcome.Kind.PARKED : Outcome.Kind.REFUSED, refusal);
    }

    /** Segments may end in any way. */
    private static List<String> lines(String message) {
        return message.strip().lines().toList();
    }
}
