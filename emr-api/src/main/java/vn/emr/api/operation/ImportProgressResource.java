package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Caller;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.desk.Csv;
import vn.emr.core.imports.ImportProgress;

/** How far long files of a HIS are; a source sees its own, who may import those of the hospital. No patient data. */
@Path("/api/v1/his/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "HIS")
public class ImportProgressResource {
    private static final int PAGE = 1_000;
    private static final int SHOWN = 100;

    private final MessageAccess access;
    private final ImportProgress imports;
    private final Asking asking;

    @Inject
    ImportProgressResource(MessageAccess access, ImportProgress imports, Asking asking) {
        this.access = access;
        this.imports = imports;
        this.asking = asking;
    }

    @GET
    @Requires({Right.IMPORT_SEND, Right.IMPORT})
    @Operation(summary = "Các tệp đã gửi — long files", description = "The newest fifty; a source sees its own.")
    public List<ImportProgress.File> list() {
        return imports.list(asking.caller());
    }

    @GET
    @Path("/{id}")
    @Requires({Right.IMPORT_SEND, Right.IMPORT})
    @Operation(
            summary = "Tiến độ một tệp — progress of a long file",
            description =
                    "State, items received (the number of the next item while RECEIVING) and judged, by outcome, items"
                            + " a second, the first twenty faults, and how many there are of each reason.")
    public ImportProgress.File one(@PathParam("id") UUID id) {
        return known(id);
    }

    @GET
    @Path("/{id}/faults")
    @Requires({Right.IMPORT_SEND, Right.IMPORT})
    @Operation(
            summary = "Lỗi của tệp, từng trang — faults of a long file",
            description =
                    "In the order of the items, 100 at once behind item after; of one outcome (PARKED, REFUSED) or code when"
                            + " told.")
    public List<ImportProgress.Fault> faults(
            @PathParam("id") UUID id,
            @QueryParam("outcome") String outcome,
            @QueryParam("code") String code,
            @QueryParam("after") @DefaultValue("-1") long after) {
        known(id);
        return imports.faults(id, outcome, code, after, SHOWN);
    }

    @GET
    @Path("/{id}/faults.csv")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.IMPORT_SEND, Right.IMPORT})
    @Operation(
            summary = "Danh sách lỗi của tệp — faults of a long file as CSV",
            description =
                    "Items that wait or were refused, by their number in the file, with the reason and the message;"
                            + " at most 100,000.")
    public Response faults(@PathParam("id") UUID id) {
        known(id);
        StreamingOutput lines = out -> write(id, out);
        return Response.ok(lines, "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"import-" + id + ".csv\"")
                .build();
    }

    private void write(UUID id, OutputStream out) throws IOException {
        out.write(Csv.line("item", "outcome", "code", "pointer", "detail", "inboundId")
                .getBytes(StandardCharsets.UTF_8));
        long after = -1;
        for (List<ImportProgress.Fault> page = imports.faults(id, after, PAGE);
                !page.isEmpty();
                page = imports.faults(id, after, PAGE)) {
            for (ImportProgress.Fault f : page) {
                String inbound = f.inboundId() == null ? "" : f.inboundId().toString();
                String line = Csv.line(
                        Long.toString(f.item()),
                        f.outcome(),
                        text(f.code()),
                        text(f.pointer()),
                        text(f.detail()),
                        inbound);
                out.write(line.getBytes(StandardCharsets.UTF_8));
                after = f.item();
            }
        }
    }

    private static String text(String said) {
        return said == null ? "" : said;
    }

    private ImportProgress.File known(UUID id) {
        Caller caller = asking.caller();
        Optional<ImportProgress.File> file = imports.file(caller, id);
        access.desk(caller, "IMPORT", id, file.isPresent());
        return file.orElseThrow();
    }
}
