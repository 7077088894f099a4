package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.desk.ReplayPreview;
import vn.emr.core.desk.Replays;

/** Applying many waiting messages again; no patient data. */
@Path("/api/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class ReplayResource {
    private final MessageAccess access;
    private final Replays replays;
    private final ReplayPreview previews;
    private final Asking asking;

    @Inject
    ReplayResource(MessageAccess access, Replays replays, ReplayPreview previews, Asking asking) {
        this.access = access;
        this.replays = replays;
        this.previews = previews;
        this.asking = asking;
    }

    @GET
    @Requires(Right.PARKED_READ)
    @Operation(
            summary = "Các đợt áp dụng lại — replays",
            description = "The newest fifty, with who asked and approved, and how far each is.")
    public List<Replays.Replay> list() {
        return replays.list(asking.caller());
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Thử đợt áp dụng lại — dry run of a replay",
            description = "How many waiting messages fit, and what would become of the oldest 200 if each were applied"
                    + " again alone, now. Nothing is kept.")
    public ReplayPreview.Preview preview(Replays.Asked asked) {
        return previews.of(asking.caller(), given(asked));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Áp dụng lại hàng loạt — ask for a replay",
            description = "Fixes the waiting messages that fit and applies them again, oldest first, at most so many a"
                    + " second and after live messages. Above EMR_REPLAY_APPROVAL_ABOVE messages another person must"
                    + " approve. Goes on after a restart. Traced.")
    public Replays.Replay ask(Replays.Asked asked) {
        return replays.ask(asking.caller(), given(asked));
    }

    @GET
    @Path("/{id}")
    @Requires(Right.PARKED_READ)
    @Operation(summary = "Một đợt áp dụng lại — one replay", description = "What was asked for, and how far it is.")
    public Replays.Replay replay(@PathParam("id") UUID id) {
        return known(id);
    }

    @POST
    @Path("/{id}/approve")
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Duyệt — approve a replay",
            description = "By another person than the one who asked (403 else). Traced.")
    public Replays.Replay approve(@PathParam("id") UUID id) {
        known(id);
        replays.approve(asking.caller(), id);
        return known(id);
    }

    @POST
    @Path("/{id}/stop")
    @Requires(Right.PARKED_APPLY)
    @Operation(
            summary = "Dừng — stop a replay",
            description = "After the message in hand; what is left stays on the parked list. Traced.")
    public Replays.Replay stop(@PathParam("id") UUID id) {
        known(id);
        replays.stop(asking.caller(), id);
        return known(id);
    }

    private Replays.Replay known(UUID id) {
        Caller caller = asking.caller();
        Optional<Replays.Replay> replay = replays.replay(caller, id);
        access.desk(caller, "REPLAY", id, replay.isPresent());
        return replay.orElseThrow();
    }

    private static Replays.Asked given(Replays.Asked asked) {
        if (asked == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what to apply again");
        }
        return asked;
    }
}
