package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderFile;
import vn.emr.core.folder.FolderList;

/** Record folders of all patients the caller reaches, for those who take folders on. What is looked for stands in bodies, as in every search. */
@Path("/api/v1/record-folders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Record folders")
public class RecordFolderListResource {
    private final FolderList list;
    private final Asking asking;

    @Inject
    RecordFolderListResource(FolderList list, Asking asking) {
        this.list = list;
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
