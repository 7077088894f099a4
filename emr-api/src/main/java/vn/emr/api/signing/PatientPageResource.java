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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Open;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.signing.PatientAnswer;
import vn.emr.core.signing.PatientPage;

/** What somebody with the link of one signature sees and does, without sign-in. */
@Path("/api/v1/patient-signings/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class PatientPageResource {
    private final PatientPage page;
    private final Asking asking;

    @Inject
    PatientPageResource(PatientPage page, Asking asking) {
        this.page = page;
        this.asking = asking;
    }

    @GET
    @Open
    @Operation(
            summary = "Văn bản chờ người bệnh ký — what is asked",
            description =
                    "For whoever holds the link: form, title and facility, nothing of the chart. Traced. 404 for a link that leads"
                            + " nowhere, was taken back or is over: which of them is not told.")
    public PatientPage.Asked asked(@PathParam("token") String token) {
        return page.asked(asking.visitor(), token);
    }

    @GET
    @Path("/document.pdf")
    @Produces(MediaType.WILDCARD)
    @Open
    @Operation(
            summary = "Văn bản — the document",
            description = "The very bytes that are signed; their SHA-256 is the entity tag. Traced each time.")
    public Response document(@PathParam("token") String token) {
        PatientPage.Shown shown = page.document(asking.visitor(), token);
        return Response.ok(shown.file(), "application/pdf")
                .header("Content-Disposition", "inline; filename=\"" + shown.documentId() + ".pdf\"")
                .tag(shown.sha256())
                .build();
    }

    @GET
    @Path("/pages/{page}")
    @Produces(MediaType.WILDCARD)
    @Open
    @Operation(
            summary = "Một trang của văn bản — a page of the document",
            description =
                    "As a picture, for phones, which show no PDF; of the file with this SHA-256, 409 when there is a newer one. Traced"
                            + " each time.")
    public Response page(
            @PathParam("token") String token, @PathParam("page") int number, @QueryParam("sha256") String sha256) {
        return Response.ok(page.page(asking.visitor(), token, sha256, number), "image/png")
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Paced(Pace.Of.SIGN_IN)
    @Operation(
            summary = "Người bệnh ký — sign",
            description =
                    "The patient, or somebody for them with their relation: a drawing (points, which are drawn here and not kept), the six"
                            + " digits that the staff sees, or the word of a fingerprint pad. Nothing else of a finger is taken. With the"
                            + " SHA-256 of what was shown: 409 when the document changed since. Five wrong codes end the link.")
    public void sign(@PathParam("token") String token, PatientAnswer answer) {
        page.sign(asking.visitor(), token, answer);
    }

    @POST
    @Path("/refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Paced(Pace.Of.SIGN_IN)
    @Operation(summary = "Không ký — will not sign", description = "With the reason, which the staff reads.")
    public void refuse(@PathParam("token") String token, PatientPage.Refusing refusal) {
        page.refuse(asking.visitor(), token, refusal);
    }
}
