package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.intake.StreamPositions;

/** How far the topics of the hospital's sources were read. */
@Path("/api/v1/streams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
public class StreamsResource {
    private final StreamPositions positions;
    private final Asking asking;

    @Inject
    StreamsResource(StreamPositions positions, Asking asking) {
        this.positions = positions;
        this.asking = asking;
    }

    @GET
    @Requires(Right.SOURCE_READ)
    @Operation(
            summary = "Các topic Kafka được đọc — topics read",
            description =
                    "Every source with setting kafka-topic, partition by partition: our position, the end of the partition"
                            + " and the records between, as the reader was last told by the broker (lookedAt). The broker is not"
                            + " asked by this request.")
    public List<StreamPositions.Standing> list() {
        return positions.standings(asking.caller().tenantId());
    }
}
