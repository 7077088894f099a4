package vn.emr.his;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.ExternalDocumentation;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Open;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.organization.Source;

/** The HTTP face of the hospital information system's door. It takes data in and shows none. */
@Path("/api/v1/his")
@Tag(name = "HIS")
public class NoticesResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final String EXAMPLE = "[{\"kind\":\"patient\",\"id\":\"1\",\"statedAt\":\"202611200805\","
            + "\"patient\":{\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"0000123\"}],"
            + "\"names\":[\"Nguyễn Văn Ánh\"],\"birth\":\"1958\",\"sex\":\"M\"}}]";
    private static final String SCHEMA = "notice-1.0.schema.json";

    private final NoticesDoor door;
    private final KeyedRequests requests;
    private final RestSenders senders;

    @Inject
    public NoticesResource(NoticesDoor door, KeyedRequests requests, RestSenders senders) {
        this.door = door;
        this.requests = requests;
        this.senders = senders;
    }

    /** Takes items in; who sends them is read from the credential alone. */
    @POST
    @Path("/notices")
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Requires(Right.NOTICE_SEND)
    @Operation(
            summary = "Gửi dữ liệu từ HIS — send notices",
            description = "A JSON array or NDJSON of at most 1,000 items and 32 MiB, each as described by "
                    + "notice-1.0.schema.json. Every item is judged, stored and answered by itself, in its order, after"
                    + " its commit. An item may also be a record in the shape of the annex to CV 365/TTYQG-GPQLCL"
                    + " ({\"HoSoBenhAn\": {…}}, type record). Sending an item again is harmless. With an Idempotency-Key the whole request is"
                    + " known again for 24 hours: the same body gets the same answer without being judged again.")
    @RequestBody(
            required = true,
            description = "Items of format notice-1.0, an array or one per line",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, externalDocs = @ExternalDocumentation(url = SCHEMA)),
                        example = EXAMPLE),
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "207",
            description = "One outcome per item: applied, parked, refused or replayed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"items\":[{\"index\":0,\"outcome\":\"refused\",\"inboundId\":"
                                    + "\"01a1f95a-d7b5-70e8-a97a-66f3ac5e6917\",\"code\":\"MALFORMED_FIELD\","
                                    + "\"detail\":\"not a date or time\",\"pointer\":\"/patient/birth\"}]}"))
    @APIResponse(responseCode = "401", description = "No key, or an unknown, expired or revoked one")
    @APIResponse(
            responseCode = "403",
            description =
                    "The key lacks the scope, may not be used from this address, or its source may not use this door")
    @APIResponse(responseCode = "409", description = "A request with this Idempotency-Key is still under way")
    @APIResponse(
            responseCode = "413",
            description = "Over a limit: the items listed before the last one were taken, the rest was not read")
    @APIResponse(responseCode = "422", description = "This Idempotency-Key was answered for another body")
    @APIResponse(
            responseCode = "429",
            description = "Too much is being taken in: send the items with outcome failed, or the whole request, after"
                    + " Retry-After seconds")
    @APIResponse(
            responseCode = "503",
            description = "At least one item has outcome failed: send those again, or the whole request")
    public Response receive(
            InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) String contentLength,
            @Parameter(description = "Khóa của yêu cầu, tối đa 255 ký tự — the sender's own key of this request")
                    @HeaderParam("Idempotency-Key")
                    String idempotencyKey,
            @Context HttpServerRequest request)
            throws IOException {
        boolean lines = contentType != null && contentType.startsWith(NDJSON);
        String peer = RestSenders.peer(request);
        Source source = senders.of(authorization, peer);
        long length = RestSenders.length(contentLength);
        return requests.answer(source, idempotencyKey, body, b -> door.take(b, length, lines, source, peer))
                .response();
    }

    /** The description of an item, open to all: it holds no data. */
    @GET
    @Path("/" + SCHEMA)
    @Produces("application/schema+json")
    @Open
    @Operation(
            summary = "Mô tả định dạng notice-1.0 — JSON Schema of an item",
            description = "JSON Schema 2020-12 with Vietnamese and English descriptions.")
    @APIResponse(responseCode = "200", description = "The schema")
    public byte[] schema() throws IOException {
        try (InputStream schema = NoticesResource.class.getResourceAsStream(SCHEMA)) {
            return schema.readAllBytes();
        }
    }
}
