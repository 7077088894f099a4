package vn.emr.api.privacy;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.privacy.Agreement;
import vn.emr.core.privacy.Consents;

/** What one patient agreed to. */
@Path("/api/v1/patients/{id}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class ConsentResource {
    private final Access access;
    private final Consents consents;
    private final Asking asking;

    @Inject
    ConsentResource(Access access, Consents consents, Asking asking) {
        this.access = access;
        this.consents = consents;
        this.asking = asking;
    }

    @GET
    @Requires(Right.CONSENT_RECORD)
    @Operation(
            summary = "Sự đồng ý của người bệnh — consents of a patient",
            description =
                    "What was agreed to, by whom and how, also what was taken back or is over; and the texts the patient may be"
                            + " asked for.")
    public Consents.Panel of(@PathParam("id") UUID id) {
        return consents.of(asking.caller(), open(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONSENT_RECORD)
    @Operation(
            summary = "Ghi nhận sự đồng ý — record a consent",
            description =
                    "To the newest version of a text that is offered, for one purpose; by the patient, or a representative with"
                            + " name and relation. 409 when the text is not the newest one.")
    public Consents.Panel give(@PathParam("id") UUID id, Agreement.Given given) {
        return consents.give(asking.caller(), open(id), given);
    }

    @POST
    @Path("/{consentId}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONSENT_RECORD)
    @Operation(
            summary = "Ghi nhận việc rút lại — record that a consent was taken back",
            description =
                    "With it everything given for the same purpose before. Nothing leaves on its ground any more; what left"
                            + " before cannot be called back.")
    public Consents.Panel withdraw(
            @PathParam("id") UUID id, @PathParam("consentId") UUID consentId, Agreement.Withdrawn withdrawn) {
        return consents.withdraw(asking.caller(), open(id), consentId, withdrawn);
    }

    @POST
    @Path("/prints")
    @Requires(Right.CONSENT_RECORD)
    @Operation(
            summary = "Đã in phiếu — a text was printed for the patient to sign",
            description = "The viewer tells it when it prints; traced each time.")
    public void printed(@PathParam("id") UUID id) {
        access.print(open(id), "CONSENTS");
    }

    private Grant open(UUID id) {
        Caller caller = asking.caller();
        return access.open(caller, caller.purpose(), id);
    }
}
