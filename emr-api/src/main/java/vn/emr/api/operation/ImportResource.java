package vn.emr.api.operation;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.imports.ImportsByHand;

/** Files that a person brings in for a system of the hospital. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "HIS")
public class ImportResource {
    private static final Pattern FILE_NAME =
            Pattern.compile("attachment; *filename\\*=UTF-8''([^;\"\\s]{1,3000})", Pattern.CASE_INSENSITIVE);

    private final ImportsByHand imports;
    private final Asking asking;

    @Inject
    ImportResource(ImportsByHand imports, Asking asking) {
        this.imports = imports;
        this.asking = asking;
    }

    @GET
    @Path("/sources")
    @Requires(Right.IMPORT)
    @Operation(
            summary = "Hệ thống nhập được tệp — systems a file can be brought in for",
            description = "Those of the hospital that are switched on, by name.")
    public List<ImportsByHand.Choice> sources() {
        return imports.choices(asking.caller());
    }

    /** Takes a file; its items are judged after the answer. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @Requires(Right.IMPORT)
    @Operation(
            summary = "Nhập tệp cho một hệ thống — bring in a file for a system",
            description =
                    "Claim XML, NDJSON or a JSON array of notices, or HL7 v2, known by how it begins; up to 2 GiB. Kept piece"
                            + " by piece and answered 202 when it is whole; its items are judged behind live messages, as told by"
                            + " the system. Progress and faults are at /api/v1/his/imports/{id}. When the connection broke, send it"
                            + " again under the same Idempotency-Key: from the start, what came before is compared, not taken twice; or,"
                            + " of lines of NDJSON, only from the next item with ?from=N, which /api/v1/his/imports tells. Traced.")
    @APIResponse(responseCode = "202", description = "Kept whole; Location tells where its progress is")
    @APIResponse(responseCode = "400", description = "The file is of no known kind, or holds nothing")
    @APIResponse(responseCode = "403", description = "The system may send nothing of this kind")
    @APIResponse(responseCode = "404", description = "No such system, or it is switched off")
    @APIResponse(
            responseCode = "409",
            description =
                    "A file with this Idempotency-Key is being received, or the body does not begin with the next item")
    @APIResponse(responseCode = "413", description = "Over 2 GiB, or one item over its limit")
    @APIResponse(responseCode = "422", description = "Another file came under this Idempotency-Key")
    @APIResponse(responseCode = "429", description = "Too many files at once")
    public Response bring(
            InputStream body,
            @QueryParam("source") UUID source,
            @Parameter(description = "Khóa của tệp, tối đa 255 ký tự — the same for the same file")
                    @HeaderParam("Idempotency-Key")
                    String key,
            @Parameter(
                            description =
                                    "Số thứ tự của mục đầu tiên trong nội dung, từ 0 — number of the first item in the body")
                    @QueryParam("from")
                    Long from,
            @Parameter(
                            description =
                                    "Tên tệp, chỉ hiện cho người nhập — attachment; filename*=UTF-8''NAME (RFC 8187); the name is"
                                            + " kept without folders and shown to who brought it in")
                    @HeaderParam("Content-Disposition")
                    String disposition) {
        if (source == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "for which system", "source");
        }
        try {
            var taken = imports.take(
                    asking.caller(),
                    source,
                    key == null ? Ids.next().toString() : key,
                    from,
                    fileName(disposition),
                    body);
            Response.ResponseBuilder response = Response.status(Response.Status.ACCEPTED)
                    .location(URI.create("/api/v1/his/imports/" + taken.id()))
                    .entity(Map.of("id", taken.id()));
            return (taken.known() ? response.header("Idempotency-Replayed", "true") : response).build();
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "the connection broke before the file was whole");
        }
    }

    private static String fileName(String disposition) {
        if (disposition == null) {
            return null;
        }
        Matcher named = FILE_NAME.matcher(disposition);
        try {
            if (named.matches()) {
                return URLDecoder.decode(named.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw new Refusal(Code.MALFORMED_FIELD, "expected: attachment; filename*=UTF-8''NAME", "Content-Disposition");
    }
}
