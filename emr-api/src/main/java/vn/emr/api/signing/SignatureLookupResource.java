package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Open;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.signing.SignatureLookup;

/** Verifies signatures: of a document of this server, and of any file. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class SignatureLookupResource {
    private final SignatureLookup lookup;
    private final Asking asking;

    @Inject
    SignatureLookupResource(SignatureLookup lookup, Asking asking) {
        this.lookup = lookup;
        this.asking = asking;
    }

    @GET
    @Path("/signed-documents/{documentId}")
    @Open
    @Operation(
            summary = "Tra cứu văn bản đã ký — verify a document of this server",
            description =
                    "For whoever holds its code, also without sign-in: each signature with the items of TT 15/2025/TT-BKHCN art. 6, and"
                            + " whether the document still stands; nothing of the patient. Traced each time. 404 when none has this code.")
    public SignatureLookup.Verified verify(@PathParam("documentId") UUID code) {
        return lookup.byCode(asking.visitor(), code);
    }

    @POST
    @Path("/signatures/verification")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Kiểm tra tệp đã ký — verify a file",
            description =
                    "PDF, XML, JWS in JSON (JAdES) or CMS container (.p7m, CAdES) of whoever, at most 25 MiB, by the authorities that this"
                            + " hospital trusts. It is compared with what this server keeps, and nothing of it is kept. A picture of a signature is none.")
    public SignatureLookup.Verified verifyFile(InputStream body) {
        return lookup.file(asking.caller().tenantId(), bytes(body));
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(SignatureLookup.LARGEST_FILE + 1);
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "the connection broke before the file was whole");
        }
    }
}
