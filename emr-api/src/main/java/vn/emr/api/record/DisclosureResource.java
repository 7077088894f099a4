package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.Decisions;
import vn.emr.core.disclosure.Deliveries;
import vn.emr.core.disclosure.Form;
import vn.emr.core.disclosure.GuestAccess;
import vn.emr.core.disclosure.Register;
import vn.emr.core.disclosure.RequestList;
import vn.emr.core.disclosure.RequestPage;
import vn.emr.core.disclosure.Requester;
import vn.emr.core.disclosure.Requests;

/** Requests for records: taken in, decided by somebody else, handed out, closed. Texts and numbers stay in bodies. */
@Path("/api/v1/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests for records")
public class DisclosureResource {
    /** Who may ask, and what the law says of it. */
    public record Choice(
            Requester requester,
            String basis,
            Set<Form> forms,
            boolean needsMandate,
            boolean needsOrganization,
            boolean needsConsent,
            boolean needsWords) {
        static Choice of(Requester one) {
            return new Choice(
                    one,
                    one.basis(),
                    one.forms(),
                    one.needsMandate(),
                    one.needsOrganization(),
                    one.needsConsent(),
                    one.needsWords());
        }
    }

    private final Requests requests;
    private final Decisions decisions;
    private final Deliveries deliveries;
    private final RequestList list;
    private final RequestPage page;
    private final Register register;
    private final GuestAccess guests;
    private final Asking asking;

    @Inject
    DisclosureResource(
            Requests requests,
            Decisions decisions,
            Deliveries deliveries,
            RequestList list,
            RequestPage page,
            Register register,
            GuestAccess guests,
            Asking asking) {
        this.requests = requests;
        this.decisions = decisions;
        this.deliveries = deliveries;
        this.list = list;
        this.page = page;
        this.register = register;
        this.guests = guests;
        this.asking = asking;
    }

    @GET
    @Path("/choices")
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Ai được yêu cầu — who may ask",
            description =
                    "Each kind of requester with the article, what the law lets them have, and which papers are needed.")
    public List<Choice> choices() {
        return Arrays.stream(Requester.values()).map(Choice::of).toList();
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Danh sách yêu cầu — find requests",
            description =
                    "OPEN (the first due first), OVERDUE, CLOSED or ALL (the newest number first); by part of a name of who asks, a"
                            + " body or the patient, or a whole number. Only about people the caller may read. Pages by cursor.")
    public RequestList.Page search(RequestList.Asked asked) {
        return list.page(asking.caller(), asked);
    }

    @GET
    @Path("/waiting")
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Số đang chờ — how many wait",
            description =
                    "For a decision of somebody like the caller, and past their day; among what the caller reaches.")
    public RequestList.Waiting waiting() {
        return list.waiting(asking.caller());
    }

    @POST
    @Path("/register")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Sổ theo dõi cung cấp hồ sơ bệnh án — the register",
            description = "What came in within at most a year, in the order of numbers, at most 1,000; for printing.")
    public Register.Entries register(Register.Span span) {
        return register.of(asking.caller(), span);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DISCLOSE)
    @Operation(
            summary = "Tiếp nhận yêu cầu — take a request in",
            description =
                    "About one patient, by id or whole number, whose record the caller may open. The basis follows from who asks; it"
                            + " gets the next number of the year and a day by which it is answered.")
    public RequestPage.Whole receive(Requests.Asked asked) {
        return page.page(asking.caller(), requests.receive(asking.caller(), asked));
    }

    @GET
    @Path("/opened")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Hồ sơ được mở cho tôi — what is open to me as a guest",
            description = "By approved requests, what ends first first; nothing for everybody else.")
    public List<GuestAccess.OpenRecord> opened() {
        return guests.opened(asking.caller());
    }

    @GET
    @Path("/{id}")
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Một yêu cầu — one request",
            description =
                    "All versions, steps, the decision and what was handed over, and what the caller may do next.")
    public RequestPage.Whole request(@PathParam("id") UUID id) {
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DISCLOSE)
    @Operation(
            summary = "Bổ sung, sửa yêu cầu — amend a request",
            description = "A new version with a reason, until it is decided; the versions before stay.")
    public RequestPage.Whole amend(@PathParam("id") UUID id, Requests.Amended amended) {
        requests.amend(asking.caller(), id, amended);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/papers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Yêu cầu bổ sung giấy tờ — ask for more papers",
            description = "Saying which; the request waits for a new version.")
    public RequestPage.Whole papers(@PathParam("id") UUID id, Requests.Noted noted) {
        requests.askForPapers(asking.caller(), id, noted);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DISCLOSE_DECIDE)
    @Operation(
            summary = "Quyết định — decide about a request",
            description =
                    "APPROVED, PARTLY or REFUSED (the last two with a reason), once, never about a request one wrote oneself: in which"
                            + " forms, of which visits and parts, which labels are given out too, and until which day. 422 NOT_YET"
                            + " names the visits (/visits/1) whose record is not completed.")
    public RequestPage.Whole decide(@PathParam("id") UUID id, Decisions.Decided decided) {
        decisions.decide(asking.caller(), id, decided);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/deliveries")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DISCLOSE)
    @Operation(
            summary = "Đã giao — something was handed over",
            description =
                    "In an approved form and time, with the right to this form in the state of each visit: what exactly, to whom, on"
                            + " which proof, and the SHA-256 of a file; the version of the record is kept with it.")
    public RequestPage.Whole deliver(@PathParam("id") UUID id, Deliveries.Handed handed) {
        deliveries.deliver(asking.caller(), id, handed);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DISCLOSE)
    @Operation(
            summary = "Đóng yêu cầu — close a request",
            description = "One that was answered or came to nothing, saying how. 409 while it waits for a decision.")
    public RequestPage.Whole close(@PathParam("id") UUID id, Requests.Noted noted) {
        requests.close(asking.caller(), id, noted);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/guests")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.DISCLOSE)
    @Operation(
            summary = "Mở cho tài khoản khách — open a request to a guest",
            description =
                    "To an account whose role requests are opened to (DISCLOSED), from one time to another (90 days at most, within the"
                            + " approval): the visits and parts of the decision, to be read inside the hospital's networks; prints only when"
                            + " copies were approved.")
    public RequestPage.Whole open(@PathParam("id") UUID id, GuestAccess.Asked asked) {
        guests.open(asking.caller(), id, asked);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/guests/{guestId}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Thu hồi — take an opening back",
            description = "With a reason; the next question of the guest is refused.")
    public RequestPage.Whole withdraw(
            @PathParam("id") UUID id, @PathParam("guestId") UUID guestId, GuestAccess.Ended ended) {
        guests.end(asking.caller(), id, guestId, ended);
        return page.page(asking.caller(), id);
    }

    @POST
    @Path("/{id}/prints")
    @Requires({Right.DISCLOSE, Right.DISCLOSE_DECIDE})
    @Operation(
            summary = "Đã in — a paper of the request was printed",
            description = "The viewer tells it before it prints; traced each time.")
    public void printed(@PathParam("id") UUID id) {
        page.printed(asking.caller(), id);
    }
}
