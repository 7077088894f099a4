package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.staff.CareTeam;

/** Who else cares for a patient. */
@Path("/api/v1/patients/{id}/care")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Care team")
public class CareResource {
    private final Access access;
    private final CareTeam team;
    private final Asking asking;

    @Inject
    CareResource(Access access, CareTeam team, Asking asking) {
        this.access = access;
        this.team = team;
        this.asking = asking;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Nhóm điều trị — the care team",
            description =
                    "Colleagues put on the team and departments that were asked, with who asked, why and until when.")
    public List<CareTeam.Relation> relations(@PathParam("id") UUID id) {
        Grant grant = open(id);
        access.noGuest(grant, "CARE_TEAM");
        return team.relations(grant);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CARE_ASSIGN)
    @Operation(
            summary = "Mời hội chẩn — put a colleague on the team or ask a department",
            description =
                    "For 1 to 90 days, with a reason. They then reach this record with the rights of their roles.")
    public List<CareTeam.Relation> ask(@PathParam("id") UUID id, CareTeam.Asked asked) {
        return team.ask(asking.caller(), open(id), asked);
    }

    @POST
    @Path("/{relationId}/end")
    @Requires(Right.CARE_ASSIGN)
    @Operation(summary = "Kết thúc — end a relation", description = "409 when it ended already.")
    public List<CareTeam.Relation> end(@PathParam("id") UUID id, @PathParam("relationId") UUID relationId) {
        return team.end(asking.caller(), open(id), relationId);
    }

    private Grant open(UUID id) {
        Caller caller = asking.caller();
        return access.open(caller, caller.purpose(), id);
    }
}
