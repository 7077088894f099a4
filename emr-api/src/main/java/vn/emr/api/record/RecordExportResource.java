package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.ExportProgress;
import vn.emr.core.exchange.Exports;

/** Closed and archived records taken out together as {@code HoSoBenhAn}, behind the one who asked. */
@Path("/api/v1/record-exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordExportResource {
    private final Exports exports;
    private final ExportProgress progress;
    private final Asking asking;

    @Inject
    RecordExportResource(Exports exports, ExportProgress progress, Asking asking) {
        this.exports = exports;
        this.progress = progress;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.RECORD_EXPORT)
    @ResponseStatus(201)
    @Operation(
            summary = "Xuất nhiều hồ sơ — take many records out",
            description =
                    "Closed and archived folders the caller reaches, of one of these `state`s or both, by department and days of admission, at"
                            + " most 20,000; each as XML and JSON and, with `pdf`, printed whole. Told as of the moment it begins. Says to"
                            + " whom it goes and why it may (`purpose`, `ground`, `basis`, `receiver` as senders have them in their settings);"
                            + " where the ground is consent only who agreed is taken out. One at a time in a hospital: 422 `NOT_YET`. Each"
                            + " folder is judged and traced when its turn comes; one that is refused is listed with its reason.")
    public ExportProgress.Export begin(Exports.Asked asked) {
        return exports.begin(asking.caller(), asked);
    }

    @GET
    @Requires(Right.RECORD_EXPORT)
    @Operation(summary = "Các đợt xuất hồ sơ — exports", description = "The newest twenty that the caller asked for.")
    public ExportProgress.Listed list() {
        return progress.list(asking.caller());
    }

    @GET
    @Path("/{exportId}")
    @Requires(Right.RECORD_EXPORT)
    @Operation(
            summary = "Tiến độ xuất — how far an export is",
            description =
                    "With the parts that are whole and the first thousand folders that were refused: LABELS (a label hides a part of it"
                            + " from the caller), NO_CONSENT, FAULT, or a code of refusals. No patient data. For the one who asked.")
    public ExportProgress.Export one(@PathParam("exportId") UUID id) {
        return progress.one(asking.caller(), id);
    }

    @POST
    @Path("/{exportId}/cancel")
    @Requires(Right.RECORD_EXPORT)
    @Operation(
            summary = "Dừng đợt xuất — end an export",
            description = "Its files are removed. One that has ended stays as it is.")
    public ExportProgress.Export cancel(@PathParam("exportId") UUID id) {
        return exports.cancel(asking.caller(), id);
    }

    @GET
    @Path("/{exportId}/parts/{part}")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.RECORD_EXPORT)
    @Operation(
            summary = "Tệp của đợt xuất — a part",
            description =
                    "A ZIP of up to 500 folders: `manifest.json` with the SHA-256 of every file and the reason of every refusal, and for each"
                            + " folder `HoSoBenhAn.xml`, `HoSoBenhAn.json`, `HoSoBenhAn.pdf`. Kept for seven days, for the one who asked."
                            + " Traced each time.")
    public Response file(@PathParam("exportId") UUID id, @PathParam("part") int part) {
        return Response.ok(exports.file(asking.caller(), id, part).toFile())
                .type("application/zip")
                .header("Content-Disposition", "attachment; filename=\"HoSoBenhAn-" + id + "-" + part + ".zip\"")
                .build();
    }
}
