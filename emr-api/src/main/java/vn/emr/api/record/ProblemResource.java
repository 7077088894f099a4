package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.anamnesis.Problems;
import vn.emr.core.chart.ProblemList;

/** The problem list of one patient. */
@Path("/api/v1/patients/{id}/problems")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Problems")
public class ProblemResource {
    private static final String PART = "PROBLEMS";

    private final OwnChart chart;
    private final Problems problems;

    @Inject
    ProblemResource(OwnChart chart, Problems problems) {
        this.chart = chart;
        this.problems = problems;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Danh sách vấn đề — problem list of a patient",
            description =
                    "problems are those that stand (ACTIVE, STABLE), the important ones first; past what is over or was taken back;"
                            + " writable whether the caller may record and change now.")
    public Problems.Panel of(@PathParam("id") UUID id) {
        return problems.of(chart.open(id, PART));
    }

    @GET
    @Path("/{problemId}/versions")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các phiên bản — versions of one problem",
            description = "The newest first, each with who said it, when and why.")
    public List<ProblemList.Line> versions(@PathParam("id") UUID id, @PathParam("problemId") UUID problemId) {
        return problems.versions(chart.open(id, PART), problemId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DIAGNOSIS_WRITE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ghi vấn đề — record a problem",
            description =
                    "An ICD-10 code of today's list, words, or both; since as a year, a month or a day; seenIn a visit of the patient."
                            + " The same request twice records one; 409 when it stands in the list already.")
    public Problems.Panel record(@PathParam("id") UUID id, Problems.New problem) {
        return problems.record(chart.caller(), chart.open(id, PART), problem);
    }

    @PUT
    @Path("/{problemId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DIAGNOSIS_WRITE)
    @Operation(
            summary = "Sửa hoặc thu hồi — say it otherwise, or take it back",
            description =
                    "Names the version that was seen (409 otherwise), and why. status STABLE or RESOLVED says how it stands now. Without"
                            + " a problem it was entered in error; it stays readable as such.")
    public Problems.Panel change(
            @PathParam("id") UUID id, @PathParam("problemId") UUID problemId, Problems.Change change) {
        return problems.change(chart.caller(), chart.open(id, PART), problemId, change);
    }
}
