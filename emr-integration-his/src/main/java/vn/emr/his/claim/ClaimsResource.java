package vn.emr.his.claim;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.organization.Source;
import vn.emr.his.KeyedRequests;
import vn.emr.his.RestSenders;

/** The HTTP face of claim files. It takes data in and shows none. */
@Path("/api/v1/his/claims")
@Tag(name = "HIS")
public class ClaimsResource {
    private static final String EXAMPLE =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- Hồ sơ mẫu --><GIAMDINHHS><THONGTINDONVI>"
                    + "<MACSKCB>79001</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20261120</NGAYLAP><SOLUONGHOSO>1"
                    + "</SOLUONGHOSO><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>PFRPTkdfSE9QPuKApg=="
                    + "</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>";

    private final ClaimsDoor door;
    private final KeyedRequests requests;
    private final RestSenders senders;

    @Inject
    public ClaimsResource(ClaimsDoor door, KeyedRequests requests, RestSenders senders) {
        this.door = door;
        this.requests = requests;
        this.senders = senders;
    }

    /** Takes a claim file in; who sends it is read from the credential alone. */
    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Requires(Right.CLAIM_SEND)
    @Operation(
            summary = "Gửi tệp hồ sơ BHYT — send claim files",
            description =
                    "The claim XML of QĐ 130/QĐ-BYT as amended by QĐ 4750, QĐ 3176 and QĐ 1931: GIAMDINHHS with at"
                            + " most 10,000 HOSO and 256 MiB, 16 MiB each. Tables as base64 or as XML. Every HOSO is one visit told"
                            + " as a whole: it is judged, stored and answered by itself, in its order, after its commit. What is"
                            + " wrong with a field is a remark TABLE[row]/FIELD: …, and keeps nothing out. Sending a file again is"
                            + " harmless; a changed one corrects the visit and takes back what it does not tell any more. Of two with"
                            + " the same NGAYLAP the last to arrive stands, also one that goes back to what was told earlier. With an"
                            + " Idempotency-Key the whole request is known again for 24 hours, and its late retry sets nothing back.")
    @RequestBody(
            required = true,
            description = "One claim file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_XML,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "207",
            description =
                    "One outcome per HOSO: applied, parked, refused or replayed, with what is wrong at which field",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"items\":[{\"index\":0,\"outcome\":\"applied\",\"inboundId\":"
                                    + "\"01a1f95a-d7b5-70e8-a97a-66f3ac5e6917\",\"remarks\":[\"XML2[3]/SO_LUONG: not a"
                                    + " number with a decimal point and at most 3 decimals\"]}]}"))
    @APIResponse(responseCode = "401", description = "No key, or an unknown, expired or revoked one")
    @APIResponse(
            responseCode = "403",
            description =
                    "The key lacks the scope, may not be used from this address, or its source may not use this door")
    @APIResponse(responseCode = "409", description = "A request with this Idempotency-Key is still under way")
    @APIResponse(
            responseCode = "413",
            description = "Over a limit: the visits listed before the last one were taken, the rest was not read")
    @APIResponse(responseCode = "422", description = "This Idempotency-Key was answered for another body")
    @APIResponse(
            responseCode = "429",
            description = "Too much is being taken in: send the visits with outcome failed, or the whole file, after"
                    + " Retry-After seconds")
    @APIResponse(
            responseCode = "503",
            description = "At least one visit has outcome failed: send those again, or the whole file")
    public Response receive(
            InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) String contentLength,
            @Parameter(description = "Khóa của yêu cầu, tối đa 255 ký tự — the sender's own key of this request")
                    @HeaderParam("Idempotency-Key")
                    String idempotencyKey,
            @Context HttpServerRequest request)
            throws IOException {
        String peer = RestSenders.peer(request);
        Source source = senders.of(authorization, peer);
        long length = RestSenders.length(contentLength);
        return requests.answer(source, idempotencyKey, body, b -> door.take(b, length, source, peer, idempotencyKey))
                .response();
    }
}
