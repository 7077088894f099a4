package vn.emr.api.record;

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
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.FourDigitYears;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.designing.FormDrawing;
import vn.emr.core.designing.FormTrial;
import vn.emr.core.designing.OwnForm;
import vn.emr.core.designing.OwnForm.Act;
import vn.emr.core.designing.OwnForm.Copied;
import vn.emr.core.designing.OwnForm.Step;
import vn.emr.core.designing.OwnForm.Typed;
import vn.emr.core.record.Value;

/** Forms that the hospital draws itself; no patient data. */
@Path("/api/v1/own-forms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Forms")
public class OwnFormResource {
    public record Listed(List<OwnForm> forms) {}

    /** Answers to try it on. */
    public record Tried(TreeMap<String, List<Value>> answers) {}

    private final FormDrawing drawing;
    private final FormTrial trial;
    private final Asking asking;

    @Inject
    OwnFormResource(FormDrawing drawing, FormTrial trial, Asking asking) {
        this.drawing = drawing;
        this.trial = trial;
        this.asking = asking;
    }

    @GET
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Mẫu của bệnh viện — forms the hospital draws",
            description =
                    "Every version with where it is on its way: being written, sent, approved, withdrawn, dropped.")
    public Listed list() {
        return new Listed(drawing.all(asking.caller()));
    }

    @POST
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Sao chép một mẫu — begin from a form that is there",
            description =
                    "{code, version} begins a version in the place of that form; with {as, title, titleEn} a form of the hospital's"
                            + " own. Versions of the hospital have a point: 1.2 is its second, in the place of the shipped 1.")
    public Response copy(Copied copied) {
        return Response.status(Response.Status.CREATED)
                .entity(drawing.copy(asking.caller(), copied))
                .build();
    }

    @GET
    @Path("/{id}")
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Một mẫu đang soạn — a form being drawn",
            description =
                    "Its definition as typed last, what is wrong with it and where (the name of an item, or a JSON pointer), a sample to"
                            + " try it on, the version it was copied from, and everything that was done with it.")
    public OwnForm.Open open(@PathParam("id") UUID id) {
        return drawing.open(asking.caller(), id);
    }

    @PUT
    @Path("/{id}")
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Lưu mẫu đang soạn — keep a definition",
            description =
                    "Kept with or without faults, every saving beside the one before; at most 512 KiB. 409 when somebody did something"
                            + " with it meanwhile.")
    public OwnForm.Open write(@PathParam("id") UUID id, Typed typed) {
        return drawing.write(asking.caller(), id, typed);
    }

    @POST
    @Path("/{id}/send")
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Gửi duyệt — send it to be judged",
            description = "422 with the items at fault: shape, or what the law prescribes and is missing.")
    public OwnForm.Open send(@PathParam("id") UUID id, Step step) {
        return drawing.step(asking.caller(), id, Act.SENT, step);
    }

    @POST
    @Path("/{id}/return")
    @Requires(Right.FORM_MANAGE)
    @Operation(summary = "Trả lại — give it back with a reason", description = "It is being written again.")
    public OwnForm.Open giveBack(@PathParam("id") UUID id, Step step) {
        return drawing.step(asking.caller(), id, Act.RETURNED, step);
    }

    @POST
    @Path("/{id}/approve")
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Duyệt, ngày hiệu lực — approve from a day on",
            description =
                    "By somebody who wrote nothing of it, from today to two years ahead. Sheets of events from that day on are written in"
                            + " it; of the hospital's versions the one that began last counts. A shipped version whose time ends takes the"
                            + " hospital's with it.")
    public OwnForm.Open approve(@PathParam("id") UUID id, Step step) {
        return drawing.step(asking.caller(), id, Act.APPROVED, dated(step));
    }

    @POST
    @Path("/{id}/withdraw")
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "Thu hồi — withdraw from a day on",
            description = "What was in force before it comes back. Sheets written in it stay in it.")
    public OwnForm.Open withdraw(@PathParam("id") UUID id, Step step) {
        return drawing.step(asking.caller(), id, Act.WITHDRAWN, dated(step));
    }

    @POST
    @Path("/{id}/drop")
    @Requires(Right.FORM_MANAGE)
    @Operation(summary = "Bỏ — give up a form nobody approved", description = "It stays on the list as dropped.")
    public OwnForm.Open drop(@PathParam("id") UUID id, Step step) {
        return drawing.step(asking.caller(), id, Act.DROPPED, step);
    }

    @POST
    @Path("/{id}/print")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.FORM_MANAGE)
    @Operation(
            summary = "In thử — the pages it would have",
            description =
                    "As PDF/A-2u with these answers, BẢN THỬ across each page. Pages are made from the definition alone; there is"
                            + " no template to type.")
    public Response print(@PathParam("id") UUID id, Tried tried) {
        return PrintResource.pdf(trial.print(asking.caller(), id, tried == null ? null : tried.answers()), id);
    }

    private static Step dated(Step step) {
        if (step != null && step.from() != null && !FourDigitYears.has(step.from())) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day from today to two years ahead", "/from");
        }
        return step;
    }
}
