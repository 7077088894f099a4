package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import vn.emr.api.gate.Asking;
import vn.emr.core.access.ForKeyHolders;
import vn.emr.core.access.ForSigners;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.signature.Check;
import vn.emr.core.signing.DeviceKeys;
import vn.emr.core.signing.KeyRegister;
import vn.emr.core.signing.SigningKeys;

/** The keys that the caller signs with. */
@Path("/api/v1/signing/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class SigningKeyResource {
    private final SigningKeys keys;
    private final KeyRegister register;
    private final DeviceKeys device;
    private final Asking asking;

    @Inject
    SigningKeyResource(SigningKeys keys, KeyRegister register, DeviceKeys device, Asking asking) {
        this.keys = keys;
        this.register = register;
        this.device = device;
        this.asking = asking;
    }

    @GET
    @ForKeyHolders
    @Operation(
            summary = "Chứng thư số của tôi — the caller's keys",
            description = "Also the seals of facilities, for those who sign for them or configure.")
    public SigningKeys.Listed list() {
        return keys.list(asking.caller());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ForKeyHolders
    @ResponseStatus(201)
    @Operation(
            summary = "Đăng ký chứng thư số — register a key in a file",
            description =
                    "A PKCS#12 file with its PIN, which is tried and not kept. With a facility it is the seal of that facility (who"
                            + " configures). 422 with the warnings as fields when the certificate may not sign: not trusted, out of its"
                            + " period, revoked, not for signing.")
    public SigningKeys.Key register(KeyRegister.Registering key) {
        return register.register(asking.caller(), key);
    }

    @DELETE
    @Path("/{keyId}")
    @ForKeyHolders
    @Operation(
            summary = "Thôi dùng chứng thư số — end a key",
            description = "Nothing is signed with it any more; what was stays signed.")
    public void end(@PathParam("keyId") UUID id) {
        keys.end(asking.caller(), id);
    }

    @GET
    @Path("/{keyId}/check")
    @ForKeyHolders
    @Operation(
            summary = "Kiểm tra chứng thư số — look at a certificate before it signs",
            description =
                    "Path to a trusted authority, period, revocation by OCSP, then CRL (TT 15/2025/TT-BKHCN); warnings are codes that the"
                            + " signer is told.")
    public Check check(@PathParam("keyId") UUID id) {
        return keys.check(asking.caller(), id);
    }

    @PUT
    @Path("/{keyId}/pin")
    @Consumes(MediaType.APPLICATION_JSON)
    @ForSigners
    @Operation(
            summary = "Đặt PIN — the owner of a key in the hospital's device says its PIN",
            description =
                    "6 to 64 characters; with the one before, once there is one. Wrong ones count as when signing.")
    public void pin(@PathParam("keyId") UUID id, DeviceKeys.Pin pin) {
        device.pin(asking.caller(), id, pin);
    }

    @GET
    @Path("/device")
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Khóa trong HSM, token — what the hospital's device holds",
            description = "Certificates whose keys are in the device (PKCS#11); 422 when it is not reached.")
    public DeviceKeys.Listed ofDevice() {
        return device.list(asking.caller());
    }

    @POST
    @Path("/device")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @ResponseStatus(201)
    @Operation(
            summary = "Giao khóa trong HSM — give a key of the device to somebody",
            description =
                    "To an account, or to a facility as its seal. Who configures never learns the PIN it signs by.")
    public SigningKeys.Key give(DeviceKeys.Giving giving) {
        return device.give(asking.caller(), giving);
    }
}
