package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.ParkedList;
import vn.emr.core.desk.Corrections;
import vn.emr.core.intake.Inbox;

/** Messages that wait for a person: what, why, and once more. */
@Path("/api/v1/parked")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class ParkedResource {
    /**
     * @param title of the code, in the language asked for
     * @param confirmable whether it is held until a person confirms just that
     * @param fields where in the message the fault is: {@code PID-3}, a JSON pointer, TABLE/FIELD of a claim; empty when unknown
     */
    public record Item(
            UUID inboundId,
            Instant receivedAt,
            ParkedList.Sender source,
            String door,
            String messageType,
            String controlId,
            Code code,
            String title,
            String detail,
            int attempts,
            boolean confirmable,
            List<String> fields) {}

    public record Page(List<Item> items, String next, long total) {}

    /** Why something is done. */
    public record Because(String reason) {}

    private final ParkedList parked;
    private final Inbox inbox;
    private final MessageAccess access;
    private final Corrections corrections;
    private final Asking asking;

    @Inject
    ParkedResource(ParkedList parked, Inbox inbox, MessageAccess access, Corrections corrections, Asking asking) {
        this.parked = parked;
        this.inbox = inbox;
        this.access = access;
        this.corrections = corrections;
        this.asking = asking;
    }

    @GET
    @Requires(Right.PARKED_READ)
    @Operation(
            summary = "Bản tin chờ xử lý — messages that wait",
            description =
                    "Newest first, with the reason, the fields at fault where they are known, and who can mend it; no patient data. Pages by cursor.")
    public Page list(
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        ParkedList.Page page = parked.page(asking.caller(), cursor, limit);
        boolean english = language != null && language.startsWith("en");
        return new Page(page.items().stream().map(i -> item(i, english)).toList(), page.next(), page.total());
    }

    @POST
    @Path("/{inboundId}/apply")
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Áp dụng lại — apply again",
            description =
                    "Reads the kept message again with today's configuration and judges it anew. A message held for"
                            + " EMPTY_OVER_FINAL or DAMAGED_DOCUMENT is applied only when that code is confirmed. Traced.")
    public Applied apply(@PathParam("inboundId") UUID inboundId, @QueryParam("confirmed") String confirmed) {
        Code reason = confirmable(confirmed);
        access.parkedAction(asking.caller(), inboundId, "apply again");
        return Applied.of(inbox.applyAgain(inboundId, asking.caller().name(), reason));
    }

    @POST
    @Path("/{inboundId}/dismiss")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Gỡ khỏi danh sách — dismiss",
            description =
                    "Nothing is to be done about this message; it stays kept, with the reason (3 to 500 characters,"
                            + " no patient data). 409 when it does not wait any more. Traced.")
    public void dismiss(@PathParam("inboundId") UUID inboundId, Because because) {
        access.parkedAction(asking.caller(), inboundId, null);
        corrections.dismiss(asking.caller(), inboundId, because == null ? null : because.reason());
    }

    private static Code confirmable(String confirmed) {
        if (confirmed == null || confirmed.isEmpty()) {
            return null;
        }
        return Stream.of(Code.values())
                .filter(code -> code.confirmable() && code.name().equals(confirmed))
                .findFirst()
                .orElseThrow(() -> new Refusal(Code.MALFORMED_FIELD, "nothing that can be confirmed", "confirmed"));
    }

    private static Item item(ParkedList.Item i, boolean english) {
        return new Item(
                i.inboundId(),
                i.receivedAt(),
                i.source(),
                i.door(),
                i.messageType(),
                i.controlId(),
                i.code(),
                english ? i.code().english() : i.code().vietnamese(),
                i.detail(),
                i.attempts(),
                i.code().confirmable(),
                i.fields());
    }
}
