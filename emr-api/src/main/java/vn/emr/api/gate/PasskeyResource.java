package vn.emr.api.gate;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Passkeys;
import vn.emr.core.access.Requires;

/** Passkeys and security keys (WebAuthn): making one, and giving it as the second step of signing in. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
public class PasskeyResource {
    private final Passkeys passkeys;
    private final Asking asking;

    @Inject
    PasskeyResource(Passkeys passkeys, Asking asking) {
        this.passkeys = passkeys;
        this.asking = asking;
    }

    @POST
    @Path("/me/factors/passkeys/options")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Bắt đầu thêm khóa truy cập — begin to add a passkey",
            description =
                    "The values of PublicKeyCredentialCreationOptions, binary ones as base64url. Needs the current password,"
                            + " but not while hold is NEW_FACTOR. 422 unless the server has EMR_ORIGIN.")
    public Passkeys.ToMake toMake(FactorResource.Password password) {
        return passkeys.toMake(asking.person(), password == null ? null : password.password());
    }

    @POST
    @Path("/me/factors/passkeys")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Thêm khóa truy cập — add a passkey",
            description =
                    "What the browser made, with a name. Answers recovery codes, once, when it is the first second factor.")
    public FactorResource.Codes make(Passkeys.NewKey key) {
        return new FactorResource.Codes(passkeys.make(asking.person(), given(key)));
    }

    @POST
    @Path("/session/passkey/options")
    @Requires({})
    @Operation(
            summary = "Xác thực bằng khóa truy cập — begin the second step with a passkey",
            description = "For a session with hold SECOND_FACTOR: the values of PublicKeyCredentialRequestOptions.")
    public Passkeys.ToSign toSign() {
        return passkeys.toSign(asking.person());
    }

    @POST
    @Path("/session/passkey")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Bước xác thực thứ hai bằng khóa truy cập — give the second factor with a passkey",
            description =
                    "What the key signed. A challenge is used up by one answer; five wrong ones lock the account.")
    public void give(Passkeys.Signed signed) {
        passkeys.give(asking.person(), given(signed));
    }

    private static <T> T given(T body) {
        if (body == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the answer of the key");
        }
        return body;
    }
}
