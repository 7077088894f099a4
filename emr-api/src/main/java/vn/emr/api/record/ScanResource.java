package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.Powerless;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.scanning.ScanFiles;
import vn.emr.core.sheet.ScannedSheets;
import vn.emr.core.sheet.Sheets;

/** Papers of a folder that is partly on paper: sent file by file, looked at, and kept. */
@Path("/api/v1/patients/{id}/record-folders/{folderId}/scans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
public class ScanResource {
    /** A page that was drawn anew, in dots. */
    public record Page(int width, int height) {}

    /** A file that was taken. */
    public record Taken(UUID id, String mediaType, long size, List<Page> pages) {
        static Taken of(ScanFiles.File file) {
            return new Taken(
                    file.id(),
                    file.bytes().mediaType(),
                    file.bytes().size(),
                    file.pages().stream()
                            .map(page -> new Page(page.width(), page.height()))
                            .toList());
        }
    }

    private final Access access;
    private final ScannedSheets scans;
    private final Asking asking;
    private final Powerless powerless;

    @Inject
    ScanResource(Access access, ScannedSheets scans, Asking asking, Powerless powerless) {
        this.access = access;
        this.scans = scans;
        this.asking = asking;
        this.powerless = powerless;
    }

    @POST
    @Path("/files")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.RECORD_CREATE)
    @ResponseStatus(201)
    @Operation(
            summary = "Gửi tệp quét, ảnh chụp — send a file of a scanner or a camera",
            description =
                    "JPEG, PNG or PDF, up to 25 MB and 50 pages, judged by its bytes. Its pages are drawn anew, upright and without what"
                            + " else the file says (place, device); the caller looks at them and keeps them within twelve hours. PDF with"
                            + " scripts, other files or a password is refused. Nothing of a refused file is kept.")
    @APIResponse(responseCode = "201", description = "Its pages")
    @APIResponse(responseCode = "400", description = "Damaged, or not whole")
    @APIResponse(responseCode = "413", description = "More bytes, dots or pages than a paper has")
    @APIResponse(responseCode = "415", description = "Something else, or not what it says it is")
    @APIResponse(
            responseCode = "422",
            description = "A PDF that holds more than pages, or a picture too small to be read")
    public Taken take(
            @PathParam("id") UUID id,
            @PathParam("folderId") UUID folderId,
            @HeaderParam("Content-Type") String type,
            InputStream body) {
        Caller caller = asking.caller();
        String claimed = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Taken.of(scans.take(caller, open(caller, id), folderId, bytes(body), claimed));
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(ScanFiles.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "the connection broke before the file was whole");
        }
    }

    @GET
    @Path("/files/{fileId}/{page}.jpg")
    @Produces(MediaType.WILDCARD)
    @Requires(Right.RECORD_CREATE)
    @Operation(
            summary = "Xem trước trang quét — a page before it is kept",
            description = "As it would be kept, numbered from 1; for the one who sent it, for twelve hours.")
    public Response look(
            @PathParam("id") UUID id,
            @PathParam("folderId") UUID folderId,
            @PathParam("fileId") UUID fileId,
            @PathParam("page") int page,
            @QueryParam("small") boolean small) {
        Caller caller = asking.caller();
        return picture(powerless, scans.look(caller, open(caller, id), folderId, fileId, page, small));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CREATE)
    @ResponseStatus(201)
    @Operation(
            summary = "Lưu giấy tờ quét — keep a paper",
            description =
                    "As a sheet of the folder, by the form that it is (`form`, a code of the catalogue) or as another paper with its"
                            + " `title`; `pages` in the order of the paper, each of a file that was sent, turned to the right `turn`"
                            + " times. In a completed or closed record it is an addendum with its reason. It is never changed: a wrong"
                            + " one is declared void as any sheet, and scanned anew.")
    public Sheets.Opened keep(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, ScannedSheets.Asked asked) {
        Caller caller = asking.caller();
        return scans.keep(caller, open(caller, id), folderId, asked);
    }

    /** A picture that this server drew; a browser gives it no power all the same. The name tells nothing about the person. */
    static Response picture(Powerless powerless, byte[] jpeg) {
        powerless.answer();
        return Response.ok(jpeg)
                .type("image/jpeg")
                .header("Content-Disposition", "inline; filename=\"page.jpg\"")
                .build();
    }

    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "SHEET");
        return grant;
    }
}
