package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderFile;
import vn.emr.core.folder.FolderList;
import vn.emr.core.folder.SavedFilters;

/** Record folders of all patients the caller reaches, for those who take folders on. What is looked for stands in bodies, as in every search. */
@Path("/api/v1/record-folders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordFolderListResource {
    /** The caller's filters. */
    public record Saved(List<SavedFilters.Filter> filters) {}

    private final FolderList list;
    private final SavedFilters filters;
    private final Asking asking;

    @Inject
    RecordFolderListResource(FolderList list, SavedFilters filters, Asking asking) {
        this.list = list;
        this.filters = filters;
        this.asking = asking;
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires({Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN})
    @Operation(
            summary = "Danh sách hồ sơ — find record folders",
            description =
                    "The newest admission first: by state, department, doctor, days of admission, beginning of an ICD-10 code, number, what is"
                            + " overdue or missing. Only folders the caller's roles reach in their state, without what labels hide. Pages by"
                            + " cursor.")
    public FolderList.Page search(FolderList.Asked asked) {
        return list.page(asking.caller(), asked);
    }

    @GET
    @Path("/counts")
    @Requires({Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN})
    @Operation(
            summary = "Số hồ sơ theo tình trạng — how many folders",
            description = "In each state and past their day, each counted up to the number most.")
    public FolderList.Counts counts() {
        return list.counts(asking.caller());
    }

    @GET
    @Path("/choices")
    @Requires({Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN})
    @Operation(
            summary = "Khoa và bác sĩ để lọc — what the list can be asked by",
            description = "Departments of the hospital, and who is named as treating.")
    public FolderList.Choices choices() {
        return list.choices(asking.caller());
    }

    @GET
    @Path("/filters")
    @Requires({Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN})
    @Operation(
            summary = "Bộ lọc đã lưu — my saved filters",
            description = "What the caller asks the list by again and again, by name; nobody else sees them.")
    public Saved filters() {
        return new Saved(filters.of(asking.caller()));
    }

    @PUT
    @Path("/filters")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN})
    @Operation(
            summary = "Lưu bộ lọc — save a filter",
            description =
                    "In place of the one that had its name; at most 30. With days it is about the last so many days, whenever it is"
                            + " asked. It holds no number of a folder.")
    public Saved save(SavedFilters.Filter filter) {
        return new Saved(filters.save(asking.caller(), filter));
    }

    @POST
    @Path("/filters/drop")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.RECORD_COMPLETE, Right.RECORD_CLOSE, Right.RECORD_REOPEN})
    @Operation(summary = "Bỏ bộ lọc — drop a saved filter", description = "By its name.")
    public Saved drop(SavedFilters.Filter filter) {
        return new Saved(filters.drop(asking.caller(), filter));
    }

    @POST
    @Path("/file")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.RECORD_EXPORT)
    @Operation(
            summary = "Danh sách dạng CSV — the list as CSV",
            description = "The first 5,000 of what was asked for; for those who may take records out as data.")
    public Response file(FolderList.Asked asked) {
        return Response.ok(FolderFile.csv(list.file(asking.caller(), asked)), "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"danh-sach-ho-so.csv\"")
                .build();
    }
}
