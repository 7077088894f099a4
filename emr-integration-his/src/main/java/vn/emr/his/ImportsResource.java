package vn.emr.his;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.imports.Imports;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.organization.Source;

/** Where a hospital information system sends long files of items. It takes data in and shows none. */
@Path("/api/v1/his/imports")
@Tag(name = "HIS")
public class ImportsResource {
    private static final String NDJSON = "application/x-ndjson";
    /** Format of the items of a file by its media type. */
    private static final Map<String, String> FORMATS = Map.of(
            NDJSON,
            NoticeTranslator.FORMAT,
            MediaType.APPLICATION_JSON,
            NoticeTranslator.FORMAT,
            MediaType.APPLICATION_XML,
            "claim-xml",
            MediaType.TEXT_XML,
            "claim-xml");

    private final Imports imports;
    private final FileFormats formats;
    private final RestSenders senders;

    @Inject
    public ImportsResource(Imports imports, FileFormats formats, RestSenders senders) {
        this.imports = imports;
        this.formats = formats;
        this.senders = senders;
    }

    /** Takes a file; its items are judged after the answer. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Requires(Right.IMPORT_SEND)
    @Operation(
            summary = "Gửi tệp dài từ HIS — send a long file",
            description =
                    "NDJSON or a JSON array of any number of items as described by notice-1.0.schema.json, or claim XML"
                            + " (application/xml) of any number of HOSO of at most 16 MiB each; up to 2 GiB. It is kept"
                            + " piece by piece and, when it is whole, answered 202 and judged item by item behind live messages."
                            + " A HOSO is one item. When the connection broke, send it again under the same Idempotency-Key: from the start, or only"
                            + " from the next item with ?from=N; GET tells N.")
    @RequestBody(
            required = true,
            description = "One item of format notice-1.0 per line, an array of them, or one claim file",
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.ARRAY)),
                @Content(mediaType = MediaType.APPLICATION_XML, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "202",
            description = "Kept whole; Location tells where its progress is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"id\":\"01a1f95a-d7b5-70e8-a97a-66f3ac5e6917\"}"))
    @APIResponse(responseCode = "401", description = "No key, or an unknown, expired or revoked one")
    @APIResponse(
            responseCode = "403",
            description =
                    "The key lacks the scope, may not be used from this address, its source may not use this door, or not send this kind")
    @APIResponse(
            responseCode = "409",
            description =
                    "A file with this Idempotency-Key is being received, or the body does not begin with the next item")
    @APIResponse(responseCode = "413", description = "Over 2 GiB, an item over 32 MiB, or a HOSO over 16 MiB")
    @APIResponse(responseCode = "422", description = "Another file came under this Idempotency-Key")
    @APIResponse(responseCode = "429", description = "Too many files at once; send it again after Retry-After seconds")
    public Response receive(
            InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Parameter(description = "Khóa của tệp, tối đa 255 ký tự — the sender's own key of this file")
                    @HeaderParam("Idempotency-Key")
                    String key,
            @Parameter(
                            description =
                                    "Số thứ tự của mục đầu tiên trong nội dung, từ 0 — number of the first item in the body")
                    @QueryParam("from")
                    String from,
            @Context HttpServerRequest request) {
        String peer = RestSenders.peer(request);
        Source source = senders.of(authorization, peer);
        FileFormat format = format(contentType);
        String named = key == null ? Ids.next().toString() : key;
        var sent = new Imports.Sent(source, NoticesRoute.DOOR, peer, format, named, null);
        Imports.Taken taken = whole(sent, number(from), body);
        Response.ResponseBuilder response = Response.status(Response.Status.ACCEPTED)
                .location(URI.create("/api/v1/his/imports/" + taken.id()))
                .entity(Map.of("id", taken.id()));
        return (taken.known() ? response.header("Idempotency-Replayed", "true") : response).build();
    }

    private Imports.Taken whole(Imports.Sent sent, Long from, InputStream body) {
        try {
            return imports.take(sent, from, body);
        } catch (IOException e) {
            throw new Refusal(Code.UNREADABLE, "the connection broke before the file was whole");
        }
    }

    private FileFormat format(String contentType) {
        String plain = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        return Optional.ofNullable(FORMATS.get(plain.toLowerCase(Locale.ROOT)))
                .flatMap(formats::named)
                .orElseThrow(() -> new Refusal(
                        Code.WRONG_MEDIA_TYPE,
                        "this route takes application/x-ndjson, application/json or application/xml"));
    }

    private static Long number(String from) {
        if (from == null) {
            return null;
        }
        if (!from.matches("\\d{1,12}")) {
            throw new Refusal(Code.INVALID_REQUEST, "the number of an item is expected", "from");
        }
        return Long.valueOf(from);
    }
}
