package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.Received;
import vn.emr.core.exchange.ReceivedRecords;

/** Records that other hospitals gave out as {@code HoSoBenhAn}, taken in by a person. */
@Path("/api/v1/record-imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordImportResource {
    private final ReceivedRecords records;
    private final Asking asking;

    @Inject
    RecordImportResource(ReceivedRecords records, Asking asking) {
        this.records = records;
        this.asking = asking;
    }

    @GET
    @Path("/senders")
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Cơ sở gửi hồ sơ — hospitals whose records are taken in",
            description =
                    "Senders set up with the door `record`, by name; their domain of patient numbers is the code.")
    public List<Received.Sender> senders() {
        return records.senders(asking.caller());
    }

    @POST
    @Path("/look")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Xem thử hồ sơ nhận — look at a file before it is taken in",
            description =
                    "One `HoSoBenhAn`, XML or JSON, of at most 32 MiB. Every fault with its place; of a sound file whose it is, which visit,"
                            + " how many rows of what, and whether the person and the record are here already. Nothing is kept. 403 when"
                            + " the person is here and out of the caller's reach. Traced.")
    public Received.Preview look(@QueryParam("sender") UUID sender, byte[] file) {
        return records.look(asking.caller(), named(sender), bytes(file));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Nhập hồ sơ — take a record in",
            description =
                    "The file that was looked at (`sha256`), wholly or not at all. Its folder stands closed, as received from the sender, and is"
                            + " never opened for changes. `known`: it was in already, and nothing was changed. 409 for another file, and where"
                            + " name or birth of the person here differ and `compared` does not say that somebody looked. Traced.")
    public Received.Taken take(
            @QueryParam("sender") UUID sender,
            @QueryParam("sha256") String sha256,
            @QueryParam("compared") boolean compared,
            byte[] file) {
        return records.take(asking.caller(), named(sender), bytes(file), sha256, compared);
    }

    private static UUID named(UUID sender) {
        if (sender == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "sender");
        }
        return sender;
    }

    private static byte[] bytes(byte[] file) {
        return file == null ? new byte[0] : file;
    }
}
