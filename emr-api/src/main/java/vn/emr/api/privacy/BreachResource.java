package vn.emr.api.privacy;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.oversight.Breach;
import vn.emr.core.oversight.BreachPack;
import vn.emr.core.oversight.BreachQuestion;

/** What a breach touched. */
@Path("/api/v1/privacy/breach")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class BreachResource {
    private final Breach breach;
    private final Asking asking;

    @Inject
    BreachResource(Breach breach, Asking asking) {
        this.breach = breach;
        this.asking = asking;
    }

    @POST
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Gói số liệu sự cố — what a breach touched",
            description =
                    "Of a time (92 days at most), and where it is known of an account, a sending system or one person: how many"
                            + " people, by kind of data; who, from where; sign-ins, refusals, anomalies, changes; whether the trace"
                            + " of the time is as it was sealed; and by when the authorities are told. Traced.")
    public BreachPack pack(BreachQuestion asked) {
        return breach.pack(asking.caller(), asked);
    }

    @POST
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Tải gói số liệu — take the pack out",
            description =
                    "A ZIP: the summary, the people (they are to be told), the accounts, the lines of the trace; MANIFEST.json"
                            + " names the SHA-256 of each, MANIFEST.sig signs it (Ed25519, checkpoint.pub). Traced before the first"
                            + " byte.")
    public Response export(BreachQuestion asked) {
        Breach.Export export = breach.export(asking.caller(), asked);
        StreamingOutput bytes = export::write;
        return Response.ok(bytes, "application/zip")
                .header("Content-Disposition", "attachment; filename=\"su-co.zip\"")
                .build();
    }
}
