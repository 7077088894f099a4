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
import vn.emr.core.chart.TreatmentPage.Item;
import vn.emr.core.procedures.Procedures;
import vn.emr.core.record.Procedure;

/** Surgeries and procedures that people write of a visit; those that stand are listed with the treatment. */
@Path("/api/v1/patients/{id}/procedures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Procedures")
public class ProcedureResource {
    private static final String PART = "PROCEDURE";

    private final OwnChart chart;
    private final Procedures procedures;

    @Inject
    ProcedureResource(OwnChart chart, Procedures procedures) {
        this.chart = chart;
        this.procedures = procedures;
    }

    @GET
    @Path("/{procedureId}/versions")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các phiên bản — versions of one procedure",
            description = "The newest first, each with who wrote it, when and why.")
    public List<Item<Procedure.Details>> versions(
            @PathParam("id") UUID id, @PathParam("procedureId") UUID procedureId) {
        return procedures.versions(chart.open(id, PART), procedureId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CREATE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ghi phẫu thuật, thủ thuật — write what was done",
            description =
                    "sort SURGERY or PROCEDURE; a code of the catalogue services (QĐ 1227) or icd9 as it stood on the day it was done,"
                            + " words, or both; from and to; the team, of whom one operated. The same request twice writes one.")
    public Item<Procedure.Details> record(@PathParam("id") UUID id, Procedures.New procedure) {
        return procedures.record(chart.caller(), chart.open(id, PART), procedure);
    }

    @PUT
    @Path("/{procedureId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Sửa hoặc thu hồi — write it otherwise, or take it back",
            description =
                    "Names the version that was seen (409 otherwise), and why. Without a procedure it was entered in error; it stays"
                            + " readable as such. 422 for what another system tells.")
    public Item<Procedure.Details> change(
            @PathParam("id") UUID id, @PathParam("procedureId") UUID procedureId, Procedures.Change change) {
        return procedures.change(chart.caller(), chart.open(id, PART), procedureId, change);
    }
}
