package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.outbox.Subscribers;

/** Who is told of changes over HTTP, how far, and what was not taken. A subscriber is set up as a source. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
public class WebhookResource {
    private final Subscribers subscribers;
    private final Asking asking;

    @Inject
    WebhookResource(Subscribers subscribers, Asking asking) {
        this.subscribers = subscribers;
        this.asking = asking;
    }

    @GET
    @Requires(Right.SOURCE_READ)
    @Operation(
            summary = "Các hệ thống được báo tin — subscribers",
            description =
                    "Every source with setting webhook-address, and every topic changes are told to: how far it was told,"
                            + " what waits (counted up to 10,000), its last answer, what is wrong. An event is"
                            + " posted as a CloudEvent, signed with HMAC-SHA-256 over id, time and body (headers webhook-id,"
                            + " webhook-timestamp, webhook-signature), in order for each patient, until it is answered 2xx.")
    public List<Subscribers.Subscriber> list() {
        return subscribers.list(asking.caller());
    }

    @GET
    @Path("/parked")
    @Requires(Right.PARKED_READ)
    @Operation(
            summary = "Tin báo không được nhận — events not taken",
            description = "Oldest first, at most 200, with the subscriber's answer; no patient data.")
    public List<Subscribers.Refused> parked() {
        return subscribers.parked(asking.caller());
    }

    @POST
    @Path("/{id}/send")
    @Requires(Right.PARKED_APPLY)
    @Operation(summary = "Báo lại — tell again", description = "The same event with the same id, once. Traced.")
    public void send(@PathParam("id") UUID id) {
        subscribers.tellAgain(asking.caller(), id);
    }

    @POST
    @Path("/subscribers/{id}/send")
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Báo lại tất cả — tell all of a subscriber again",
            description =
                    "Each parked event of one subscriber, the same with the same id, once; says how many. Traced.")
    public Map<String, Integer> sendAll(@PathParam("id") UUID id) {
        return Map.of("events", subscribers.tellAllAgain(asking.caller(), id));
    }

    @POST
    @Path("/{id}/dismiss")
    @Requires(Right.PARKED_APPLY)
    @Operation(summary = "Không báo nữa — leave it", description = "The event is not told. Traced.")
    public void dismiss(@PathParam("id") UUID id) {
        subscribers.dismiss(asking.caller(), id);
    }
}
