package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.RequestList;

/** Who asked for one person's record. */
@Path("/api/v1/patients/{id}/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests for records")
public class DisclosuresOfPatientResource {
    private final Access access;
    private final RequestList list;
    private final Asking asking;

    @Inject
    DisclosuresOfPatientResource(Access access, RequestList list, Asking asking) {
        this.access = access;
        this.list = list;
        this.asking = asking;
    }

    @GET
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Yêu cầu về hồ sơ này — requests for this record",
            description = "The newest first, at most 100; traced under the patient.")
    public List<RequestList.Line> requests(@PathParam("id") UUID id) {
        Caller caller = asking.caller();
        return list.about(caller, access.open(caller, caller.purpose(), id));
    }
}
