package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.ordering.OrderRequest;
import vn.emr.core.ordering.Ordering;

/** Orders that doctors place here. */
@Path("/api/v1/patients/{id}/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class OrderResource {
    /** @param version the version the person saw */
    public record Cancellation(Integer version, String reason) {}

    private final Access access;
    private final Ordering ordering;
    private final Asking asking;

    @Inject
    OrderResource(Access access, Ordering ordering, Asking asking) {
        this.access = access;
        this.ordering = ordering;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ORDER_WRITE)
    @Operation(
            summary = "Chỉ định — place an order",
            description =
                    "By a doctor of the ordering department, with a service of the catalogue or free text. The order is"
                            + " kept at once and goes to the laboratory by itself; the chart tells when it was taken.")
    public Ordering.Placed place(@PathParam("id") UUID id, OrderRequest request) {
        Caller caller = asking.caller();
        return ordering.place(caller, open(caller, id), request);
    }

    @POST
    @Path("/{orderId}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ORDER_WRITE)
    @Operation(
            summary = "Hủy chỉ định — cancel an order",
            description =
                    "Of an order placed here that is not finished, with a reason; the laboratory is told. 409 when the"
                            + " order changed meanwhile.")
    public Ordering.Placed cancel(
            @PathParam("id") UUID id, @PathParam("orderId") UUID orderId, Cancellation cancellation) {
        Caller caller = asking.caller();
        Grant grant = open(caller, id);
        if (cancellation == null || cancellation.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        return ordering.cancel(caller, grant, orderId, cancellation.version(), cancellation.reason());
    }

    private Grant open(Caller caller, UUID id) {
        return access.open(caller, caller.purpose(), id);
    }
}
