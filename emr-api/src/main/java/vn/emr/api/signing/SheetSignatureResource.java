package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ForSigners;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signing.SheetSignatures;
import vn.emr.core.signing.SignatureRefusals;
import vn.emr.core.signing.SignedDocuments;

/** Who signed a sheet and its entries, the file that is signed, and sending it back. */
@Path("/api/v1/patients/{id}/sheets/{sheetId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class SheetSignatureResource {
    private final Access access;
    private final SheetSignatures signatures;
    private final SignedDocuments documents;
    private final SignatureRefusals refusals;
    private final SheetChanges changes;
    private final Asking asking;

    @Inject
    SheetSignatureResource(
            Access access,
            SheetSignatures signatures,
            SignedDocuments documents,
            SignatureRefusals refusals,
            SheetChanges changes,
            Asking asking) {
        this.access = access;
        this.signatures = signatures;
        this.documents = documents;
        this.refusals = refusals;
        this.changes = changes;
        this.asking = asking;
    }

    @GET
    @Path("/signatures")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Chữ ký của tờ, phiếu — who signed, and who is still to sign",
            description = "By place of the form and by entry, with what the caller may sign now.")
    public SheetSignatures.Page signatures(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId) {
        Caller caller = asking.caller();
        return signatures.of(caller, open(caller, id), sheetId);
    }

    @GET
    @Path("/signed.pdf")
    @Produces(MediaType.WILDCARD)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Văn bản được ký — the file that is signed",
            description =
                    "The very bytes, with the signatures it has; drawn with the first look and kept for ever. Of an older version by its"
                            + " number, of one entry by its id.")
    public Response file(
            @PathParam("id") UUID id,
            @PathParam("sheetId") UUID sheetId,
            @QueryParam("version") Integer version,
            @QueryParam("entry") UUID entry) {
        Caller caller = asking.caller();
        byte[] file = documents.file(caller, open(caller, id), sheetId, version, entry);
        return Response.ok(file, "application/pdf")
                .header("Content-Disposition", "inline; filename=\"" + sheetId + ".pdf\"")
                .build();
    }

    @POST
    @Path("/signatures/refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @ForSigners
    @Operation(
            summary = "Từ chối ký — will not sign",
            description = "With the reason; the sheet goes back to who wrote it.")
    public Sheets.Opened refuse(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, SignatureRefusals.Asked asked) {
        Caller caller = asking.caller();
        return refusals.refuse(caller, open(caller, id), sheetId, asked);
    }

    @POST
    @Path("/revision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Hủy ký để điều chỉnh — take a signed sheet back to write it again",
            description =
                    "What was signed stays as it was signed; the next version is signed anew, and a paper that was handed out says CẤP"
                            + " LẠI.")
    public Sheets.Opened revise(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, SheetChanges.Reasoned asked) {
        Caller caller = asking.caller();
        return changes.revise(caller, open(caller, id), sheetId, asked);
    }

    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "SHEET");
        return grant;
    }
}
