package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Editors;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.SheetEntries;
import vn.emr.core.sheet.Sheets;

/** One sheet: read, written version by version, and by one person at a time. */
@Path("/api/v1/patients/{id}/sheets/{sheetId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sheets")
public class SheetResource {
    /** @param takeOver whether to take it from somebody who has it */
    public record Editing(boolean takeOver) {}

    /** What was typed and is not saved. */
    public record Typed(Integer version, TreeMap<String, List<Value>> answers) {}

    private final Access access;
    private final Sheets sheets;
    private final SheetChanges changes;
    private final SheetEntries entries;
    private final Editors editors;
    private final Asking asking;

    @Inject
    SheetResource(
            Access access, Sheets sheets, SheetChanges changes, SheetEntries entries, Editors editors, Asking asking) {
        this.access = access;
        this.sheets = sheets;
        this.changes = changes;
        this.entries = entries;
        this.editors = editors;
        this.asking = asking;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Một tờ, phiếu — one sheet",
            description =
                    "With the definition of its version of the form, its versions, who writes on it, what the caller typed and did"
                            + " not save, and what the caller may do. An older version by its number.")
    public Sheets.Opened read(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, @QueryParam("version") Integer version) {
        Caller caller = asking.caller();
        return sheets.read(caller, open(caller, id), sheetId, version);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Lưu phiên bản — write the next version",
            description =
                    "Names the version it changes: 409 when that is not the current one, or somebody else writes. A completed sheet"
                            + " needs a reason. What does not keep the rules of the form is named by JSON pointers.")
    public Sheets.Opened save(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, SheetChanges.Save version) {
        Caller caller = asking.caller();
        return changes.save(caller, open(caller, id), sheetId, version);
    }

    @GET
    @Path("/prefill")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Lấy lại số liệu — what the record says now",
            description =
                    "Of the items that it may fill in, each with its source, and of the entry that is written next; nothing is"
                            + " changed. Numbers that a chart hides are traced as shown.")
    public Sheets.Fresh prefill(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId) {
        Caller caller = asking.caller();
        return sheets.prefill(caller, open(caller, id), sheetId);
    }

    @PUT
    @Path("/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Giữ bản nháp — keep what was typed",
            description = "Until it is saved; nobody else sees it. 409 while somebody else writes.")
    public void draft(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, Typed typed) {
        Caller caller = asking.caller();
        Typed what = typed == null ? new Typed(null, null) : typed;
        editors.draft(caller, open(caller, id), sheetId, what.version(), what.answers());
    }

    @POST
    @Path("/editor")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Đang soạn — who writes",
            description =
                    "Asked every ten seconds by whoever writes or waits. Taking over is told to who writes thirty seconds before.")
    public Editors.Editing edit(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, Editing asked) {
        Caller caller = asking.caller();
        return editors.edit(caller, open(caller, id), sheetId, asked != null && asked.takeOver());
    }

    @DELETE
    @Path("/editor")
    @Requires(Right.RECORD_EDIT)
    @Operation(summary = "Thôi soạn — leave the sheet", description = "What was typed and not saved stays.")
    public void leave(@PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId) {
        Caller caller = asking.caller();
        editors.leave(caller, open(caller, id), sheetId);
    }

    @POST
    @Path("/entries")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Ghi diễn biến — write an entry",
            description = "With its own author and time; it is never changed afterwards.")
    public Sheets.Opened enter(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, SheetEntries.NewEntry entry) {
        Caller caller = asking.caller();
        return entries.enter(caller, open(caller, id), sheetId, entry);
    }

    @POST
    @Path("/entries/{entryId}/strike")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_EDIT)
    @Operation(
            summary = "Gạch bỏ — strike an entry out",
            description = "By its author, or by who may declare sheets void; it stays readable.")
    public Sheets.Opened strike(
            @PathParam("id") UUID id,
            @PathParam("sheetId") UUID sheetId,
            @PathParam("entryId") UUID entryId,
            SheetChanges.Reasoned reasoned) {
        Caller caller = asking.caller();
        return entries.strike(caller, open(caller, id), sheetId, entryId, reasoned);
    }

    @POST
    @Path("/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_CANCEL)
    @Operation(
            summary = "Hủy — declare a sheet void",
            description = "With a reason; it stays readable and may be restored.")
    public Sheets.Opened cancel(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, SheetChanges.Reasoned reasoned) {
        Caller caller = asking.caller();
        return changes.cancel(caller, open(caller, id), sheetId, reasoned);
    }

    @POST
    @Path("/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.RECORD_RESTORE)
    @Operation(
            summary = "Khôi phục — take a cancellation back",
            description = "With a reason; the sheet stands as before.")
    public Sheets.Opened restore(
            @PathParam("id") UUID id, @PathParam("sheetId") UUID sheetId, SheetChanges.Reasoned reasoned) {
        Caller caller = asking.caller();
        return changes.restore(caller, open(caller, id), sheetId, reasoned);
    }

    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "SHEET");
        return grant;
    }
}
