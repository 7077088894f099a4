package vn.emr.api.staff;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.audit.Version;
import vn.emr.core.restriction.LabelForm;
import vn.emr.core.restriction.Labels;

/** What labels hide of records, and to which roles they open. */
@Path("/api/v1/labels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Restricted labels")
public class LabelResource {
    private final Labels labels;
    private final Asking asking;

    @Inject
    LabelResource(Labels labels, Asking asking) {
        this.labels = labels;
        this.asking = asking;
    }

    @GET
    @Requires({Right.LABEL_MANAGE, Right.RECORD_RESTRICT})
    @Operation(
            summary = "Nhãn hạn chế xem — restricting labels",
            description =
                    "What each hides: diagnoses (ICD-10, ranges), services and medicines, departments, documents; whether its"
                            + " kind may be said; to which roles it opens.")
    public List<Labels.Label> labels() {
        return labels.labels(asking.caller());
    }

    @GET
    @Path("/{id}/history")
    @Requires(Right.LABEL_MANAGE)
    @Operation(
            summary = "Lịch sử nhãn — versions of a label",
            description = "The newest first, with what became different.")
    public List<Version> history(@PathParam("id") UUID id) {
        return labels.history(asking.caller(), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.LABEL_MANAGE)
    @Operation(summary = "Thêm nhãn — make a label of the hospital's own", description = "409 when the code is taken.")
    public Response make(LabelForm form) {
        return Response.status(Response.Status.CREATED)
                .entity(labels.make(asking.caller(), there(form)))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.LABEL_MANAGE)
    @Operation(
            summary = "Đổi nhãn — change what a label says",
            description =
                    "A new version, in effect with the next look at a record, old records included; the code stays. 409 when it"
                            + " changed meanwhile. It is opened to a role of one's own by somebody else.")
    public Labels.Label change(@PathParam("id") UUID id, LabelForm form) {
        return labels.change(asking.caller(), id, there(form));
    }

    private static LabelForm there(LabelForm form) {
        if (form == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what the label says");
        }
        return form;
    }
}
