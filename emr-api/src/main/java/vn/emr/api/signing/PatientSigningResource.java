package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.signing.PatientSeals;
import vn.emr.core.signing.PatientSignings;
import vn.emr.core.signing.SigningJobs;

/** Leading a patient, or who signs for them, through one place of a sheet. */
@Path("/api/v1/patients/{id}/sheets/{sheetId}/patient-signings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class PatientSigningResource {
    private final Access access;
    private final PatientSignings signings;
    private final PatientSeals seals;
    private final SigningJobs jobs;
    private final Asking asking;
    private final Optional<String> origin;

    @Inject
    PatientSigningResource(
            Access access,
            PatientSignings signings,
            PatientSeals seals,
            SigningJobs jobs,
            Asking asking,
            @ConfigProperty(name = "emr.origin") Optional<String> origin) {
        this.access = access;
        this.signings = signings;
        this.seals = seals;
        this.jobs = jobs;
        this.asking = asking;
        this.origin = origin;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Người bệnh ký: đang ở bước nào — where they stand",
            description =
                    "The newest first, at most 20; what was said until it is sealed, and why somebody would not sign.")
    public PatientSignings.Listed list(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId) {
        Caller caller = asking.caller();
        return signings.of(caller, open(caller, id), sheetId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_SIGN)
    @ResponseStatus(201)
    @Operation(
            summary = "Mời người bệnh ký — ask a patient to sign one place",
            description =
                    "For a quarter of an hour: the address of the page, as a QR code too, and six digits for who cannot draw. Address"
                            + " and digits are told once. 409 when the place is asked already or nothing waits there, 422 NOT_YET when"
                            + " somebody signs before.")
    public PatientSignings.Begun begin(
            @PathParam("id") UUID id,
            @PathParam("sheetId") UUID sheetId,
            PatientSignings.Asked asked,
            @Context UriInfo uri) {
        Caller caller = asking.caller();
        String here = origin.orElseGet(() -> uri.getBaseUri().toString().replaceAll("/+$", ""));
        return signings.begin(caller, open(caller, id), sheetId, asked, here);
    }

    @GET
    @Path("/{signingId}/drawing.png")
    @Produces(MediaType.WILDCARD)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Chữ ký vẽ tay — what was drawn",
            description = "Before it is sealed and after; a picture of a signature is none.")
    public Response drawing(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, @PathParam("signingId") UUID signingId) {
        Caller caller = asking.caller();
        return Response.ok(signings.drawing(caller, open(caller, id), sheetId, signingId), "image/png")
                .build();
    }

    @DELETE
    @Path("/{signingId}")
    @Requires(Right.RECORD_SIGN)
    @Operation(
            summary = "Thôi mời ký — take it back",
            description = "Its address leads nowhere from then on, and what was said is forgotten.")
    public void cancel(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, @PathParam("signingId") UUID signingId) {
        Caller caller = asking.caller();
        signings.cancel(caller, open(caller, id), sheetId, signingId);
    }

    @POST
    @Path("/{signingId}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_SIGN)
    @Operation(
            summary = "Chứng kiến và ký số xác nhận — seal what the patient said",
            description =
                    "By who asked, with their own key and PIN, as the witness; a second one may be named. The evidence (hash of what was"
                            + " shown, method, time, device, who, relation) lies in the signature (TT 13/2025/TT-BYT art. 3). 409 when"
                            + " nobody signed yet or the sheet changed; 401 for a wrong PIN.")
    public PatientSeals.Sealed confirm(
            @PathParam("id") UUID id,
            @PathParam("sheetId") UUID sheetId,
            @PathParam("signingId") UUID signingId,
            PatientSeals.Confirmation confirmation) {
        Caller caller = asking.caller();
        return seals.confirm(caller, open(caller, id), sheetId, signingId, confirmation);
    }

    @POST
    @Path("/{signingId}/job")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_SIGN)
    @ResponseStatus(201)
    @Operation(
            summary = "Xác nhận bằng khóa ở dịch vụ ký số từ xa — seal it with a key at a service",
            description =
                    "The same with a key that a service holds: its owner agrees on the phone within five minutes; where the job stands"
                            + " is told by /signing/jobs. What was said stays until then, and may be sealed anew when the job came to"
                            + " nothing. 409 UNDER_WAY when it is asked for already; 422 for a key at hand.")
    public SigningJobs.Job seal(
            @PathParam("id") UUID id,
            @PathParam("sheetId") UUID sheetId,
            @PathParam("signingId") UUID signingId,
            PatientSeals.Confirmation confirmation) {
        Caller caller = asking.caller();
        return jobs.seal(caller, open(caller, id), sheetId, signingId, confirmation);
    }

    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "SHEET");
        return grant;
    }
}
