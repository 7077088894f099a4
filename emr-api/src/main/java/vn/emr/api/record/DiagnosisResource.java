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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.diagnosis.Diagnoses;

/** Diagnoses that doctors say of a visit; those that stand are listed with the chart. */
@Path("/api/v1/patients/{id}/diagnoses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Diagnoses")
public class DiagnosisResource {
    private static final String PART = "CONDITION";

    private final OwnChart chart;
    private final Diagnoses diagnoses;

    @Inject
    DiagnosisResource(OwnChart chart, Diagnoses diagnoses) {
        this.chart = chart;
        this.diagnoses = diagnoses;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DIAGNOSIS_WRITE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ghi chẩn đoán — say a diagnosis of a visit",
            description =
                    "rank: admission, working, primary, secondary or complication. With a code of the ICD-10 list that holds on the"
                            + " day the visit ends (today while it goes on), in words, or both. The same request twice makes one."
                            + " 409 when the visit has a main illness already, 422 for a code that is not used, or not so.")
    public Diagnoses.Written make(@PathParam("id") UUID id, Diagnoses.Asked diagnosis) {
        return diagnoses.make(chart.caller(), chart.open(id, PART), diagnosis);
    }

    @PUT
    @Path("/{diagnosisId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DIAGNOSIS_WRITE)
    @Operation(
            summary = "Sửa chẩn đoán — say it otherwise",
            description =
                    "With a reason, and naming the version it changes: 409 when that is not the current one. What another system told"
                            + " is not changed here (422): say your own, which counts before it.")
    public Diagnoses.Written change(
            @PathParam("id") UUID id, @PathParam("diagnosisId") UUID diagnosisId, Diagnoses.Change change) {
        return diagnoses.change(chart.caller(), chart.open(id, PART), diagnosisId, change);
    }

    @POST
    @Path("/{diagnosisId}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DIAGNOSIS_WRITE)
    @Operation(
            summary = "Rút chẩn đoán ghi nhầm — withdraw what was wrong",
            description = "With a reason; it stays readable as withdrawn. 409 when it changed meanwhile.")
    public Diagnoses.Written withdraw(
            @PathParam("id") UUID id, @PathParam("diagnosisId") UUID diagnosisId, Diagnoses.Withdrawal withdrawal) {
        return diagnoses.withdraw(chart.caller(), chart.open(id, PART), diagnosisId, withdrawal);
    }

    @GET
    @Path("/{diagnosisId}/versions")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Lịch sử chẩn đoán — everything that was said under it",
            description = "Who, when, what and why, the newest first; also of those that other systems told.")
    public Diagnoses.History versions(@PathParam("id") UUID id, @PathParam("diagnosisId") UUID diagnosisId) {
        return diagnoses.versions(chart.open(id, PART), diagnosisId);
    }
}
