package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.outbox.Destinations;

/** Messages of ours that another system did not take: why, send again, or leave it. */
@Path("/api/v1/outgoing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class OutgoingResource {
    private final Destinations destinations;
    private final Asking asking;

    @Inject
    OutgoingResource(Destinations destinations, Asking asking) {
        this.destinations = destinations;
        this.asking = asking;
    }

    @GET
    @Path("/parked")
    @Requires(Right.PARKED_READ)
    @Operation(
            summary = "Bản tin chưa gửi được — messages not taken",
            description = "Oldest first, at most 200, with the destination's reason; no patient data.")
    public List<Destinations.Stopped> parked() {
        return destinations.parked(asking.caller());
    }

    @POST
    @Path("/{id}/send")
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Gửi lại — send again",
            description = "The same message with the same number, before all later ones of its order. Traced.")
    public void send(@PathParam("id") UUID id) {
        destinations.sendAgain(asking.caller(), id);
    }

    @POST
    @Path("/{id}/dismiss")
    @Requires(Right.PARKED_APPLY)
    @Operation(summary = "Không gửi nữa — leave it", description = "Later messages of the same order go on. Traced.")
    public void dismiss(@PathParam("id") UUID id) {
        destinations.dismiss(asking.caller(), id);
    }
}
