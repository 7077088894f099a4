package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Messages;
import vn.emr.core.desk.Corrections;
import vn.emr.core.desk.NoticeFacts;
import vn.emr.core.hl7.CorrectedText;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rehearsal;

/** Mending a message that was not applied, by a copy that a person corrected. */
@Path("/api/v1/inbound/{id}/corrections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class CorrectionResource {
    /**
     * A corrected copy.
     *
     * @param text the whole message; lines become segments
     * @param reason why; needed to apply it
     */
    public record Corrected(String text, String reason) {}

    /**
     * What would become of it.
     *
     * @param text as it would be kept: MSH-18 names UTF-8 when letters need it
     * @param answer what the sender would have got
     */
    public record Rehearsed(
            Outcome.Kind outcome,
            Code code,
            String detail,
            String messageType,
            List<String> remarks,
            List<NoticeFacts> notices,
            List<Rehearsal.Change> changes,
            String text,
            String answer) {}

    private final MessageAccess access;
    private final Corrections corrections;
    private final Messages messages;
    private final Asking asking;

    @Inject
    CorrectionResource(MessageAccess access, Corrections corrections, Messages messages, Asking asking) {
        this.access = access;
        this.corrections = corrections;
        this.messages = messages;
        this.asking = asking;
    }

    @GET
    @Requires(Right.MESSAGE_READ)
    @Operation(
            summary = "Các bản đã sửa — corrected copies of a message",
            description = "Who made a copy of this message, when and why; and which message this one is a copy of.")
    public List<Corrections.Made> made(@PathParam("id") UUID id) {
        return corrections.of(access.message(asking.caller(), id));
    }

    @POST
    @Path("/rehearsal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.MESSAGE_CORRECT)
    @Operation(
            summary = "Thử bản đã sửa — rehearse a corrected copy",
            description =
                    "What the copy says, what would become of it and what would change in the record, judged as of"
                            + " now. Nothing is kept. 409 when the message is in the record already. Traced.")
    public Rehearsed rehearse(@PathParam("id") UUID id, Corrected corrected) {
        MessageGrant grant = access.messageBody(asking.caller(), id);
        byte[] bytes = bytes(grant, corrected);
        Rehearsal rehearsal = corrections.rehearse(grant, bytes);
        Outcome outcome = rehearsal.outcome();
        List<NoticeFacts> notices = rehearsal.delivery().reading() == null
                ? List.of()
                : rehearsal.delivery().reading().notices().stream()
                        .map(NoticeFacts::of)
                        .toList();
        return new Rehearsed(
                outcome.kind(),
                outcome.code(),
                outcome.detail(),
                rehearsal.delivery().messageType(),
                outcome.remarks(),
                notices,
                rehearsal.changes(),
                new String(bytes, StandardCharsets.UTF_8),
                outcome.answer() == null ? null : new String(outcome.answer(), StandardCharsets.UTF_8));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.MESSAGE_CORRECT)
    @Operation(
            summary = "Sửa và áp dụng — correct and apply",
            description =
                    "The corrected copy becomes a message of its own that names the original, the person and the"
                            + " reason; the original stays as it came, and leaves the parked list when the copy is applied. Traced.")
    public Applied apply(@PathParam("id") UUID id, Corrected corrected) {
        MessageGrant grant = access.messageBody(asking.caller(), id);
        byte[] bytes = bytes(grant, corrected);
        return Applied.of(corrections.apply(grant, asking.caller(), bytes, corrected.reason()));
    }

    private byte[] bytes(MessageGrant grant, Corrected corrected) {
        if (corrected == null || corrected.text() == null || corrected.text().isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the corrected message", "/text");
        }
        if (corrected.text().length() > Corrections.LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "a corrected message may have 1 MiB", "/text");
        }
        return Hl7Translator.FORMAT.equals(messages.message(grant).format())
                ? CorrectedText.bytes(corrected.text())
                : corrected.text().getBytes(StandardCharsets.UTF_8);
    }
}
