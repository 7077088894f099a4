package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.printing.RecordPrints;

/** A whole record, or an extract of it, as one PDF/A that is made while one waits. */
@Path("/api/v1/patients/{id}/record-folders/{folderId}/prints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Prints")
public class RecordPrintResource {
    private final Access access;
    private final RecordPrints prints;
    private final Asking asking;

    @Inject
    RecordPrintResource(Access access, RecordPrints prints, Asking asking) {
        this.access = access;
        this.prints = prints;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @ResponseStatus(202)
    @Operation(
            summary = "In hồ sơ bệnh án — print a record",
            description =
                    "Everything that the caller may see of it, or with `only` (ids of sheets and results) an extract: cover, contents,"
                            + " sheets in the order of the record, results, page numbers, the mark of a paper made from an electronic"
                            + " record. Traced with every sheet before a page is drawn. 403 when no role that reaches the patient may"
                            + " print while the record is in its state; 429 when too many records are printed at once.")
    public RecordPrints.Progress begin(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, RecordPrints.Asked asked) {
        return prints.begin(asking.caller(), open(id), folderId, asked);
    }

    @GET
    @Path("/{printId}")
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @Operation(
            summary = "Tiến độ in — how far a print is",
            description = "Of so many parts; for the one who began it, for ten minutes.")
    public RecordPrints.Progress progress(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, @PathParam("printId") UUID printId) {
        return prints.progress(asking.caller(), open(id), folderId, printId);
    }

    @GET
    @Path("/{printId}.pdf")
    @Produces(MediaType.WILDCARD)
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @Operation(
            summary = "Tệp hồ sơ bệnh án — the printed record",
            description = "PDF/A-2u; 422 `NOT_YET` while it is drawn. For the one who began it, for ten minutes.")
    public Response file(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, @PathParam("printId") UUID printId) {
        return PrintResource.pdf(prints.file(asking.caller(), open(id), folderId, printId), printId);
    }

    /** A record is not given out part by part. */
    private Grant open(UUID id) {
        Grant grant = access.open(asking.caller(), asking.caller().purpose(), id);
        access.noGuest(grant, "RECORD_FOLDER");
        return grant;
    }
}
