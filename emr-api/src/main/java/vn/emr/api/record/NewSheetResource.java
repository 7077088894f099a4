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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.sheet.NewSheets;
import vn.emr.core.sheet.Sheets;

/** New sheets of a record folder. */
@Path("/api/v1/patients/{id}/record-folders/{folderId}/sheets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sheets")
public class NewSheetResource {
    private final Access access;
    private final NewSheets sheets;
    private final Asking asking;

    @Inject
    NewSheetResource(Access access, NewSheets sheets, Asking asking) {
        this.access = access;
        this.sheets = sheets;
        this.asking = asking;
    }

    @GET
    @Path("/new")
    @Requires(Right.RECORD_CREATE)
    @Operation(
            summary = "Mẫu để điền — a form to fill in",
            description =
                    "The definition of the version in force, and what the record knows of its items, each with its source. Numbers"
                            + " that a chart hides are traced as shown. addendum: what is added to this record says why.")
    public NewSheets.Fresh fresh(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, @QueryParam("form") String form) {
        Caller caller = asking.caller();
        Grant grant = open(caller, id);
        if (form == null || form.length() > 40) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which form", "form");
        }
        return sheets.fresh(caller, grant, folderId, form);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CREATE)
    @ResponseStatus(201)
    @Operation(
            summary = "Lập tờ, phiếu — make a sheet",
            description =
                    "Being filled in, in the version of the form in force when it happened. The same request twice makes one. In a"
                            + " completed or closed record it is an addendum and says why (reason); 422 in a cancelled folder, and in"
                            + " one that follows another of its visit.")
    public Sheets.Opened create(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, NewSheets.Asked sheet) {
        Caller caller = asking.caller();
        return sheets.create(caller, open(caller, id), folderId, sheet);
    }

    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "SHEET");
        return grant;
    }
}
