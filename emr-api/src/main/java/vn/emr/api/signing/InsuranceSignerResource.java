package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.signing.InsuranceSigners;

/** Who may sign papers for social insurance. */
@Path("/api/v1/insurance-signers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class InsuranceSignerResource {
    private final InsuranceSigners signers;
    private final Asking asking;

    @Inject
    InsuranceSignerResource(InsuranceSigners signers, Asking asking) {
        this.signers = signers;
        this.asking = asking;
    }

    @GET
    @Requires({Right.CONFIGURE, Right.RECORD_SIGN_FOR_FACILITY})
    @Operation(
            summary = "Người ký giấy tờ BHXH — who is registered to sign papers for social insurance",
            description = "NĐ 90/2026/NĐ-CP art. 95. Where nobody is on the list, nobody is held to it here.")
    public InsuranceSigners.Listed list() {
        return signers.list(asking.caller());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(summary = "Thêm người ký — put somebody on the list", description = "Since a day.")
    public InsuranceSigners.Listed add(InsuranceSigners.Adding signer) {
        return signers.add(asking.caller(), signer);
    }

    @POST
    @Path("/{signerId}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(summary = "Thôi đăng ký — take somebody off the list", description = "After a day.")
    public InsuranceSigners.Listed end(@PathParam("signerId") UUID id, InsuranceSigners.Ending ending) {
        return signers.end(asking.caller(), id, ending);
    }
}
