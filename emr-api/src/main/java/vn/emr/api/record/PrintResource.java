package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.printing.Prints;

/** What a chart holds, as PDF/A on the forms of the ministry. */
@Path("/api/v1/patients/{id}")
@Tag(name = "Patients")
public class PrintResource {
    private final Access access;
    private final Prints prints;
    private final Asking asking;

    @Inject
    PrintResource(Access access, Prints prints, Asking asking) {
        this.access = access;
        this.prints = prints;
        this.asking = asking;
    }

    @GET
    @Path("/reports/{reportId}.pdf")
    @Produces(MediaType.WILDCARD)
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @Operation(
            summary = "In phiếu kết quả — a result as PDF",
            description =
                    "A received result on the form that its title or category names (08–11, 16–18, 22–24/BV2), as PDF/A-2u"
                            + " with the mark of a paper made from an electronic record. Traced each time as PRINT. 404 when no form"
                            + " prints results of its kind; 403 when no role that reaches the patient may print while the record is in"
                            + " its state.")
    public Response report(@PathParam("id") UUID id, @PathParam("reportId") UUID reportId) {
        Grant grant = access.open(asking.caller(), asking.caller().purpose(), id);
        return pdf(prints.report(asking.caller(), grant, reportId), reportId);
    }

    /** The file's name tells nothing about the person. */
    static Response pdf(byte[] bytes, UUID id) {
        return Response.ok(bytes)
                .type("application/pdf")
                .header("Content-Disposition", "inline; filename=\"print-" + id + ".pdf\"")
                .build();
    }
}
