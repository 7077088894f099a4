package vn.emr.api.record;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.PackProgress;
import vn.emr.core.exchange.PackedRecord.Finding;
import vn.emr.core.exchange.Received;
import vn.emr.core.exchange.ReceivedPacks;

/** ZIPs of records that other hospitals gave out together, taken in behind the one who brought them. */
@Path("/api/v1/record-imports/packs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordPackResource {
    private final ReceivedPacks packs;
    private final PackProgress progress;
    private final Asking asking;

    @Inject
    RecordPackResource(ReceivedPacks packs, PackProgress progress, Asking asking) {
        this.packs = packs;
        this.progress = progress;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @Requires(Right.RECORD_CLOSE)
    @ResponseStatus(202)
    @Operation(
            summary = "Gửi gói hồ sơ — bring a ZIP of records",
            description =
                    "A part of an export, or any ZIP with `HoSoBenhAn` XML or JSON: at most 2 GiB, 10,000 files of records and 60,000"
                            + " in all. XML and JSON of one name are one record; PDFs, signed ones among them, are counted and not taken in. Its records are looked at behind the answer, and nothing comes in"
                            + " until that is asked for. The same ZIP, while it is here, is found again. Refused wholly, and not kept: what is no"
                            + " ZIP, is damaged or has a password (400 `UNREADABLE`), unpacks to far more than records are (413). Traced.")
    public PackProgress.Pack bring(@QueryParam("sender") UUID sender, InputStream body) {
        if (sender == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "sender");
        }
        try {
            return packs.bring(asking.caller(), sender, body);
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "the connection broke before the file was whole");
        }
    }

    @GET
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Các gói hồ sơ đã gửi — ZIPs that were brought",
            description = "The newest twenty of the caller. No patient data.")
    public PackProgress.Listed list() {
        return progress.list(asking.caller());
    }

    @GET
    @Path("/{packId}")
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Tiến độ và từng hồ sơ của gói — how far a ZIP is, and its records",
            description =
                    "A hundred records behind the place `after`, all or those of one `finding`: GOOD, COMPARE (the person here differs), EDITION"
                            + " (taken in before with another text), KNOWN, OWN, FAULTY, REFUSED with its `reason` (a code of refusals, DIGEST,"
                            + " UNLISTED, MISSING, FORMS_DIFFER, NESTED, SAME, TWO_EDITIONS, FAULT), TAKEN. For the one who brought it; what the"
                            + " files say of people goes with the file, after seven days at the latest.")
    public PackProgress.Opened one(
            @PathParam("packId") UUID id, @QueryParam("finding") Finding finding, @QueryParam("after") int after) {
        return progress.open(asking.caller(), id, finding, after);
    }

    @POST
    @Path("/{packId}/take")
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Nhập các hồ sơ nhập được — take the good ones in",
            description =
                    "One after the other, behind the answer; each is judged again when its turn comes. 422 `NOT_YET` while records are looked at."
                            + " What needs a person (COMPARE, EDITION) is taken in one by one. Traced.")
    public PackProgress.Pack take(@PathParam("packId") UUID id) {
        return packs.take(asking.caller(), id);
    }

    @POST
    @Path("/{packId}/cancel")
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Dừng và xóa tệp — end a ZIP and remove its file",
            description = "What was taken in stays. Traced.")
    public PackProgress.Pack cancel(@PathParam("packId") UUID id) {
        return packs.cancel(asking.caller(), id);
    }

    @GET
    @Path("/{packId}/records/{place}")
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Xem thử một hồ sơ của gói — look at one of its records",
            description = "As of a file that comes alone. 404 once the file is removed. Traced.")
    public Received.Preview look(@PathParam("packId") UUID id, @PathParam("place") int place) {
        return packs.look(asking.caller(), id, place);
    }

    @POST
    @Path("/{packId}/records/{place}/take")
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Nhập một hồ sơ của gói — take one of its records in",
            description =
                    "As of a file that comes alone: `sha256` of what was looked at, `compared` where the person differs. Traced.")
    public Received.Taken take(
            @PathParam("packId") UUID id,
            @PathParam("place") int place,
            @QueryParam("sha256") String sha256,
            @QueryParam("compared") boolean compared) {
        return packs.take(asking.caller(), id, place, sha256, compared);
    }
}
