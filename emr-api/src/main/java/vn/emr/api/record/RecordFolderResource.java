package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderSteps;
import vn.emr.core.folder.Folders;
import vn.emr.core.folder.Lendings;
import vn.emr.core.record.RecordFolder.Act;

/** The record folders of one person, and what people do with them. Each step answers the folder as it stands then. */
@Path("/api/v1/patients/{id}/record-folders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordFolderResource {
    private final Access access;
    private final Folders folders;
    private final FolderSteps steps;
    private final Lendings lendings;
    private final Asking asking;

    @Inject
    RecordFolderResource(Access access, Folders folders, FolderSteps steps, Lendings lendings, Asking asking) {
        this.access = access;
        this.folders = folders;
        this.steps = steps;
        this.lendings = lendings;
        this.asking = asking;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các hồ sơ bệnh án của người bệnh — record folders",
            description =
                    "One for each visit with treatment, the newest first: state, numbers, days, when the next step is due, and how long it"
                            + " must be kept. A visit that several systems tell has one.")
    public Folders.Listed folders(@PathParam("id") UUID id) {
        return folders.list(open(asking.caller(), id));
    }

    @GET
    @Path("/{folderId}")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Một hồ sơ bệnh án — one record folder",
            description =
                    "With what it lacks (SOFT is only told, with HARD it cannot be closed), what was done by whom and why, what came after"
                            + " it was closed, and what the caller may do now.")
    public Folders.Page folder(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId) {
        return folders.page(open(asking.caller(), id), folderId);
    }

    @POST
    @Path("/{folderId}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_COMPLETE)
    @Operation(
            summary = "Hoàn thành hồ sơ — complete a folder",
            description =
                    "By who treats; with the kind of discharge (MA_LOAI_RV) and the outcome (KET_QUA_DTRI) where no claim told them. 409 when"
                            + " it changed meanwhile, as every step here.")
    public Folders.Page complete(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.COMPLETE, asked);
    }

    @POST
    @Path("/{folderId}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Đóng hồ sơ — close a completed folder",
            description =
                    "422 with a field /findings/CODE for each thing it still lacks. What comes later is an addendum.")
    public Folders.Page close(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.CLOSE, asked);
    }

    @POST
    @Path("/{folderId}/archive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Lưu trữ hồ sơ — archive a closed folder",
            description = "It gets its archive number, which is never given again.")
    public Folders.Page archive(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.ARCHIVE, asked);
    }

    @POST
    @Path("/{folderId}/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_REOPEN)
    @Operation(
            summary = "Mở lại hồ sơ — reopen a folder",
            description = "With a reason; by a role that may in its state.")
    public Folders.Page reopen(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.REOPEN, asked);
    }

    @POST
    @Path("/{folderId}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CANCEL)
    @Operation(
            summary = "Hủy hồ sơ — cancel a folder",
            description = "One under treatment, with a reason; it stays to be seen, and no message brings it back.")
    public Folders.Page cancel(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.CANCEL, asked);
    }

    @POST
    @Path("/{folderId}/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_RESTORE)
    @Operation(summary = "Khôi phục hồ sơ — restore a cancelled folder", description = "With a reason.")
    public Folders.Page restore(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.RESTORE, asked);
    }

    @POST
    @Path("/{folderId}/hold")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Giữ lại, không tiêu hủy — hold a folder back from destruction",
            description = "With a reason, such as a letter of a court; its state stays.")
    public Folders.Page hold(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.HOLD, asked);
    }

    @POST
    @Path("/{folderId}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CLOSE)
    @Operation(summary = "Thôi giữ lại — end a hold", description = "With a reason.")
    public Folders.Page release(
            @PathParam("id") UUID id, @PathParam("folderId") UUID folderId, FolderSteps.Asked asked) {
        return take(id, folderId, Act.RELEASE, asked);
    }

    @POST
    @Path("/{folderId}/lendings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Cho mượn hồ sơ — lend the volume of a folder",
            description =
                    "A closed or archived one, to whom, what for (purpose) and until when (dueOn, within a year); 409 when it is lent"
                            + " already. It opens nothing on a screen. Answers the folder, as the return does.")
    public Folders.Page lend(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, Lendings.Lend lend) {
        Caller caller = asking.caller();
        lendings.lend(caller, open(caller, id), folderId, lend);
        return folders.page(open(caller, id), folderId);
    }

    @POST
    @Path("/{folderId}/lendings/{lendingId}/return")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CLOSE)
    @Operation(
            summary = "Nhận trả hồ sơ — take a volume back",
            description = "With a note of what is wrong with it, where something is.")
    public Folders.Page giveBack(
            @PathParam("id") UUID id,
            @PathParam("folderId") UUID folderId,
            @PathParam("lendingId") UUID lendingId,
            Lendings.Return asked) {
        Caller caller = asking.caller();
        lendings.giveBack(caller, open(caller, id), folderId, lendingId, asked);
        return folders.page(open(caller, id), folderId);
    }

    private Folders.Page take(UUID id, UUID folderId, Act act, FolderSteps.Asked asked) {
        Caller caller = asking.caller();
        Grant grant = open(caller, id);
        steps.take(caller, grant, folderId, act, asked);
        return folders.page(access.open(caller, caller.purpose(), id), folderId);
    }

    private Grant open(Caller caller, UUID id) {
        return access.open(caller, caller.purpose(), id);
    }
}
