package vn.emr.api.operation;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.setup.KeyList;
import vn.emr.core.setup.Keyring;

/** The keys of one sending system. A key itself is in the answer that made it and nowhere else. */
@Path("/api/v1/sources/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources")
public class SourceKeysResource {
    /** @param reason 3 to 500 characters */
    public record Revocation(String reason) {}

    private final KeyList list;
    private final Keyring keyring;
    private final Asking asking;

    @Inject
    SourceKeysResource(KeyList list, Keyring keyring, Asking asking) {
        this.list = list;
        this.keyring = keyring;
        this.asking = asking;
    }

    @GET
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Các khóa của hệ thống gửi — keys of a source",
            description = "How each key stands, when it was last used, and last refused and why; never the key itself."
                    + " At most 500, revoked ones last.")
    public List<KeyList.Key> keys(@PathParam("id") UUID id) {
        return list.of(asking.caller().tenantId(), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Tạo khóa — make a key",
            description = "Scopes: notices:send, claims:send, imports:send, changes:read. Ends after a year unless"
                    + " expiresAt says otherwise, two years at most. The key is in this answer and nowhere else. Khóa chỉ"
                    + " hiện một lần trong câu trả lời này.")
    @APIResponse(responseCode = "201", description = "The key, shown this once")
    @APIResponse(responseCode = "422", description = "A name, a scope, an end or an address is wrong")
    public Response create(@PathParam("id") UUID id, Keyring.Asked key) {
        Caller caller = asking.caller();
        return made(keyring.create(caller.tenantId(), caller.actor(), id, given(key)));
    }

    @POST
    @Path("/{keyId}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Thay khóa — replace a key",
            description = "A new key that may do the same; the old one works on for overlapHours (0 to 720, usually"
                    + " 168), so that the sender is never without one.")
    @APIResponse(responseCode = "201", description = "The new key, shown this once")
    @APIResponse(responseCode = "409", description = "The key does not work now, or was replaced already")
    public Response rotate(@PathParam("id") UUID id, @PathParam("keyId") UUID keyId, Keyring.Rotation rotation) {
        Caller caller = asking.caller();
        return made(keyring.rotate(caller.tenantId(), caller.actor(), id, keyId, given(rotation)));
    }

    @POST
    @Path("/{keyId}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Thu hồi khóa — revoke a key",
            description = "It works no more, 5 seconds later at most, and can not be brought back. The reason is kept.")
    @APIResponse(responseCode = "204", description = "Revoked")
    @APIResponse(responseCode = "409", description = "It was revoked already")
    public void revoke(@PathParam("id") UUID id, @PathParam("keyId") UUID keyId, Revocation revocation) {
        Caller caller = asking.caller();
        keyring.revoke(
                caller.tenantId(), caller.actor(), id, keyId, given(revocation).reason());
    }

    private static Response made(Keyring.Made made) {
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    private static <T> T given(T body) {
        if (body == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what is asked for");
        }
        return body;
    }
}
