package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Holders;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.disclosure.Steps.Step;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Requests for records as they come in (Luật KBCB 15/2023 art. 69.4): taken in, sent back for papers, amended, closed. Nothing of
 * them is changed or deleted. Whoever acts must be able to open the record it is about.
 */
@ApplicationScoped
public class Requests {
    private static final int LONGEST_NOTE = 1000;

    /**
     * A request that came in.
     *
     * @param patientId whose record, or
     * @param patientNumber the whole number; one of the two
     */
    public record Asked(UUID patientId, String patientNumber, RequestForm form) {}

    /** @param step the newest step the person saw */
    public record Amended(Integer step, RequestForm form, String reason) {}

    /** @param step the newest step the person saw */
    public record Noted(Integer step, String note) {}

    private final Access access;
    private final Holders holders;
    private final Steps steps;
    private final Term term;
    private final Database database;
    private final AuditTrail trail;

    @Inject
    public Requests(Access access, Steps steps, Term term, Database database, AuditTrail trail) {
        this.access = access;
        this.holders = new Holders(access, database);
        this.steps = steps;
        this.term = term;
        this.database = database;
        this.trail = trail;
    }

    /**
     * Takes a request in and gives it its number of the year and its day.
     *
     * @return its id
     * @throws Refusal with pointers; NOT_FOUND or FORBIDDEN, traced, for a record the caller cannot open
     */
    public UUID receive(Caller caller, Asked asked) {
        access.require(caller, "DISCLOSURE", null, Right.DISCLOSE);
        if (asked == null || asked.form() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/form");
        }
        RequestForm form = asked.form().checked(steps.today());
        Holders.mustBeOne(asked.patientId(), asked.patientNumber(), "/patientNumber");
        UUID whose = asked.patientId() != null
                ? asked.patientId()
                : holders.one(caller, Right.DISCLOSE, "DISCLOSURE", asked.patientNumber(), "/patientNumber");
        UUID patient = access.open(caller, caller.purpose(), whose).patientId();
        Instant now = steps.now();
        Instant received = form.receivedAt() == null ? now : form.receivedAt();
        Words.must(
                !received.isAfter(now) && received.isAfter(now.minusSeconds(366L * 86_400)),
                "a time of the last year",
                "/form/receivedAt");
        LocalDate day = LocalDate.ofInstant(received, Steps.VIETNAM);
        UUID id = Ids.next();
        database.run(t -> {
            int seq = next(t, caller, day.getYear());
            t.update("""
                    insert into disclosure (id, tenant_id, year, seq, patient_id, received_at, made_at, made_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """, id, caller.tenantId(), day.getYear(), seq, patient, received, now, caller.id());
            write(t, caller, id, 1, form, due(form, day), null);
            steps.write(t, caller, id, 1, Step.RECEIVED, 1, null);
            trail.append(
                    t,
                    steps.line(caller, Kind.DISCLOSURE, patient, id, Standing.number(day.getYear(), seq))
                            .changing("state: - -> " + Step.RECEIVED));
        });
        return id;
    }

    /** The register has no gaps: who takes the next number waits for who takes this one. */
    private static int next(Transaction t, Caller caller, int year) {
        t.query(
                "select pg_advisory_xact_lock(hashtextextended('disclosure ' || ?, 0))",
                row -> row,
                caller.tenantId().toString());
        return t.first(
                        "select coalesce(max(seq), 0) + 1 as next from disclosure where tenant_id = ? and year = ?",
                        row -> row.integer("next"),
                        caller.tenantId(),
                        year)
                .orElseThrow();
    }

    private LocalDate due(RequestForm form, LocalDate received) {
        LocalDate usual = term.of(received, form.requester());
        Words.must(
                form.dueOn() == null
                        || !form.dueOn().isBefore(received) && form.dueOn().isBefore(received.plusYears(1)),
                "a day within a year of the receipt",
                "/form/dueOn");
        return form.dueOn() == null ? usual : form.dueOn();
    }

    /**
     * A new version of what a request says, as when more papers came; it waits for a decision again.
     *
     * @throws Refusal CONFLICT when it is decided or changed meanwhile
     */
    public void amend(Caller caller, UUID id, Amended amended) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE);
        if (amended == null || amended.form() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/form");
        }
        opened.standing().mustBe(State.UNDECIDED, amended.step());
        RequestForm form = amended.form().checked(steps.today());
        String reason = Words.needed(amended.reason(), LONGEST_NOTE, "/reason");
        LocalDate received = LocalDate.ofInstant(opened.standing().receivedAt(), Steps.VIETNAM);
        LocalDate due = due(form, received);
        steps.next(
                caller,
                opened.standing(),
                Step.AMENDED,
                reason,
                t -> write(t, caller, id, opened.standing().version() + 1, form, due, reason));
    }

    /** Asks for more papers, saying which; the request waits for them. */
    public void askForPapers(Caller caller, UUID id, Noted noted) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE, Right.DISCLOSE_DECIDE);
        String note = note(noted);
        opened.standing().mustBe(EnumSet.of(State.RECEIVED), noted.step());
        steps.next(caller, opened.standing(), Step.PAPERS_ASKED, note, t -> {});
    }

    /**
     * Closes a request that was answered or has come to nothing, saying how; what was opened of it to guests ends.
     *
     * @throws Refusal CONFLICT while it waits for a decision, or when it changed meanwhile
     */
    public void close(Caller caller, UUID id, Noted noted) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE);
        String note = note(noted);
        opened.standing().mustBe(EnumSet.complementOf(EnumSet.of(State.RECEIVED, State.CLOSED)), noted.step());
        steps.next(
                caller,
                opened.standing(),
                Step.CLOSED,
                note,
                t -> t.update("""
                insert into guest_access_end (guest_id, ended_at, ended_by, reason)
                select g.id, ?, ?, ? from guest_now g where g.disclosure_id = ? and g.valid_until > ?
                """, steps.now(), caller.id(), note, id, steps.now()));
    }

    private static String note(Noted noted) {
        return Words.needed(noted == null ? null : noted.note(), LONGEST_NOTE, "/note");
    }

    private void write(
            Transaction t, Caller caller, UUID id, int version, RequestForm form, LocalDate due, String reason) {
        Proof mandate = form.mandate() == null ? new Proof(null, null, null, null) : form.mandate();
        t.update(
                """
                insert into disclosure_version (
                  disclosure_id, version, made_at, made_by, reason, requester, name, organization, identity_kind, identity_number,
                  identity_by, identity_on, mandate_kind, mandate_number, mandate_by, mandate_on, basis, basis_note, purpose, forms,
                  scope, period_from, period_until, contact, way, due_on)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?, ?, ?, ?::date, ?, ?, ?, ?, ?, ?::date, ?::date, ?, ?, ?::date)
                """,
                id,
                version,
                steps.now(),
                caller.id(),
                reason,
                form.requester(),
                form.name(),
                form.organization(),
                form.identity().kind(),
                form.identity().number(),
                form.identity().by(),
                text(form.identity().on()),
                mandate.kind(),
                mandate.number(),
                mandate.by(),
                text(mandate.on()),
                form.requester().basis(),
                form.basisNote(),
                form.purpose(),
                form.forms().stream().map(Form::name).toArray(String[]::new),
                form.scope(),
                text(form.periodFrom()),
                text(form.periodUntil()),
                form.contact(),
                form.way(),
                text(due));
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }
}
