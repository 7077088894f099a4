package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.ForSigners;
import vn.emr.core.access.Open;
import vn.emr.core.signing.Signing;
import vn.emr.core.signing.SigningJobs;
import vn.emr.core.signing.SigningNotices;

/** Signing with keys that services hold: their owner agrees on the phone. */
@Path("/api/v1/signing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class SigningJobResource {
    private final SigningJobs jobs;
    private final SigningNotices notices;
    private final Asking asking;

    @Inject
    SigningJobResource(SigningJobs jobs, SigningNotices notices, Asking asking) {
        this.jobs = jobs;
        this.notices = notices;
        this.asking = asking;
    }

    @POST
    @Path("/jobs")
    @Consumes(MediaType.APPLICATION_JSON)
    @ForSigners
    @ResponseStatus(202)
    @Operation(
            summary = "Ký từ xa — ask for up to fifty signatures",
            description =
                    "With a key that a service holds. Its owner agrees on the phone within five minutes; what is not signed then waits as"
                            + " before. What could not be asked for is told with the code why.")
    public SigningJobs.Begun begin(Signing.Batch batch) {
        return jobs.begin(asking.caller(), batch);
    }

    @GET
    @Path("/jobs")
    @ForSigners
    @Operation(summary = "Các lần ký từ xa — the caller's jobs of the last hour", description = "The newest first.")
    public SigningJobs.Listed list() {
        return jobs.list(asking.caller());
    }

    @GET
    @Path("/jobs/{jobId}")
    @ForSigners
    @Operation(summary = "Một lần ký từ xa — one job", description = "Where it stands, item by item.")
    public SigningJobs.Job one(@PathParam("jobId") UUID id) {
        return jobs.one(asking.caller(), id);
    }

    @POST
    @Path("/notices")
    @Consumes(MediaType.WILDCARD)
    @Open
    @Operation(
            summary = "Dịch vụ ký số báo — a signing service tells",
            description =
                    "That something happened; it is never believed, only asked for sooner. At most 64 KiB; the answer says nothing of what"
                            + " is known.")
    public void told(InputStream body) {
        notices.told(bytes(body));
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(SigningNotices.LONGEST);
        } catch (IOException broken) {
            return new byte[0];
        }
    }
}
