package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.statistics.RecordStatistics;
import vn.emr.core.statistics.Statistics;

/** Numbers about records, for who leads, plans and keeps them. */
@Path("/api/v1/record-statistics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordStatisticsResource {
    private final RecordStatistics statistics;
    private final Asking asking;

    @Inject
    RecordStatisticsResource(RecordStatistics statistics, Asking asking) {
        this.statistics = statistics;
        this.asking = asking;
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.STATISTICS_READ)
    @Operation(
            summary = "Thống kê hồ sơ — numbers about records",
            description =
                    "Admissions and discharges by day, week or month, lengths of stay, the commonest main illnesses, how long results took,"
                            + " whether records were completed and closed on time, and what waits now. Of the caller's facilities, or of"
                            + " patients of the caller's departments; at most two years, usually the last thirty days. Illnesses that labels"
                            + " hide from the caller are not counted.")
    public Statistics search(RecordStatistics.Asked asked) {
        return statistics.of(asking.caller(), asked == null ? new RecordStatistics.Asked(null, null, null) : asked);
    }
}
