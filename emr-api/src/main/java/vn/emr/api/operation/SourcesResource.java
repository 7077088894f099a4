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
import vn.emr.core.chart.Feeds;

/** The configured senders and what they sent in the last day. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class SourcesResource {
    private final Feeds feeds;
    private final Asking asking;

    @Inject
    SourcesResource(Feeds feeds, Asking asking) {
        this.feeds = feeds;
        this.asking = asking;
    }

    @GET
    @Requires(Right.SOURCE_READ)
    @Operation(
            summary = "Hệ thống gửi — sources",
            description = "Every configured sender, its door and patterns, and its last 24 hours; at most 15 s old.")
    public List<Feeds.Sender> sources() {
        return feeds.senders(asking.caller().tenantId());
    }
}
