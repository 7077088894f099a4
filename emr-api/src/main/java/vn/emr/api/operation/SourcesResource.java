package vn.emr.api.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Feeds;
import vn.emr.core.hl7.dialect.Dialects;
import vn.emr.core.intake.Traffic;
import vn.emr.core.setup.HospitalFile.SourcePart;
import vn.emr.core.setup.KeyList;
import vn.emr.core.setup.SourceHistory;
import vn.emr.core.setup.SourceSettings;

/** The configured senders: what they sent, their settings, and a message tried without keeping it. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources")
public class SourcesResource {
    /**
     * @param silent nothing came for longer than this sender is ever silent
     * @param keyEndsAt the first of its keys ends or ended then, and nothing took its place; null when none needs a person
     * @param sinceStart counted in memory since the start of the server
     */
    public record Listed(
            @JsonUnwrapped Feeds.Sender sender, boolean silent, Instant keyEndsAt, Traffic.Figures sinceStart) {}

    /** What the form of a source offers. */
    public record Choices(List<SourceSettings.Place> facilities, List<Dialects.State> dialects) {}

    private final Feeds feeds;
    private final Traffic traffic;
    private final SourceSettings settings;
    private final SourceHistory history;
    private final KeyList keys;
    private final Dialects dialects;
    private final MessageTrial trial;
    private final Asking asking;

    @Inject
    SourcesResource(
            Feeds feeds,
            Traffic traffic,
            SourceSettings settings,
            SourceHistory history,
            KeyList keys,
            Dialects dialects,
            MessageTrial trial,
            Asking asking) {
        this.feeds = feeds;
        this.traffic = traffic;
        this.settings = settings;
        this.history = history;
        this.keys = keys;
        this.dialects = dialects;
        this.trial = trial;
        this.asking = asking;
    }

    @GET
    @Requires(Right.SOURCE_READ)
    @Operation(
            summary = "Hệ thống gửi — sources",
            description =
                    "Every configured sender, its door and patterns, its last 24 hours (at most 15 s old), and since the"
                            + " start of the server: messages by outcome, error rate, and how long answers took.")
    public List<Listed> sources() {
        Instant now = Instant.now();
        UUID tenantId = asking.caller().tenantId();
        Map<UUID, Instant> ends = keys.ending(tenantId).stream()
                .collect(Collectors.toMap(
                        KeyList.EndingKey::sourceId, KeyList.EndingKey::expiresAt, (first, later) -> first));
        return feeds.senders(tenantId).stream()
                .map(sender -> new Listed(sender, sender.silent(now), ends.get(sender.id()), traffic.of(sender.id())))
                .toList();
    }

    @GET
    @Path("/choices")
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Các lựa chọn khi khai báo — what the form of a source offers",
            description = "The facilities of this hospital and the dialects of this server.")
    public Choices choices() {
        return new Choices(settings.places(asking.caller().tenantId()), dialects.states());
    }

    @GET
    @Path("/{id}")
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Cấu hình một hệ thống gửi — settings of a source",
            description = "Without its key. The version belongs into the change that follows.")
    public SourcePart source(@PathParam("id") UUID id) {
        return settings.read(asking.caller().tenantId(), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Khai báo hệ thống gửi — register a source",
            description =
                    "In effect within 5 seconds, no restart. A key that was made is in this answer and nowhere else."
                            + " Khóa mới chỉ hiện một lần trong câu trả lời này.")
    public Response create(SourcePart source) {
        Caller caller = asking.caller();
        return Response.status(Response.Status.CREATED)
                .entity(settings.create(caller.tenantId(), caller.actor(), given(source)))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Sửa hệ thống gửi — change a source",
            description =
                    "The whole description with the version that was read; 409 when somebody changed it meanwhile."
                            + " What was and what is are traced. In effect within 5 seconds. Switch off with enabled=false;"
                            + " newCredential=true makes a new key and revokes all others at once; see keys for more.")
    public SourceSettings.Saved change(@PathParam("id") UUID id, SourcePart source) {
        Caller caller = asking.caller();
        return settings.change(caller.tenantId(), caller.actor(), id, given(source));
    }

    @GET
    @Path("/{id}/history")
    @Requires(Right.AUDIT_READ)
    @Operation(
            summary = "Ai đã sửa hệ thống gửi — who changed a source",
            description = "Changes of its settings by screen and by file, newest first, at most 200; secrets are never"
                    + " shown. Looking here is traced too.")
    public List<SourceHistory.Change> history(@PathParam("id") UUID id) {
        return history.read(asking.caller(), id);
    }

    @POST
    @Path("/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Thử một bản tin — try a message",
            description = "Reads an HL7 v2 message as a door would: which source, which character set, what its dialect"
                    + " corrects, what it says, which fields nobody reads, which answer. Nothing is kept and no"
                    + " patient is looked up: only what was pasted is judged.")
    public MessageTrial.Result test(MessageTrial.Pasted pasted) {
        if (pasted == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a message", "/text");
        }
        return trial.read(pasted, asking.caller().tenantId());
    }

    private static SourcePart given(SourcePart source) {
        if (source == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the description of a source");
        }
        return source;
    }
}
