package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.Powerless;
import vn.emr.core.access.Access;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Messages;

/** What became of one message. */
@Path("/api/v1/inbound/{id}")
@Tag(name = "Messages")
public class MessageResource {
    private final Access access;
    private final Messages messages;
    private final Asking asking;
    private final Powerless powerless;

    @Inject
    MessageResource(Access access, Messages messages, Asking asking, Powerless powerless) {
        this.access = access;
        this.messages = messages;
        this.asking = asking;
        this.powerless = powerless;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires({Right.MESSAGE_READ, Right.OWN_MESSAGE_READ})
    @Operation(
            summary = "Kết quả một bản tin — outcome of a message",
            description =
                    "Outcome, reason and later events, without content. A sending system sees its own messages only.")
    public Messages.Message message(@PathParam("id") UUID id) {
        return messages.message(access.message(asking.caller(), id));
    }

    @GET
    @Path("/body")
    @Produces(MediaType.WILDCARD)
    @Requires(Right.MESSAGE_BODY)
    @Operation(
            summary = "Nguyên văn bản tin — bytes of a message",
            description = "Exactly as it came, as a download; for records clerks who may read everybody the message was"
                    + " filed under. Traced each time.")
    public Response body(@PathParam("id") UUID id) {
        byte[] bytes = messages.body(access.messageBody(asking.caller(), id));
        powerless.answer();
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"message-" + id + ".bin\"")
                .build();
    }
}
