package vn.emr.api.record;

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
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.printing.Prints;
import vn.emr.core.record.Value;

/** One sheet as PDF/A: as it is kept, or as it is typed. */
@Path("/api/v1/patients/{id}/sheets/{sheetId}.pdf")
@Produces(MediaType.WILDCARD)
@Tag(name = "Sheets")
public class SheetPdfResource {
    /** Answers as typed. */
    public record Typed(TreeMap<String, List<Value>> answers) {}

    private final Access access;
    private final Prints prints;
    private final Asking asking;

    @Inject
    SheetPdfResource(Access access, Prints prints, Asking asking) {
        this.access = access;
        this.prints = prints;
        this.asking = asking;
    }

    @GET
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @Operation(
            summary = "In tờ, phiếu — a sheet as PDF",
            description =
                    "In its own version of the form, as PDF/A-2u with the mark of a paper made from an electronic record; an older"
                            + " version by its number. A sheet that is not complete or was cancelled says so across the page. Traced each"
                            + " time as PRINT. 403 when no role that reaches the patient may print while the record is in its state.")
    public Response print(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, @QueryParam("version") Integer version) {
        Caller caller = asking.caller();
        return PrintResource.pdf(prints.sheet(caller, open(caller, id), sheetId, version), sheetId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @Operation(
            summary = "Xem trước bản in — the pages before they are kept",
            description =
                    "The same pages as the print would have with these answers, marked as a draft; traced as PRINT. What does"
                            + " not keep the rules of the form is named by JSON pointers.")
    public Response preview(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, Typed typed) {
        Caller caller = asking.caller();
        Grant grant = open(caller, id);
        if (typed == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the answers", "/answers");
        }
        return PrintResource.pdf(prints.preview(caller, grant, sheetId, typed.answers()), sheetId);
    }

    /** Sheets are not given out part by part. */
    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "SHEET");
        return grant;
    }
}
