package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.designing.Confirmations;

/** Which forms were compared with the official print; no patient data. */
@Path("/api/v1/form-confirmations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forms")
public class FormConfirmationResource {
    public record Listed(List<Confirmations.Line> forms) {}

    private final Confirmations confirmations;
    private final Asking asking;

    @Inject
    FormConfirmationResource(Confirmations confirmations, Asking asking) {
        this.confirmations = confirmations;
        this.asking = asking;
    }

    @GET
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Xác nhận mẫu — which forms were compared",
            description =
                    "Every version that the hospital has, with who compared it with which print, or took that back.")
    public Listed list() {
        return new Listed(confirmations.lines(asking.caller()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Xác nhận, bỏ xác nhận — say so, or take it back",
            description =
                    "With the print it was compared with, or why it is taken back. Screens and prints stop saying \"mẫu chưa xác nhận\", or"
                            + " begin again. 409 when somebody said something meanwhile.")
    public Confirmations.Line say(Confirmations.Asked asked) {
        return confirmations.say(asking.caller(), asked);
    }
}
