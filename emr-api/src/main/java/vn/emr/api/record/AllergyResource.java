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
import vn.emr.core.anamnesis.Allergies;
import vn.emr.core.chart.AllergyList;

/** Allergies of one patient. */
@Path("/api/v1/patients/{id}/allergies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Allergies")
public class AllergyResource {
    private static final String PART = "ALLERGIES";

    private final OwnChart chart;
    private final Allergies allergies;

    @Inject
    AllergyResource(OwnChart chart, Allergies allergies) {
        this.chart = chart;
        this.allergies = allergies;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Dị ứng của người bệnh — allergies of a patient",
            description =
                    "known: NOT_RECORDED (nobody recorded anything, which does not say that there are none), NONE_KNOWN (who stated it"
                            + " and when stands in noneKnown) or LISTED. allergies are those that stand, the worst first; past what is"
                            + " over or was taken back; allowed what the caller may do now.")
    public Allergies.Panel of(@PathParam("id") UUID id) {
        return allergies.of(chart.open(id, PART));
    }

    @GET
    @Path("/{allergyId}/versions")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các phiên bản — versions of one of them",
            description = "The newest first, each with who stated it, when and why.")
    public List<AllergyList.Line> versions(@PathParam("id") UUID id, @PathParam("allergyId") UUID allergyId) {
        return allergies.versions(chart.open(id, PART), allergyId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CREATE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ghi nhận dị ứng — record an allergy",
            description =
                    "Free words, or a code of the catalogue medicines. A statement that none is known lapses by it. The same request"
                            + " twice records one; 409 when the substance stands there already.")
    public Allergies.Panel record(@PathParam("id") UUID id, Allergies.New allergy) {
        return allergies.record(chart.caller(), chart.open(id, PART), allergy);
    }

    @PUT
    @Path("/{allergyId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Sửa, kết thúc hoặc thu hồi — change one of them",
            description =
                    "Names the version that was seen, and why. status RESOLVED: it is over; ENTERED_IN_ERROR: it was recorded by"
                            + " mistake, also the statement that none is known. 422 for what another system tells.")
    public Allergies.Panel change(
            @PathParam("id") UUID id, @PathParam("allergyId") UUID allergyId, Allergies.Change allergy) {
        return allergies.change(chart.caller(), chart.open(id, PART), allergyId, allergy);
    }

    @PUT
    @Path("/none-known")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CREATE)
    @Operation(
            summary = "Không dị ứng (đã khai thác) — state that none is known",
            description =
                    "The patient was asked now. Names the version of the statement that was seen, none for the first. 422 while an"
                            + " allergy stands.")
    public Allergies.Panel noneKnown(@PathParam("id") UUID id, Allergies.NoneKnown statement) {
        return allergies.noneKnown(chart.caller(), chart.open(id, PART), statement);
    }
}
