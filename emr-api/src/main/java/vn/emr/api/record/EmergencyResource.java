package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.restriction.Emergencies;
import vn.emr.core.restriction.EmergencyReview;

/** Opening in an emergency what is closed, and looking at it afterwards. */
@Path("/api/v1/emergencies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Emergencies")
public class EmergencyResource {
    /** Of which patient. */
    public record Ended(UUID patientId) {}

    private final Emergencies emergencies;
    private final EmergencyReview review;
    private final Asking asking;

    @Inject
    EmergencyResource(Emergencies emergencies, EmergencyReview review, Asking asking) {
        this.emergencies = emergencies;
        this.review = review;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.BREAK_GLASS)
    @Operation(
            summary = "Mở khẩn cấp — break the glass",
            description =
                    "One patient, by id or whole number, with a cause and a reason of 10 to 500 characters: the whole record,"
                            + " also what labels hide, with the rights of the own roles until the time in the answer (60 minutes"
                            + " unless EMR_EMERGENCY_MINUTES says otherwise). Traced, and judged by somebody else afterwards. 409 when"
                            + " nothing of the record is closed.")
    public Emergencies.Opened open(Emergencies.Asked asked) {
        return emergencies.open(asking.caller(), asked);
    }

    @POST
    @Path("/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.BREAK_GLASS)
    @Operation(
            summary = "Kết thúc — end what one opened",
            description = "Of one patient, before its time. 409 when nothing lasts.")
    public void end(Ended ended) {
        if (ended == null || ended.patientId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which patient", "/patientId");
        }
        emergencies.end(asking.caller(), ended.patientId());
    }

    @GET
    @Requires(Right.EMERGENCY_REVIEW)
    @Operation(
            summary = "Truy cập khẩn cấp — what was opened in emergencies",
            description =
                    "Also use outside the hours. What waits for a look first, the newest first, at most 200: who, whom, why, when,"
                            + " what was seen, and the verdict. Who has departments sees colleagues of these.")
    public List<EmergencyReview.Emergency> list(@QueryParam("waiting") @DefaultValue("false") boolean waiting) {
        return review.list(asking.caller(), waiting);
    }

    @GET
    @Path("/waiting")
    @Requires(Right.EMERGENCY_REVIEW)
    @Operation(
            summary = "Số chờ xem xét — how many wait",
            description = "For a verdict of the caller, of what others opened.")
    public EmergencyReview.Waiting waiting() {
        return review.waiting(asking.caller());
    }

    @POST
    @Path("/{id}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.EMERGENCY_REVIEW)
    @Operation(
            summary = "Xem xét — judge an emergency",
            description = "JUSTIFIED, or NOT_JUSTIFIED with a note; once, and never one's own.")
    public List<EmergencyReview.Emergency> judge(@PathParam("id") UUID id, EmergencyReview.Judged judged) {
        return review.judge(asking.caller(), id, judged);
    }
}
