package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Part;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.RequestForm.Way;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** One request with all that was said, decided and handed over. */
@ApplicationScoped
public class RequestPage {
    /** What the request said from then on; {@code basis} as the law was cited. */
    public record Version(
            int version, Instant at, String by, String reason, String basis, LocalDate dueOn, RequestForm form) {}

    /** One step: who, when, and what they noted. */
    public record Done(int step, String kind, Instant at, String by, String note) {}

    /** What was approved; without forms it was refused. */
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
        Decision decision = decision(s.id());
        List<UUID> named = decision == null ? List.of() : named(s.id());
        boolean waits = EnumSet.of(State.RECEIVED, State.PAPERS_ASKED, State.APPROVED, State.PARTLY)
                .contains(s.state());
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
                waits && s.dueOn().isBefore(steps.today()),
                database.query(VERSIONS, RequestPage::version, s.id()),
                database.query(DONE, RequestPage::done, s.id()),
                decision,
                database.query(DELIVERIES, RequestPage::delivery, s.id()),
                database.query(GuestAccess.GUESTS, GuestAccess::guest, steps.now(), steps.now(), s.id()),
                Labels.open(database, opened.grant()),
                Labels.others(database, opened.grant(), named),
                may(caller, s, decision));
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

    private static final String VERSIONS = """
            select v.version, v.made_at, a.display_name as by, v.reason, v.requester, v.name, v.organization, v.identity_kind,
                   v.identity_number, v.identity_by, v.identity_on::text as identity_on, v.mandate_kind, v.mandate_number,
                   v.mandate_by, v.mandate_on::text as mandate_on, v.basis, v.basis_note, v.purpose, v.forms, v.scope,
                   v.period_from::text as period_from, v.period_until::text as period_until, v.contact, v.way,
                   v.due_on::text as due_on, d.received_at
            from disclosure_version v
            join disclosure d on d.id = v.disclosure_id
            join account a on a.id = v.made_by
            where v.disclosure_id = ?
            order by v.version desc
            """;

    private static final String DONE = """
            select s.step, s.kind, s.at, a.display_name as by, s.note
            from disclosure_step s join account a on a.id = s.by
            where s.disclosure_id = ? order by s.step
            """;

    private static final String DELIVERIES = """
            select x.step, x.form, x.what, x.pages, x.copies, x.file_sha256, x.file_bytes, x.left_out, x.record_at, x.record_commit,
                   x.way, x.handed_to, x.proof_kind, x.proof_number
            from disclosure_delivery x where x.disclosure_id = ? order by x.step
            """;

    private Decision decision(UUID id) {
        return database.first(
                        """
                        select c.forms, c.visits, c.outside_visits, c.parts, c.until::text as until,
                               array(select n.name_vi from label_now n where n.label_id = any (c.labels) order by 1) as labels
                        from disclosure_decision c where c.disclosure_id = ?
                        """,
                        row -> new Decision(
                                forms(row),
                                List.of(row.<UUID>array("visits")),
                                row.bool("outside_visits"),
                                Arrays.stream(row.<String>array("parts"))
                                        .map(Part::valueOf)
                                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class))),
                                List.of(row.<String>array("labels")),
                                day(row, "until")),
                        id)
                .orElse(null);
    }

    private static Version version(Row row) {
        return new Version(
                row.integer("version"),
                row.instant("made_at"),
                row.text("by"),
                row.text("reason"),
                row.text("basis"),
                day(row, "due_on"),
                new RequestForm(
                        Requester.valueOf(row.text("requester")),
                        row.text("name"),
                        row.text("organization"),
                        proof(row, "identity"),
                        row.text("mandate_kind") == null ? null : proof(row, "mandate"),
                        row.text("basis_note"),
                        row.text("purpose"),
                        forms(row),
                        row.text("scope"),
                        day(row, "period_from"),
                        day(row, "period_until"),
                        row.text("contact"),
                        Way.valueOf(row.text("way")),
                        row.instant("received_at"),
                        day(row, "due_on")));
    }

    private static Proof proof(Row row, String which) {
        return new Proof(
                row.text(which + "_kind"),
                row.text(which + "_number"),
                row.text(which + "_by"),
                day(row, which + "_on"));
    }

    private static Set<Form> forms(Row row) {
        return Arrays.stream(row.<String>array("forms"))
                .map(Form::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Form.class)));
    }

    private static LocalDate day(Row row, String column) {
        String day = row.text(column);
        return day == null ? null : LocalDate.parse(day);
    }

    private static Done done(Row row) {
        return new Done(row.integer("step"), row.text("kind"), row.instant("at"), row.text("by"), row.text("note"));
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.integer("step"),
                Form.valueOf(row.text("form")),
                row.text("what"),
                row.integer("pages"),
                row.integer("copies"),
                row.text("file_sha256"),
                row.number("file_bytes"),
                row.bool("left_out"),
                row.instant("record_at"),
                row.uuid("record_commit"),
                Way.valueOf(row.text("way")),
                row.text("handed_to"),
                new Proof(row.text("proof_kind"), row.text("proof_number"), null, null));
    }
}
