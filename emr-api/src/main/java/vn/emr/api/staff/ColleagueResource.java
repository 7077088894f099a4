package vn.emr.api.staff;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.staff.CareTeam;

/** Who can be asked to care for a patient. */
@Path("/api/v1/colleagues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Care team")
public class ColleagueResource {
    private final CareTeam team;
    private final Asking asking;

    @Inject
    ColleagueResource(CareTeam team, Asking asking) {
        this.team = team;
        this.asking = asking;
    }

    @GET
    @Requires(Right.CARE_ASSIGN)
    @Operation(
            summary = "Tìm đồng nghiệp, khoa — colleagues and departments by name",
            description = "At most 20 of each, found without accents.")
    public List<CareTeam.Colleague> colleagues(@QueryParam("text") String text) {
        return team.colleagues(asking.caller(), text);
    }
}
