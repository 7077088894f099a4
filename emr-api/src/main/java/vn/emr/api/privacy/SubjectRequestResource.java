package vn.emr.api.privacy;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.privacy.SubjectRequest;
import vn.emr.core.privacy.SubjectRequests;

/** What people ask about their own data, with the clocks of the law. */
@Path("/api/v1/privacy/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class SubjectRequestResource {
    private final SubjectRequests requests;
    private final Asking asking;

    @Inject
    SubjectRequestResource(SubjectRequests requests, Asking asking) {
        this.requests = requests;
        this.asking = asking;
    }

    @GET
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Yêu cầu của chủ thể dữ liệu — requests of data subjects",
            description =
                    "Those that wait, the oldest first, then the answered ones, the last answer first; at most 200. With the days"
                            + " by which the law wants an answer.")
    public List<SubjectRequest> all() {
        return requests.all(asking.caller());
    }

    @GET
    @Path("/kinds")
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Loại yêu cầu — what may be asked for",
            description = "With its term in days, and the longer one when somebody else must act too.")
    public List<SubjectRequest.Sort> kinds() {
        return requests.kinds(asking.caller());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Tiếp nhận yêu cầu — take a request in",
            description = "About the one person with this number; its clock runs from the receipt.")
    public SubjectRequest take(SubjectRequest.Form form) {
        return requests.take(asking.caller(), form);
    }

    @POST
    @Path("/{requestId}/steps")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Xử lý yêu cầu — acknowledge, extend or answer",
            description =
                    "Each once, with a reason; a refusal names the article. Erasing what the law wants kept is refused (422). 409"
                            + " after the answer.")
    public SubjectRequest step(@PathParam("requestId") UUID id, SubjectRequest.Step step) {
        return requests.step(asking.caller(), id, step);
    }

    @POST
    @Path("/{requestId}/prints")
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Đã in trả lời — an answer was printed",
            description = "The viewer tells it before it prints; traced each time.")
    public void printed(@PathParam("requestId") UUID id) {
        requests.print(asking.caller(), id);
    }
}
