package vn.emr.api.staff;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.OwnSessions;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.federation.Bindings;
import vn.emr.core.staff.PeopleLoad;
import vn.emr.core.staff.StaffAccounts;

/** Accounts of the people who work here. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class AccountResource {
    /** Why an account is switched off. */
    public record Reason(String reason) {}

    private final StaffAccounts accounts;
    private final PeopleLoad people;
    private final Bindings bindings;
    private final Asking asking;

    @Inject
    AccountResource(StaffAccounts accounts, PeopleLoad people, Bindings bindings, Asking asking) {
        this.accounts = accounts;
        this.people = people;
        this.bindings = bindings;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Tạo tài khoản — make an account",
            description =
                    "Without a role; the one-time password is shown in this answer only and must be changed at the first"
                            + " sign-in. 409 when the user name is taken.")
    public Response make(StaffAccounts.NewAccount account) {
        if (account == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who the account is for", "/username");
        }
        return Response.status(Response.Status.CREATED)
                .entity(accounts.make(asking.caller(), account))
                .build();
    }

    @POST
    @Path("/file/trial")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Thử danh sách nhân sự — try a list of people",
            description =
                    "CSV (UTF-8), at most 200 people and 256 KB. Columns: username, name, facility (its code; not needed where"
                            + " there is one), departments and roles (codes with blanks between). Nothing is changed; the"
                            + " answer names each bad cell.")
    public PeopleLoad.Tried tryFile(byte[] csv) {
        return people.tryLoad(asking.caller(), csv);
    }

    @POST
    @Path("/file")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.ROLE_MANAGE)
    @Operation(
            summary = "Nạp danh sách nhân sự — take a list of people",
            description =
                    "Whole or not at all. The answer holds the one-time password of each, and nothing else ever will. Traced,"
                            + " one line for each account and role.")
    public Response file(byte[] csv) {
        return Response.status(Response.Status.CREATED)
                .entity(people.load(asking.caller(), csv))
                .build();
    }

    @POST
    @Path("/{id}/disable")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Khóa tài khoản — switch an account off",
            description =
                    "With a reason; its sessions end within 5 seconds. Not one's own, and not the last that may give roles.")
    public void disable(@PathParam("id") UUID id, Reason reason) {
        accounts.disable(asking.caller(), id, reason == null ? null : reason.reason());
    }

    @POST
    @Path("/{id}/enable")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(summary = "Mở lại tài khoản — switch an account on again", description = "With the roles it has.")
    public void enable(@PathParam("id") UUID id) {
        accounts.enable(asking.caller(), id);
    }

    @POST
    @Path("/{id}/unlock")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Mở khóa đăng nhập — unlock after wrong passwords",
            description = "Before the twelve hours are over; traced.")
    public void unlock(@PathParam("id") UUID id) {
        accounts.unlock(asking.caller(), id);
    }

    @POST
    @Path("/{id}/password")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Cấp lại mật khẩu — give a new one-time password",
            description = "Shown in this answer only; the sessions of the account end.")
    public StaffAccounts.OneTime password(@PathParam("id") UUID id) {
        return accounts.newPassword(asking.caller(), id);
    }

    @POST
    @Path("/{id}/factors/remove")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Gỡ bước xác thực thứ hai — remove the second factor",
            description =
                    "Of somebody who lost it, with its recovery codes; the sessions of the account end. Who needs one sets"
                            + " up another at the next sign-in.")
    public void removeFactors(@PathParam("id") UUID id) {
        accounts.removeFactors(asking.caller(), id);
    }

    @POST
    @Path("/{id}/identity/end")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Gỡ liên kết với hệ thống định danh — unbind from the identity provider",
            description = "Sessions it vouched for end. The next who signs in there with this user name is bound.")
    public void unbind(@PathParam("id") UUID id) {
        bindings.unbind(asking.caller(), id);
    }

    @GET
    @Path("/{id}/sessions")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(summary = "Phiên đang mở — living sessions", description = "From where, since when, last act. Traced.")
    public List<OwnSessions.Living> sessions(@PathParam("id") UUID id) {
        return accounts.sessions(asking.caller(), id);
    }

    @POST
    @Path("/{id}/sessions/end")
    @Requires(Right.ACCOUNT_MANAGE)
    @Operation(
            summary = "Đăng xuất từ xa — sign out everywhere",
            description = "All sessions of the account end within 5 seconds; tells how many.")
    public Map<String, Integer> signOut(@PathParam("id") UUID id) {
        return Map.of("ended", accounts.signOut(asking.caller(), id));
    }
}
