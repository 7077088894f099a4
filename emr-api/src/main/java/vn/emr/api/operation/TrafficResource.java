package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Caller;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.desk.Conformance;
import vn.emr.core.desk.SenderTraffic;

/** What each sender sends, and what it sends wrong; {@code id} is the sender's, all zeros for unregistered ones. */
@Path("/api/v1/traffic")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class TrafficResource {
    private final MessageAccess access;
    private final SenderTraffic traffic;
    private final Conformance conformance;
    private final Asking asking;

    @Inject
    TrafficResource(MessageAccess access, SenderTraffic traffic, Conformance conformance, Asking asking) {
        this.access = access;
        this.traffic = traffic;
        this.conformance = conformance;
        this.asking = asking;
    }

    @GET
    @Requires(Right.SOURCE_READ)
    @Operation(
            summary = "Lưu lượng theo nguồn — traffic of all senders",
            description =
                    "Messages by outcome today and in seven days, error rate, last message, what waits, and the median"
                            + " and 95th percentile of the time to an answer.")
    public List<SenderTraffic.Sender> all() {
        return traffic.all(asking.caller());
    }

    @GET
    @Path("/{id}")
    @Requires(Right.SOURCE_READ)
    @Operation(summary = "Lưu lượng một nguồn — traffic of one sender", description = "The same, with its hours.")
    public SenderTraffic.Sender one(@PathParam("id") UUID id) {
        return known(id);
    }

    @GET
    @Path("/{id}/conformance")
    @Requires(Right.SOURCE_READ)
    @Operation(
            summary = "Nguồn gửi sai gì — conformance report",
            description = "What this sender sends wrong, by field: how often, first and last time, one message as an"
                    + " example. Never a value from a message. Counted up to about three minutes ago.")
    public Conformance.Report conformance(@PathParam("id") UUID id, @QueryParam("days") @DefaultValue("30") int days) {
        known(id);
        return conformance.of(asking.caller(), id, days);
    }

    @GET
    @Path("/{id}/conformance.csv")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.SOURCE_READ)
    @Operation(summary = "Báo cáo dạng CSV — conformance report as CSV", description = "For the vendor, as a download.")
    public Response csv(@PathParam("id") UUID id, @QueryParam("days") @DefaultValue("30") int days) {
        known(id);
        return Response.ok(Conformance.csv(conformance.of(asking.caller(), id, days)), "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"conformance-" + id + ".csv\"")
                .build();
    }

    private SenderTraffic.Sender known(UUID id) {
        Caller caller = asking.caller();
        Optional<SenderTraffic.Sender> sender = traffic.one(caller, id);
        access.desk(caller, "SOURCE", id, sender.isPresent());
        return sender.orElseThrow();
    }
}
