package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.ForSigners;
import vn.emr.core.signing.Signing;
import vn.emr.core.signing.SigningInbox;

/** Chờ ký: what waits for the caller's signature, and signing it. */
@Path("/api/v1/signing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class SigningResource {
    private final SigningInbox inbox;
    private final Signing signing;
    private final Asking asking;

    @Inject
    SigningResource(SigningInbox inbox, Signing signing, Asking asking) {
        this.inbox = inbox;
        this.signing = signing;
        this.asking = asking;
    }

    @GET
    @Path("/awaited")
    @ForSigners
    @Operation(
            summary = "Chờ ký — what waits",
            description =
                    "One part, the oldest first: READY now, LATER when others have signed, RETURNED what somebody would not sign. At most"
                            + " 500; traced as a list.")
    public SigningInbox.Page awaited(@QueryParam("part") SigningInbox.Part part) {
        return inbox.page(asking.caller(), part == null ? SigningInbox.Part.READY : part);
    }

    @GET
    @Path("/counts")
    @ForSigners
    @Operation(summary = "Số lượng chờ ký — how much waits", description = "By part; names nobody.")
    public SigningInbox.Counts counts() {
        return inbox.counts(asking.caller());
    }

    @POST
    @Path("/signatures")
    @Consumes(MediaType.APPLICATION_JSON)
    @ForSigners
    @Operation(
            summary = "Ký — sign up to fifty",
            description =
                    "With a key of the caller and its PIN. Each is signed and kept by itself; what became of it is told in the order"
                            + " of the items: the level that was reached (PAdES B, T, LT) with warnings, or the code why not. 401 for a wrong"
                            + " PIN, 423 after five, 422 when the certificate may not sign. Every attempt is traced.")
    public Signing.Done sign(Signing.Batch batch) {
        return signing.sign(asking.caller(), batch);
    }
}
