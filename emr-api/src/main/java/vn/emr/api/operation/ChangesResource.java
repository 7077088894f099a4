package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Open;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.outbox.ChangeEvent;
import vn.emr.core.outbox.Changes;

/** What changed in the record, for systems that ask: the same events that webhooks bring. */
@Path("/api/v1/changes")
@Tag(name = "Changes")
public class ChangesResource {
    private final Changes changes;
    private final Asking asking;

    @Inject
    ChangesResource(Changes changes, Asking asking) {
        this.changes = changes;
        this.asking = asking;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Right.CHANGE_READ)
    @Operation(
            summary = "Những gì đã thay đổi — what changed",
            description =
                    "CloudEvents 1.0 in the order of the changes, at most 1,000 at once, and the cursor to ask with"
                            + " next. An event says which record changed and holds nothing of it. Only for a key with the scope"
                            + " changes:read. Asking again with the same cursor gives the same events.")
    @APIResponse(responseCode = "200", description = "Events and the next cursor; no events when nothing changed")
    @APIResponse(responseCode = "400", description = "Not a cursor of ours, or another limit than 1 to 1000")
    @APIResponse(responseCode = "403", description = "The key lacks the scope changes:read")
    public Changes.Page after(@QueryParam("after") String after, @QueryParam("limit") @DefaultValue("500") int limit) {
        return changes.after(asking.caller(), after, limit);
    }

    /** The description of an event's data, open to all: it holds no data. */
    @GET
    @Path("/" + ChangeEvent.SCHEMA)
    @Produces("application/schema+json")
    @Open
    @Operation(
            summary = "Mô tả định dạng record-changed-1.0 — JSON Schema of an event",
            description = "JSON Schema 2020-12 of a CloudEvent as webhooks and the cursor bring it.")
    @APIResponse(responseCode = "200", description = "The schema")
    public byte[] schema() throws IOException {
        try (InputStream schema = ChangeEvent.class.getResourceAsStream(ChangeEvent.SCHEMA)) {
            return schema.readAllBytes();
        }
    }
}
