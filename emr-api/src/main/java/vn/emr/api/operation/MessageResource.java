package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.Charset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.Powerless;
import vn.emr.core.access.Caller;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Messages;
import vn.emr.core.hl7.Charsets;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageView;
import vn.emr.core.intake.Sources;

/** What became of one message. */
@Path("/api/v1/inbound/{id}")
@Tag(name = "Messages")
public class MessageResource {
    private final MessageAccess access;
    private final Messages messages;
    private final Asking asking;
    private final Powerless powerless;
    private final Sources sources;

    @Inject
    MessageResource(MessageAccess access, Messages messages, Asking asking, Powerless powerless, Sources sources) {
        this.access = access;
        this.messages = messages;
        this.asking = asking;
        this.powerless = powerless;
        this.sources = sources;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires({Right.MESSAGE_READ, Right.OWN_MESSAGE_READ, Right.MESSAGE_BODY})
    @Operation(
            summary = "Kết quả một bản tin — outcome of a message",
            description =
                    "Outcome, reason and later events, without content. A sending system sees its own messages only,"
                            + " a doctor those of patients in reach.")
    public Messages.Message message(@PathParam("id") UUID id) {
        return messages.message(access.message(asking.caller(), id));
    }

    @GET
    @Path("/body")
    @Produces(MediaType.WILDCARD)
    @Requires(Right.MESSAGE_BODY)
    @Operation(
            summary = "Nguyên văn bản tin — bytes of a message",
            description = "Exactly as it came, as a download; for those who may read everybody the message was filed"
                    + " under. Traced each time.")
    public Response body(@PathParam("id") UUID id) {
        byte[] bytes = messages.body(access.messageBody(asking.caller(), id));
        powerless.answer();
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"message-" + id + ".bin\"")
                .build();
    }

    @GET
    @Path("/content")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires({Right.MESSAGE_BODY, Right.MESSAGE_READ})
    @Operation(
            summary = "Nguyên văn và các trường — text and fields of a message",
            description = "The text as it came, escapes untouched, and each field that was sent with its place in that"
                    + " text. Whoever may not read content (hospital IT) gets the structure: which fields were sent and how"
                    + " long they are, with the values of MSH and of a few status fields. Traced each time.")
    public MessageView content(@PathParam("id") UUID id) {
        Caller caller = asking.caller();
        MessageGrant grant =
                caller.may(Right.MESSAGE_BODY) ? access.messageBody(caller, id) : access.message(caller, id);
        Messages.Message message = messages.message(grant);
        byte[] bytes = messages.bytes(grant);
        if (!Hl7Translator.FORMAT.equals(message.format())) {
            return MessageView.plain(bytes, grant.body());
        }
        Charset fallback = message.source() == null
                ? null
                : sources.byId(message.source().id())
                        .map(s -> s.fallbackCharset == null ? null : Charsets.named(s.fallbackCharset))
                        .orElse(null);
        return MessageView.of(bytes, fallback, grant.body());
    }
}
