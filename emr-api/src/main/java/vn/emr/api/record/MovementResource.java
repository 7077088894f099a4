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
import vn.emr.core.chart.MovementList.Line;
import vn.emr.core.movements.Departments;
import vn.emr.core.movements.VisitMovements;

/** Transfers, beds and discharges that people say; those of a visit stand with it in the chart. */
@Path("/api/v1/patients/{id}/encounters/{encounterId}/movements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Movements")
public class MovementResource {
    private static final String PART = "ENCOUNTER";

    private final OwnChart chart;
    private final VisitMovements movements;

    @Inject
    MovementResource(OwnChart chart, VisitMovements movements) {
        this.chart = chart;
        this.movements = movements;
    }

    @GET
    @Path("/departments")
    @Requires(Right.VISIT_MOVE)
    @Operation(
            summary = "Các khoa có thể chuyển đến — where somebody can be transferred to",
            description = "The departments of the facility of the visit; here: where the patient lies.")
    public Departments departments(@PathParam("id") UUID id, @PathParam("encounterId") UUID encounterId) {
        return movements.departments(chart.caller(), chart.open(id, PART), encounterId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.VISIT_MOVE)
    @ResponseStatus(201)
    @Operation(
            summary = "Chuyển khoa, đổi giường, ra viện — say where the patient is",
            description =
                    "TRANSFERRED into a department, PLACED in a room or bed of it, or DISCHARGED with the kind (MA_LOAI_RV) and outcome"
                            + " (KET_QUA_DTRI); the discharge takes the right RECORD_COMPLETE. It counts before what systems tell of the same,"
                            + " and no message takes it back. The same request twice says one.")
    public Line say(@PathParam("id") UUID id, @PathParam("encounterId") UUID encounterId, VisitMovements.New movement) {
        return movements.say(chart.caller(), chart.open(id, PART), encounterId, movement);
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.VISIT_MOVE)
    @Operation(
            summary = "Sửa hoặc thu hồi — say it otherwise, or take it back",
            description =
                    "Names the version that was seen (409 otherwise), and why. Without a movement it was entered in error; it stays"
                            + " readable as such. 404 for what nobody said here.")
    public Line change(
            @PathParam("id") UUID id,
            @PathParam("encounterId") UUID encounterId,
            @PathParam("key") String key,
            VisitMovements.Change change) {
        return movements.change(chart.caller(), chart.open(id, PART), encounterId, key, change);
    }
}
