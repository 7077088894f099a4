package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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
import vn.emr.api.gate.Powerless;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.sheet.ScannedSheets;

/** The pages of a scanned paper. */
@Path("/api/v1/patients/{id}/sheets/{sheetId}/pages/{page}.jpg")
@Tag(name = "Scans")
public class ScannedPageResource {
    private final Access access;
    private final ScannedSheets scans;
    private final Asking asking;
    private final Powerless powerless;

    @Inject
    ScannedPageResource(Access access, ScannedSheets scans, Asking asking, Powerless powerless) {
        this.access = access;
        this.scans = scans;
        this.asking = asking;
        this.powerless = powerless;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Trang giấy tờ quét — a page of a scanned paper",
            description =
                    "As JPEG, numbered from 1; `small` for lists. The paper is traced once within the visit to the chart.")
    public Response page(
            @PathParam("id") UUID id,
            @PathParam("sheetId") UUID sheetId,
            @PathParam("page") int page,
            @QueryParam("small") boolean small) {
        Grant grant = access.open(asking.caller(), asking.caller().purpose(), id);
        access.noGuest(grant, "SHEET");
        return ScanResource.picture(powerless, scans.page(grant, sheetId, page, small));
    }
}
