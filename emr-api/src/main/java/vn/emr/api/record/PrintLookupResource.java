package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Open;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.printing.PrintLookup;

/** A paper is verified by the code on it. */
@Path("/api/v1/prints/{printId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Prints")
public class PrintLookupResource {
    private final PrintLookup lookup;
    private final Asking asking;

    @Inject
    PrintLookupResource(PrintLookup lookup, Asking asking) {
        this.lookup = lookup;
        this.asking = asking;
    }

    @GET
    @Open
    @Operation(
            summary = "Tra cứu bản in — verify a print",
            description =
                    "For whoever holds the paper, also without sign-in: what was printed, of which version, when, by whom, and"
                            + " whether it is still the newest; nothing of the patient. Traced each time. 404 when no print has this"
                            + " code.")
    public PrintLookup.Verified verify(@PathParam("printId") UUID code) {
        return lookup.verify(asking.visitor(), code);
    }

    @GET
    @Path("/place")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Mở trong hồ sơ — where in the record it lies",
            description =
                    "For those who may open the record; opening it is traced as any other. 403 when the caller may not, 404 when"
                            + " the record does not show it any more.")
    public PrintLookup.Place place(@PathParam("printId") UUID code) {
        return lookup.place(asking.caller(), code);
    }
}
