package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.ordering.Catalogue;

/** What doctors can order here. */
@Path("/api/v1/services")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class OrderableResource {
    /** What can be ordered, and who takes orders. */
    public record Orderable(List<Catalogue.Service> services, List<Catalogue.Destination> destinations) {}

    private final Catalogue catalogue;
    private final Asking asking;

    @Inject
    OrderableResource(Catalogue catalogue, Asking asking) {
        this.catalogue = catalogue;
        this.asking = asking;
    }

    @GET
    @Requires(Right.ORDER_WRITE)
    @Operation(
            summary = "Danh mục dịch vụ — what can be ordered",
            description = "The first 20 services whose name or code fits, and the systems that take orders.")
    public Orderable services(@QueryParam("text") String text) {
        UUID tenant = asking.caller().tenantId();
        return new Orderable(catalogue.services(tenant, text), catalogue.destinations(tenant));
    }
}
