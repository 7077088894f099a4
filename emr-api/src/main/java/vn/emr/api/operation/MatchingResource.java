package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.MessageGrant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.DuplicateList;
import vn.emr.core.chart.LinkList;
import vn.emr.core.chart.MatchingPages;
import vn.emr.core.chart.PageOf;
import vn.emr.core.chart.ProvisionalList;
import vn.emr.core.chart.UnmatchedList;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.PatientLinks;
import vn.emr.core.intake.PatientLinks.Decision;
import vn.emr.core.intake.PatientLinks.Seen;

/** Who is who: worklists with the evidence side by side, and what people decide. Nothing here is ever decided by itself. */
@Path("/api/v1/matching")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
public class MatchingResource {
    /** A patient with the version the page showed; a decision on an older one is refused. */
    public record Version(UUID id, int version) {}

    public record Merge(Version loser, Version survivor, String reason) {}

    /** @param linkVersion of the merge as the page showed it */
    public record Unmerge(UUID patientId, int linkVersion, String reason) {}

    public record Distinct(UUID one, UUID other, String reason) {}

    /**
     * @param attempts of the waiting message as the page showed it
     * @param remember whether the next message with these numbers finds the patient by itself
     */
    public record File(UUID patientId, int attempts, boolean remember, String reason) {}

    private final Access access;
    private final ListAccess lists;
    private final MessageAccess messages;
    private final MatchingPages pages;
    private final PatientLinks links;
    private final Inbox inbox;
    private final Asking asking;

    @Inject
    MatchingResource(
            Access access,
            ListAccess lists,
            MessageAccess messages,
            MatchingPages pages,
            PatientLinks links,
            Inbox inbox,
            Asking asking) {
        this.access = access;
        this.lists = lists;
        this.messages = messages;
        this.pages = pages;
        this.links = links;
        this.inbox = inbox;
        this.asking = asking;
    }

    @GET
    @Path("/duplicates")
    @Requires(Right.MATCH_READ)
    @Operation(
            summary = "Có thể trùng — possible duplicates",
            description =
                    "Pairs with the same national, insurance or patient number, or the same name, birth and sex, each"
                            + " with what agrees and what differs. Only pairs of whom the caller may see both. Traced.")
    public PageOf<DuplicateList.Pair> duplicates(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("20") int limit) {
        return pages.duplicates(worklist("DUPLICATES"), cursor, limit);
    }

    @GET
    @Path("/provisional")
    @Requires(Right.MATCH_READ)
    @Operation(
            summary = "Chưa rõ danh tính — provisional patients",
            description = "People nobody has named yet, each with who of the record they may be. Traced.")
    public PageOf<ProvisionalList.Unnamed> provisional(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("20") int limit) {
        return pages.provisional(worklist("PROVISIONAL"), cursor, limit);
    }

    @GET
    @Path("/links")
    @Requires(Right.MATCH_READ)
    @Operation(
            summary = "Đã gộp — merges that stand",
            description = "Newest first, with who merged and why, to be taken back when it was wrong. Traced.")
    public PageOf<LinkList.Link> links(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("20") int limit) {
        return pages.links(worklist("LINKS"), cursor, limit);
    }

    @GET
    @Path("/unmatched")
    @Requires(Right.MATCH_READ)
    @Operation(
            summary = "Kết quả chưa rõ của ai — messages that found no patient",
            description = "Waiting messages of senders of the own facility, newest first; no patient data.")
    public PageOf<UnmatchedList.Unmatched> unmatched(
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit) {
        return pages.unmatched(asking.caller(), cursor, limit);
    }

    @GET
    @Path("/unmatched/{inboundId}")
    @Requires(Right.MATCH)
    @Operation(
            summary = "Người trong bản tin — whom a waiting message speaks of",
            description =
                    "Numbers, name, birth, sex and address as sent, beside who of the record may be meant. Traced like"
                            + " opening the message.")
    public MatchingPages.Evidence evidence(@PathParam("inboundId") UUID inboundId) {
        MessageGrant message = messages.messageBody(asking.caller(), inboundId);
        try {
            return pages.evidence(worklist("UNMATCHED"), inbox.described(message));
        } catch (Refusal nothingReadsIt) {
            return pages.evidence(worklist("UNMATCHED"), Optional.empty());
        }
    }

    @POST
    @Path("/unmatched/{inboundId}/file")
    @Requires(Right.MATCH)
    @Operation(
            summary = "Xếp vào hồ sơ — file a waiting message under a patient",
            description =
                    "The numbers that were sent are linked to the chosen patient, for this message or for all that come;"
                            + " taking the link back takes the facts out of the chart again. 409 when somebody was faster.")
    public Applied file(@PathParam("inboundId") UUID inboundId, File file) {
        Caller caller = asking.caller();
        messages.messageBody(caller, inboundId);
        required(file, file == null ? null : file.patientId());
        access.match(caller, file.patientId());
        messages.parkedAction(caller, inboundId, "file under a patient");
        return Applied.of(inbox.fileUnder(
                links, decision(file.reason()), inboundId, file.attempts(), file.patientId(), file.remember()));
    }

    @POST
    @Path("/merge")
    @Requires(Right.MATCH)
    @Operation(
            summary = "Gộp hồ sơ — merge",
            description =
                    "The survivor's chart reads the other's rows too; nothing is moved. Needs a reason. 409 when one of"
                            + " them changed or was decided about meanwhile.")
    public void merge(Merge merge) {
        required(merge, merge == null ? null : merge.loser(), merge == null ? null : merge.survivor());
        access.match(asking.caller(), merge.loser().id(), merge.survivor().id());
        links.merge(decision(merge.reason()), seen(merge.loser()), seen(merge.survivor()));
    }

    @POST
    @Path("/unmerge")
    @Requires(Right.MATCH)
    @Operation(
            summary = "Tách hồ sơ — take a merge back",
            description = "Both charts are exactly what they would be without the merge, and the two are remembered as"
                    + " different people. Needs a reason. 409 when the link changed meanwhile.")
    public void unmerge(Unmerge unmerge) {
        required(unmerge, unmerge == null ? null : unmerge.patientId());
        access.match(asking.caller(), unmerge.patientId());
        links.unmerge(decision(unmerge.reason()), unmerge.patientId(), unmerge.linkVersion());
    }

    @POST
    @Path("/distinct")
    @Requires(Right.MATCH)
    @Operation(
            summary = "Không phải một người — two different people",
            description =
                    "Remembered with who said so and why; the pair is not asked about again. 409 when it was said before.")
    public void distinct(Distinct distinct) {
        required(distinct, distinct == null ? null : distinct.one(), distinct == null ? null : distinct.other());
        access.match(asking.caller(), distinct.one(), distinct.other());
        links.distinct(decision(distinct.reason()), distinct.one(), distinct.other());
    }

    private ListGrant worklist(String name) {
        return lists.matching(asking.caller(), name);
    }

    private Decision decision(String reason) {
        Caller caller = asking.caller();
        return new Decision(caller.actor(), caller.tenantId(), caller.facilityId(), reason);
    }

    private static Seen seen(Version version) {
        return new Seen(version.id(), version.version());
    }

    private static void required(Object body, Object... parts) {
        for (Object part : parts) {
            if (body == null || part == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which patients");
            }
        }
    }
}
