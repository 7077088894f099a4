package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.restriction.PutLabels;

/** Labels that people put on a record or a part of it. */
@Path("/api/v1/patients/{id}/labels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Restricted labels")
public class RestrictionResource {
    private final Access access;
    private final PutLabels labels;
    private final Asking asking;

    @Inject
    RestrictionResource(Access access, PutLabels labels, Asking asking) {
        this.access = access;
        this.labels = labels;
        this.asking = asking;
    }

    @GET
    @Requires(Right.RECORD_RESTRICT)
    @Operation(
            summary = "Nhãn đã gắn — labels that were put",
            description =
                    "Who put what, when and why, also those that ended. Of a label closed to the caller neither part nor reason"
                            + " is said.")
    public List<PutLabels.Put> put(@PathParam("id") UUID id) {
        return labels.on(asking.caller(), open(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_RESTRICT)
    @Operation(
            summary = "Gắn nhãn hạn chế xem — put a label",
            description =
                    "On the whole record (PATIENT), a visit, a report or a document, with a reason of 10 to 500 characters. In"
                            + " effect at once, also for the caller when it does not open to a role of theirs.")
    public List<PutLabels.Put> put(@PathParam("id") UUID id, PutLabels.Asked asked) {
        return labels.put(asking.caller(), open(id), asked);
    }

    @POST
    @Path("/{putId}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_RESTRICT)
    @Operation(
            summary = "Gỡ nhãn — end a label",
            description =
                    "With a reason; the label stays in the list as ended. Only by somebody to whom it opens, or who put it.")
    public List<PutLabels.Put> end(@PathParam("id") UUID id, @PathParam("putId") UUID putId, PutLabels.Ended ended) {
        return labels.end(asking.caller(), open(id), putId, ended);
    }

    private Grant open(UUID id) {
        Caller caller = asking.caller();
        return access.open(caller, caller.purpose(), id);
    }
}
