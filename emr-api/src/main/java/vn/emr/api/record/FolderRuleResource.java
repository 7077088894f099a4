package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderRuleForm;
import vn.emr.core.folder.FolderRules;

/** What each facility decided about its record folders: deadlines and numbers. */
@Path("/api/v1/folder-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class FolderRuleResource {
    private final FolderRules rules;
    private final Asking asking;

    @Inject
    FolderRuleResource(FolderRules rules, Asking asking) {
        this.rules = rules;
        this.asking = asking;
    }

    @GET
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Quy định về hồ sơ của từng cơ sở — rules for folders",
            description =
                    "Of each facility what counts today, an example of its numbers, and every version with who and why.")
    public List<FolderRules.OfFacility> rules() {
        return rules.rules(asking.caller());
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Đổi quy định — decide anew",
            description =
                    "A new version from a day on, today or later; the newest of those whose day has come counts. Numbers that were given"
                            + " stay. 409 when somebody else decided meanwhile.")
    public FolderRules.OfFacility change(@PathParam("id") UUID facilityId, FolderRuleForm rule) {
        return rules.change(asking.caller(), facilityId, rule);
    }
}
