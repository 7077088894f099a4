package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import vn.emr.core.access.ForKeyHolders;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.signing.TrustedCertificates;

/** Authorities that the hospital trusts. */
@Path("/api/v1/trusted-certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class TrustedCertificateResource {
    private final TrustedCertificates trusted;
    private final Asking asking;

    @Inject
    TrustedCertificateResource(TrustedCertificates trusted, Asking asking) {
        this.trusted = trusted;
        this.asking = asking;
    }

    @GET
    @ForKeyHolders
    @Operation(
            summary = "Danh sách CA tin cậy — authorities that are trusted",
            description = "Those trusted now first, then what was removed.")
    public TrustedCertificates.Listed list() {
        return trusted.list(asking.caller());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(summary = "Thêm CA — trust one more", description = "DER or PEM, at most 16 KiB.")
    public TrustedCertificates.Listed add(TrustedCertificates.Adding certificate) {
        return trusted.add(asking.caller(), certificate);
    }

    @DELETE
    @Path("/{certificateId}")
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Gỡ CA — trust one no more",
            description = "What was signed under it is verified without it from then on.")
    public TrustedCertificates.Listed remove(@PathParam("certificateId") UUID id) {
        return trusted.remove(asking.caller(), id);
    }
}
