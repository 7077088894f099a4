package vn.emr.core.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Holders;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.WorkingDays;
import vn.emr.core.privacy.SubjectRequest.Act;
import vn.emr.core.privacy.SubjectRequest.Form;
import vn.emr.core.privacy.SubjectRequest.Outcome;
import vn.emr.core.privacy.SubjectRequest.Sort;
import vn.emr.core.privacy.SubjectRequest.Step;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * What people ask about their own data, each with the clock of the law (Luật 91/2025/QH15; NĐ 356/2025): acknowledged within two working
 * days, answered within the term of its kind, extended once. Nothing of it is changed; each step is a row. Nothing is erased while
 * the law wants the record kept: then the answer is no, with the article.
 */
@ApplicationScoped
public class SubjectRequests {
    private final Access access;
    private final Holders holders;
    private final Database database;
    private final AuditTrail trail;
    private final WorkingDays working;
    private final Clock clock;

    @Inject
    public SubjectRequests(Access access, Database database, AuditTrail trail, WorkingDays working, Clock clock) {
        this.access = access;
        this.holders = new Holders(access, database);
        this.database = database;
        this.trail = trail;
        this.working = working;
        this.clock = clock;
    }

    /** What may be asked for, with its terms. */
    public List<Sort> kinds(Caller caller) {
        access.require(caller, "SUBJECT_REQUEST", null, Right.PRIVACY_MANAGE);
        return database.query("select * from subject_request_kind order by line limit 100", SubjectRequest::sort);
    }

    /** Those that wait for an answer, the oldest first, then the answered ones, the last answer first; at most 200. Looking is traced. */
    public List<SubjectRequest> all(Caller caller) {
        access.require(caller, "SUBJECT_REQUEST", null, Right.PRIVACY_MANAGE);
        return database.inTransaction(t -> {
            trail.append(t, access.event(caller, Kind.SEARCH, null, "SUBJECT_REQUEST", null));
            return requests(t, caller, null);
        });
    }

    /**
     * Takes a request in; its clock runs from the receipt.
     *
     * @throws Refusal with pointers; NOT_FOUND and AMBIGUOUS_PATIENT for the number, as {@link Holders#one}
     */
    public SubjectRequest take(Caller caller, Form form) {
        access.require(caller, "SUBJECT_REQUEST", null, Right.PRIVACY_MANAGE);
        if (form == null || form.kind() == null || form.channel() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what is asked, and how it came", "/kind", "/channel");
        }
        Agreement.Actor actor = Agreement.actor(form.by(), form.representative(), form.relation());
        String words = ConsentTexts.words(form.words(), 5, 2_000, "/words");
        Instant now = now();
        Instant received = Agreement.past(form.receivedAt(), now, "/receivedAt");
        UUID patient = holders.one(caller, Right.PRIVACY_MANAGE, "SUBJECT_REQUEST", form.number(), "/number");
        return database.inTransaction(t -> {
            mustBeKnown(t, form.kind());
            UUID id = Ids.next();
            t.update(
                    """
                    insert into subject_request (id, tenant_id, patient_id, number, kind, asked_by, representative, relation, channel,
                                                 words, others, received_at, recorded_at, recorded_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    caller.tenantId(),
                    patient,
                    form.number().strip(),
                    form.kind(),
                    actor.by(),
                    actor.representative(),
                    actor.relation(),
                    form.channel(),
                    words,
                    form.others(),
                    received,
                    now,
                    caller.id());
            trail.append(
                    t,
                    access.event(caller, Kind.CREATE, patient, "SUBJECT_REQUEST", id)
                            .changing("kind: - -> " + form.kind()));
            return requests(t, caller, id).getFirst();
        });
    }

    /**
     * Does the next step with a request.
     *
     * @throws Refusal with pointers; NOT_FOUND, CONFLICT when it was done or answered already, NOT_APPLICABLE for erasing what the
     *     law wants kept
     */
    public SubjectRequest step(Caller caller, UUID id, Step step) {
        access.require(caller, "SUBJECT_REQUEST", id, Right.PRIVACY_MANAGE);
        Step said = checked(step);
        SubjectRequest before = database.inTransaction(t -> requests(t, caller, id)).stream()
                .findFirst()
                .orElseThrow(() -> access.missing(caller, "SUBJECT_REQUEST", id));
        if (before.kind().code().equals("ERASE")
                && said.outcome() != null
                && said.outcome() != Outcome.REFUSED
                && before.keptBy() != null) {
            throw access.refuse(
                    caller,
                    "SUBJECT_REQUEST",
                    new Refusal(
                            Code.NOT_APPLICABLE,
                            "the law wants this record kept; refuse with the article",
                            "/outcome"));
        }
        try {
            return database.inTransaction(t -> {
                UUID patient = t.first(
                                "select patient_id from subject_request where id = ?",
                                row -> row.uuid("patient_id"),
                                id)
                        .orElseThrow();
                t.update("""
                        insert into subject_request_step (request_id, step, outcome, reason, article, made_at, made_by)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """, id, said.act(), said.outcome(), said.reason(), said.article(), now(), caller.id());
                trail.append(
                        t,
                        access.event(caller, Kind.UPDATE, patient, "SUBJECT_REQUEST", id)
                                .changing("step: - -> " + said.act()
                                        + (said.outcome() == null ? "" : " " + said.outcome())));
                return requests(t, caller, id).getFirst();
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "this step was done already, or it was answered");
            }
            throw fault;
        }
    }

    /** An answer is about to be printed; traced each time. */
    public void print(Caller caller, UUID id) {
        access.require(caller, "SUBJECT_REQUEST", id, Right.PRIVACY_MANAGE);
        UUID patient = database.first(
                        "select patient_id from subject_request where id = ? and tenant_id = ?",
                        row -> row.uuid("patient_id"),
                        id,
                        caller.tenantId())
                .orElseThrow(() -> access.missing(caller, "SUBJECT_REQUEST", id));
        trail.append(List.of(access.event(caller, Kind.PRINT, patient, "SUBJECT_REQUEST", id)));
    }

    private static Step checked(Step step) {
        if (step == null || step.act() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which step", "/act");
        }
        boolean answer = step.act() == Act.ANSWERED;
        if (answer != (step.outcome() != null)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "an outcome with the answer, and only there", "/outcome");
        }
        String reason = step.act() == Act.ACKNOWLEDGED ? null : ConsentTexts.words(step.reason(), 5, 2_000, "/reason");
        boolean article = step.article() != null && !step.article().isBlank();
        if (step.outcome() == Outcome.REFUSED && !article) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the article of the law", "/article");
        }
        return new Step(
                step.act(),
                step.outcome(),
                reason,
                article ? ConsentTexts.words(step.article(), 3, 300, "/article") : null,
                null,
                null);
    }

    private static void mustBeKnown(Transaction t, String kind) {
        if (t.first("select 1 as one from subject_request_kind where code = ?", row -> row.integer("one"), kind)
                .isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "nothing that may be asked for", "/kind");
        }
    }

    private List<SubjectRequest> requests(Transaction t, Caller caller, UUID only) {
        return SubjectRequest.read(t, caller.tenantId(), only, working, clock.instant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
