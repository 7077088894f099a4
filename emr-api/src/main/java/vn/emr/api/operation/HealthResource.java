package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;

/** How the server stands, in detail, for those who run it. */
@Path("/api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
public class HealthResource {
    private final Health health;
    private final Asking asking;

    @Inject
    HealthResource(Health health, Asking asking) {
        this.health = health;
        this.asking = asking;
    }

    @GET
    @Requires(Right.HEALTH_READ)
    @Operation(
            summary = "Tình trạng máy chủ — health details",
            description =
                    "Doors, database, backup age, disk, waiting messages. WARN asks for a person today, DOWN now.")
    public Health.Report health() {
        return health.report(asking.caller().tenantId());
    }
}
