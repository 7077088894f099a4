package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Part;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.RequestForm.Way;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.store.Database;

/** One request with all that was said, decided and handed over. */
@ApplicationScoped
public class RequestPage {
    /** What the request said from then on; {@code basis} as the law was cited. */
    public record Version(
            int version, Instant at, String by, String reason, String basis, LocalDate dueOn, RequestForm form) {}

    /** One step: who, when, and what they noted. */
    public record Done(int step, String kind, Instant at, String by, String note) {}

    /** What was approved, with the names of those labels that are open to the caller; without forms it was refused. */
    public record Decision(
            Set<Form> forms,
            List<UUID> visits,
            boolean outsideVisits,
            Set<Part> parts,
            List<String> labels,
            LocalDate until) {}

    /**
     * What was handed over.
     *
     * @param recordAt the record as it was then, of which {@code recordCommit} is the newest commit
     */
    public record Delivery(
            int step,
            Form form,
            String what,
            Integer pages,
            Integer copies,
            String fileSha256,
            Long fileBytes,
            boolean leftOut,
            Instant recordAt,
            UUID recordCommit,
            Way way,
            String handedTo,
            Proof proof) {}

    /** What the caller may do with the request as it stands. */
    public record May(
            boolean amend,
            boolean askForPapers,
            boolean decide,
            boolean deliver,
            boolean open,
            boolean withdraw,
            boolean close) {}

    /**
     * The whole request.
     *
     * @param step the newest; an act names it
     * @param versions of what the request says, the newest first
     * @param labels that hide something of the record and are open to the caller: a decision may name them
     * @param labelsLeft whether a label that the decision does not name hides something, which is to be left out
     * @param notYet for who may decide: visits that are under treatment and not given out before their record is completed
     */
    public record Whole(
            UUID id,
            String number,
            UUID patientId,
            String patientName,
            String patientNumber,
            String facility,
            String state,
            int step,
            Instant receivedAt,
            LocalDate dueOn,
            boolean overdue,
            List<Version> versions,
            List<Done> steps,
            Decision decision,
            List<Delivery> deliveries,
            List<GuestAccess.Guest> guests,
            List<Labels.Named> labels,
            boolean labelsLeft,
            Set<UUID> notYet,
            May may) {}

    private record About(String name, String number, String facility) {}

    private final Access access;
    private final Steps steps;
    private final Database database;

    @Inject
    public RequestPage(Access access, Steps steps, Database database) {
        this.access = access;
        this.steps = steps;
        this.database = database;
    }

    /**
     * The request, for somebody who may open the record it is about; traced.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND; both traced
     */
    public Whole page(Caller caller, UUID id) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE, Right.DISCLOSE_DECIDE);
        access.disclosure(opened.grant(), id);
        return whole(caller, opened);
    }

    /** Notes that a paper of the request, such as its receipt, is printed. */
    public void printed(Caller caller, UUID id) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE, Right.DISCLOSE_DECIDE);
        access.print(opened.grant(), "DISCLOSURE");
    }

    private Whole whole(Caller caller, Opened opened) {
        Standing s = opened.standing();
        About about = about(caller, s);
        List<Labels.Named> open = Labels.open(database, opened.grant());
        Decision decision = RequestRows.decision(database, s.id(), open);
        List<UUID> named = decision == null ? List.of() : named(s.id());
        May may = may(caller, s, decision);
        return new Whole(
                s.id(),
                s.number(),
                s.patientId(),
                about.name(),
                about.number(),
                about.facility(),
                s.state().name(),
                s.step(),
                s.receivedAt(),
                s.dueOn(),
                State.UNANSWERED.contains(s.state()) && s.dueOn().isBefore(steps.today()),
                RequestRows.versions(database, s.id()),
                RequestRows.steps(database, s.id()),
                decision,
                RequestRows.deliveries(database, s.id()),
                database.query(GuestAccess.GUESTS, GuestAccess::guest, steps.now(), steps.now(), s.id()),
                open,
                Labels.others(database, opened.grant(), named),
                may.decide() ? UnderTreatment.visits(database, opened) : Set.of(),
                may);
    }

    private May may(Caller caller, Standing s, Decision decision) {
        boolean takes = caller.may(Right.DISCLOSE);
        boolean decides = caller.may(Right.DISCLOSE_DECIDE);
        boolean own = database.first(
                        "select 1 as own from disclosure_version where disclosure_id = ? and made_by = ? limit 1",
                        row -> row.integer("own"),
                        s.id(),
                        caller.id())
                .isPresent();
        return new May(
                takes && State.UNDECIDED.contains(s.state()),
                s.state() == State.RECEIVED,
                decides && !own && s.state() == State.RECEIVED,
                takes && State.GRANTED.contains(s.state()),
                takes && State.GRANTED.contains(s.state()) && decision.forms().contains(Form.READ),
                true,
                takes && s.state() != State.RECEIVED && s.state() != State.CLOSED);
    }

    private About about(Caller caller, Standing s) {
        return database.first(
                        """
                        select p.name, f.name as facility,
                               (select i.value from patient_identifier i
                                where i.tenant_id = p.tenant_id and i.patient_id = p.patient_id and i.active
                                  and i.kind in ('PATIENT_NUMBER', 'TEMPORARY') order by i.kind, i.line limit 1) as number
                        from patient p left join facility f on f.id = ?
                        where p.tenant_id = ? and p.patient_id = ?
                        """,
                        row -> new About(row.text("name"), row.text("number"), row.text("facility")),
                        caller.facilityId(),
                        caller.tenantId(),
                        s.patientId())
                .orElseThrow();
    }

    private List<UUID> named(UUID id) {
        return database.first(
                        "select labels from disclosure_decision where disclosure_id = ?",
                        row -> List.of(row.<UUID>array("labels")),
                        id)
                .orElse(List.of());
    }
}
