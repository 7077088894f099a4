package vn.emr.api.operation;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Open;

/** For load balancers and scripts: one word, no details. */
@Path("/q/health/ready")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "About")
public class ReadyResource {
    private final SmallRyeHealthReporter reporter;

    @Inject
    ReadyResource(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    @GET
    @Open
    @Operation(
            summary = "Sẵn sàng — ready",
            description = "200 UP when the database answers and the doors were opened, else 503 DOWN.")
    public Response ready() {
        SmallRyeHealth health = reporter.getReadiness();
        return Response.status(health.isDown() ? 503 : 200)
                .entity(Map.of("status", health.isDown() ? "DOWN" : "UP"))
                .build();
    }
}
