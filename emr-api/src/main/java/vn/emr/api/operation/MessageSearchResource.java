package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.desk.MessageSearch;
import vn.emr.core.desk.MessageSearch.Asked;

/** Finding messages. What is looked for stands in the body: numbers of patients never stand in an address. */
@Path("/api/v1/inbound/search")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class MessageSearchResource {
    private final MessageAccess access;
    private final MessageSearch search;
    private final Asking asking;

    @Inject
    MessageSearchResource(MessageAccess access, MessageSearch search, Asking asking) {
        this.access = access;
        this.search = search;
        this.asking = asking;
    }

    @POST
    @Paced(Pace.Of.SEARCH)
    @Requires({Right.MESSAGE_READ, Right.OWN_MESSAGE_READ, Right.MESSAGE_BODY})
    @Operation(
            summary = "Tìm bản tin — find messages",
            description = "By patient number (needs the right to that patient), order number, sender, control id, type,"
                    + " outcome (WAITING: a person must still help), reason and time; newest first, without content. All"
                    + " given filters must fit. A sending system finds its own messages only; a doctor must name a patient."
                    + " Pages by cursor. Traced.")
    public MessageSearch.Page search(Asked asked) {
        Asked plain = (asked == null ? Asked.ANYTHING : asked).plain();
        return search.page(access.list(asking.caller(), plain.patientNumber(), plain.filters()), plain);
    }
}
