package vn.emr.api.staff;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Explanation;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.staff.GivenRoles;
import vn.emr.core.staff.StaffChoices;
import vn.emr.core.staff.StaffRegister;

/** Who works here and which roles they have; and why somebody could open a record. */
@Path("/api/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class StaffResource {
    /** Why a role is taken back. */
    public record Ending(String reason) {}

    /** Whose access to whose record. */
    public record Question(UUID accountId, String patientNumber) {}

    private final StaffRegister register;
    private final StaffChoices choices;
    private final Explanation explanation;
    private final Asking asking;

    @Inject
    StaffResource(StaffRegister register, StaffChoices choices, Explanation explanation, Asking asking) {
        this.register = register;
        this.choices = choices;
        this.explanation = explanation;
        this.asking = asking;
    }

    @GET
    @Requires({Right.ACCESS_REVIEW, Right.ROLE_MANAGE, Right.ACCOUNT_MANAGE})
    @Operation(
            summary = "Ai có quyền gì — who has what",
            description = "The people of the hospital, 50 on a page, found by name without accents, by role or by"
                    + " department. Traced.")
    public StaffRegister.Page people(
            @QueryParam("text") String text,
            @QueryParam("role") String role,
            @QueryParam("department") UUID department,
            @QueryParam("after") String after) {
        return register.people(asking.caller(), new StaffRegister.Asked(text, role, department, after));
    }

    @GET
    @Path("/choices")
    @Requires({Right.ACCESS_REVIEW, Right.ROLE_MANAGE, Right.ACCOUNT_MANAGE})
    @Operation(
            summary = "Vai trò, cơ sở, khoa để chọn — what is chosen from",
            description = "Names of the roles, facilities and departments of the hospital; nothing of a person.")
    public StaffChoices.Choices choices() {
        return choices.choices(asking.caller());
    }

    @GET
    @Path("/{id}")
    @Requires({Right.ACCESS_REVIEW, Right.ROLE_MANAGE, Right.ACCOUNT_MANAGE})
    @Operation(
            summary = "Một người — one person",
            description =
                    "With every role, today and before: who gave it, where, from when to when, at which hours. Traced.")
    public StaffRegister.File person(@PathParam("id") UUID id) {
        return register.person(asking.caller(), id);
    }

    @POST
    @Path("/{id}/roles")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Giao vai trò — give a role",
            description =
                    "In a facility and some of its departments, for a time, at hours such as MO-FR 07:00-17:00. Not to"
                            + " oneself. In effect within 5 seconds.")
    public StaffRegister.File give(@PathParam("id") UUID id, GivenRoles.Giving giving) {
        if (giving == null || giving.role() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which role", "/role");
        }
        return register.give(asking.caller(), id, giving);
    }

    @POST
    @Path("/{id}/roles/{heldId}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Thu hồi vai trò — take a role back",
            description =
                    "The row stays with who took it back and why. Not one's own, and not the last one that may give"
                            + " roles. In effect within 5 seconds.")
    public StaffRegister.File end(@PathParam("id") UUID id, @PathParam("heldId") UUID heldId, Ending ending) {
        return register.end(asking.caller(), id, heldId, ending == null ? null : ending.reason());
    }

    @POST
    @Path("/explanation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ACCESS_REVIEW)
    @Operation(
            summary = "Vì sao mở được hồ sơ — why somebody could open a record",
            description =
                    "Each role and relation with whether it reaches the patient now, and what the person opened or was"
                            + " refused, with the reason kept at that moment. Shows nothing of the record. Traced under the patient.")
    public Explanation.Explained explain(Question question) {
        if (question == null || question.accountId() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "whose access", "/accountId");
        }
        return explanation.explain(asking.caller(), question.accountId(), question.patientNumber());
    }
}
