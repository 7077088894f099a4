package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.destruction.Appraisal;
import vn.emr.core.destruction.Destruction;
import vn.emr.core.destruction.DestructionLists;
import vn.emr.core.destruction.DestructionLists.Begun;
import vn.emr.core.destruction.DestructionLists.Found;
import vn.emr.core.destruction.DestructionSteps;
import vn.emr.core.destruction.DestructionSteps.Decided;
import vn.emr.core.destruction.Destructions;

/** Destroying archived records whose term is over (tiêu hủy hồ sơ): listed, appraised, approved by two others, carried out. */
@Path("/api/v1/destructions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class DestructionResource {
    /** @param admitted the first day of admission looked for; null: from the beginning */
    public record Asked(LocalDate admitted) {}

    private final DestructionLists lists;
    private final DestructionSteps steps;
    private final Destructions destructions;
    private final Asking asking;

    @Inject
    DestructionResource(DestructionLists lists, DestructionSteps steps, Destructions destructions, Asking asking) {
        this.lists = lists;
        this.steps = steps;
        this.destructions = destructions;
        this.asking = asking;
    }

    @POST
    @Path("/candidates")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.DESTROY)
    @Operation(
            summary = "Hồ sơ có thể hết hạn — records that may be destroyed",
            description =
                    "Archived records the caller reaches whose visit ended more than ten years before the end of last year, the oldest"
                            + " admission first, at most 500, from {admitted} on. Each is judged by its own term when it is listed.")
    public Found candidates(Asked asked) {
        return lists.candidates(asking.caller(), asked == null ? null : asked.admitted());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.DESTROY)
    @Operation(
            summary = "Lập danh mục tiêu hủy — list records to be destroyed",
            description =
                    "{ground, folders}: 1 to 200. Each chart is opened and judged, which is traced. What may not be destroyed is told in"
                            + " `leftOut` with its reason: TERM (not over), HELD, LENT, EXPORTED (files of an export are still kept),"
                            + " REQUESTED (a request for the record is open), SUBJECT (the person asked about their data), LABEL (a label"
                            + " is on the person or hides a part), NOT_ARCHIVED, LISTED (in another round), or a code of refusals. The"
                            + " rest is the list; without any there is no `destruction`.")
    public Begun begin(DestructionLists.Asked asked) {
        return lists.begin(asking.caller(), asked);
    }

    @GET
    @Requires({Right.DESTROY, Right.DESTROY_APPROVE})
    @Operation(summary = "Các đợt tiêu hủy — rounds", description = "The newest 200, without their records.")
    public Destructions.Listed list() {
        return destructions.list(asking.caller());
    }

    @GET
    @Path("/{id}")
    @Requires({Right.DESTROY, Right.DESTROY_APPROVE})
    @Operation(
            summary = "Một đợt tiêu hủy — one round",
            description =
                    "Its records by their archive numbers, who appraised and how, its acts, what became of each record, and in `allowed` what"
                            + " the caller may do now. No patient data.")
    public Destruction one(@PathParam("id") UUID id) {
        return destructions.one(asking.caller(), id);
    }

    @POST
    @Path("/{id}/appraise")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DESTROY)
    @Operation(
            summary = "Ghi kết quả thẩm định — write down the appraisal",
            description =
                    "{version, members: [{name, position}], results: [{folder, destroy, keepUntil, reason}]}: three to nine members, one"
                            + " result for each record; one that is kept on needs a day to come and a reason. Once.")
    public Destruction appraise(@PathParam("id") UUID id, Appraisal appraisal) {
        return steps.appraise(asking.caller(), id, appraisal);
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DESTROY_APPROVE)
    @Operation(
            summary = "Phê duyệt tiêu hủy — approve as one of two",
            description =
                    "{version}. Two different people, neither of whom made the list or wrote the appraisal down: else 422, traced. The"
                            + " database keeps it too.")
    public Destruction approve(@PathParam("id") UUID id, Decided decided) {
        return steps.approve(asking.caller(), id, decided);
    }

    @POST
    @Path("/{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DESTROY_APPROVE)
    @Operation(summary = "Không phê duyệt — refuse the round", description = "{version, reason}. It ends.")
    public Destruction refuse(@PathParam("id") UUID id, Decided decided) {
        return steps.refuse(asking.caller(), id, decided);
    }

    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DESTROY)
    @Operation(summary = "Rút danh mục — withdraw the round", description = "{version, reason}, until it is begun.")
    public Destruction withdraw(@PathParam("id") UUID id, Decided decided) {
        return steps.withdraw(asking.caller(), id, decided);
    }

    @POST
    @Path("/{id}/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DESTROY)
    @Operation(
            summary = "Thực hiện tiêu hủy — carry it out",
            description =
                    "{version}. Cannot be taken back or stopped. The server takes one record after the other, judges each again, and tells"
                            + " what it kept and why; the minutes follow. A record that is gone answers 410 `DESTROYED` with the number of"
                            + " the minutes.")
    public Destruction start(@PathParam("id") UUID id, Decided decided) {
        return steps.start(asking.caller(), id, decided);
    }

    @GET
    @Path("/{id}/minutes.pdf")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.DESTROY, Right.DESTROY_APPROVE})
    @Operation(
            summary = "Biên bản tiêu hủy — the minutes",
            description = "PDF/A, kept for ever; 404 until the round has ended. Traced each time.")
    public Response minutes(@PathParam("id") UUID id) {
        return Response.ok(destructions.minutes(asking.caller(), id))
                .type("application/pdf")
                .header("Content-Disposition", "inline; filename=\"bien-ban-tieu-huy-" + id + ".pdf\"")
                .build();
    }
}
