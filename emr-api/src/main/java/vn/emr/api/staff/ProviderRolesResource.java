package vn.emr.api.staff;

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
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.federation.ProviderRoles;
import vn.emr.core.federation.ProviderSignIn;

/** Which groups of the hospital's identity provider mean which roles. */
@Path("/api/v1/provider-roles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class ProviderRolesResource {
    /** @param possible the settings of the server name a provider */
    public record Lines(boolean possible, List<ProviderRoles.Kept> lines) {}

    private final ProviderRoles roles;
    private final ProviderSignIn signIn;
    private final Asking asking;

    @Inject
    ProviderRolesResource(ProviderRoles roles, ProviderSignIn signIn, Asking asking) {
        this.roles = roles;
        this.signIn = signIn;
        this.asking = asking;
    }

    @GET
    @Requires({Right.ACCESS_REVIEW, Right.ROLE_MANAGE})
    @Operation(
            summary = "Nhóm của hệ thống định danh — groups of the identity provider",
            description =
                    "What each group means here, by whom and since when. A group that is not listed means nothing.")
    public Lines list() {
        return new Lines(signIn.possible(), roles.list(asking.caller()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Thêm nhóm — write down what a group means",
            description =
                    "In effect at the next sign-in of its people. Not a role that may give roles, and nobody is given a role"
                            + " by a line of their own.")
    public Lines add(ProviderRoles.Line line) {
        if (line == null || line.role() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which role", "/role");
        }
        return new Lines(signIn.possible(), roles.add(asking.caller(), line));
    }

    @POST
    @Path("/{id}/end")
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Bỏ nhóm — take a line out",
            description = "The roles people have by it are taken back, in effect within 5 seconds.")
    public Lines end(@PathParam("id") UUID id) {
        return new Lines(signIn.possible(), roles.end(asking.caller(), id));
    }
}
