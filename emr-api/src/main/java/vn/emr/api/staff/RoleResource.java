package vn.emr.api.staff;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Reach;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.audit.Version;
import vn.emr.core.staff.RoleForm;
import vn.emr.core.staff.RoleRegister;

/** What the roles of a hospital allow, in which state of a record, and whose records they reach. */
@Path("/api/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class RoleResource {
    /** A right people may hold, and whether it is held for each state of a record by itself. */
    public record Kind(Right right, boolean ofRecord) {}

    /** The whole matrix, and the words it is made of. */
    public record Matrix(
            List<RoleRegister.Role> roles, List<Kind> rights, List<Reach> reaches, List<Purpose> purposes) {}

    private final RoleRegister register;
    private final Asking asking;

    @Inject
    RoleResource(RoleRegister register, Asking asking) {
        this.register = register;
        this.asking = asking;
    }

    @GET
    @Requires({Right.ACCESS_REVIEW, Right.ROLE_MANAGE})
    @Operation(
            summary = "Ma trận vai trò — the role matrix",
            description =
                    "Every role with its rights, those on records by the state of the record (in treatment,"
                            + " completed, archived; Luật KBCB 15/2023 art. 69), whose records it reaches, and how many people have it.")
    public Matrix roles() {
        return new Matrix(
                register.roles(asking.caller()),
                Arrays.stream(Right.values())
                        .filter(Right::ofPeople)
                        .map(right -> new Kind(right, right.ofRecord()))
                        .toList(),
                Arrays.stream(Reach.values()).filter(Reach::ofRoles).toList(),
                List.of(Purpose.values()));
    }

    @GET
    @Path("/{id}/history")
    @Requires({Right.ACCESS_REVIEW, Right.ROLE_MANAGE})
    @Operation(
            summary = "Lịch sử vai trò — versions of a role",
            description = "The newest first, with what became different.")
    public List<Version> history(@PathParam("id") UUID id) {
        return register.history(asking.caller(), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Thêm vai trò — make a role of the hospital's own",
            description = "409 when the code is taken.")
    public Response make(RoleForm form) {
        return Response.status(Response.Status.CREATED)
                .entity(register.make(asking.caller(), there(form)))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Đổi vai trò — change what a role says",
            description =
                    "A new version; the code stays. Open sessions follow within 5 seconds. 409 when the role changed"
                            + " meanwhile. A role of one's own is widened by somebody else, and somebody must remain who may give"
                            + " roles.")
    public RoleRegister.Role change(@PathParam("id") UUID id, RoleForm form) {
        return register.change(asking.caller(), id, there(form));
    }

    private static RoleForm there(RoleForm form) {
        if (form == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what the role says");
        }
        return form;
    }
}
