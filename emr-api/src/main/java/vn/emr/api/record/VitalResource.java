package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.vitals.VitalPage;
import vn.emr.core.vitals.Vitals;

/** Vital signs of one patient, with their early-warning score. */
@Path("/api/v1/patients/{id}/vital-signs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vital signs")
public class VitalResource {
    private static final String PART = "VITALS";

    private final OwnChart chart;
    private final Vitals vitals;

    @Inject
    VitalResource(OwnChart chart, Vitals vitals) {
        this.chart = chart;
        this.vitals = vitals;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Dấu hiệu sinh tồn — vital signs",
            description =
                    "Readings that people entered in the last days (7 unless told, at most 366), the newest first, each with its NEWS2"
                            + " score: total and band are null while a parameter is missing (missing says which); score is null where"
                            + " basis says why (CHILD, AGE_UNKNOWN, PREGNANCY, DECIDED). told are values that systems sent under a"
                            + " known LOINC code. kinds are the limits of each value, visits where readings may be entered.")
    public VitalPage of(@PathParam("id") UUID id, @QueryParam("days") @DefaultValue("7") int days) {
        return vitals.of(chart.open(id, PART), days);
    }

    @GET
    @Path("/{vitalsId}/versions")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các phiên bản — versions of one reading",
            description = "The newest first, each with who entered it, when and why.")
    public List<VitalPage.Reading> versions(@PathParam("id") UUID id, @PathParam("vitalsId") UUID vitalsId) {
        return vitals.versions(chart.open(id, PART), vitalsId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CREATE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ghi dấu hiệu sinh tồn — enter a reading",
            description =
                    "Of a visit, at a time. Values outside what can be are refused (422 with pointers); unusual ones until"
                            + " confirmed is true. The same request twice enters one.")
    public VitalPage.Reading record(@PathParam("id") UUID id, Vitals.New reading) {
        return vitals.record(chart.caller(), chart.open(id, PART), reading);
    }

    @PUT
    @Path("/{vitalsId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Sửa hoặc thu hồi — correct a reading, or take it back",
            description =
                    "Names the version that was seen (409 otherwise), and why. Without a reading it was entered in error; it stays"
                            + " readable as such.")
    public VitalPage.Reading change(
            @PathParam("id") UUID id, @PathParam("vitalsId") UUID vitalsId, Vitals.Change change) {
        return vitals.change(chart.caller(), chart.open(id, PART), vitalsId, change);
    }

    @PUT
    @Path("/early-warning")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DIAGNOSIS_WRITE)
    @Operation(
            summary = "Thang điểm cảnh báo sớm của lượt khám — decide how readings of a visit are scored",
            description =
                    "use: SCALE_1, SCALE_2 (oxygen saturation with a target of 88–92 %) or NONE, with a reason, naming the version of"
                            + " the decision that was seen. Readings entered before keep their score.")
    public VitalPage.Decided decide(@PathParam("id") UUID id, Vitals.Decision decision) {
        return vitals.decide(chart.caller(), chart.open(id, PART), decision);
    }
}
