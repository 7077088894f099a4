package vn.emr.core.anamnesis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.catalogue.IcdRules;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.ProblemList;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Problem;
import vn.emr.core.record.Problem.Importance;
import vn.emr.core.record.Problem.Status;
import vn.emr.core.record.Sex;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * The problem list of a patient (danh sách vấn đề) as doctors keep it, visit after visit. Each change names the version it changes, says why
 * and makes the next; what was wrong is taken back and stays readable.
 */
@ApplicationScoped
public class Problems {
    private static final String SECTION = "PROBLEMS";
    /** Of those that stand; nobody minds more. */
    private static final int MOST = 100;

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NOTE = 500;

    /**
     * @param problems those that stand, the important ones first
     * @param past what is over or was taken back
     * @param writable whether the caller may record and change now
     */
    public record Panel(List<ProblemList.Line> problems, List<ProblemList.Line> past, boolean writable) {}

    /** @param requestId of the screen: the same request twice records one */
    public record New(UUID requestId, ProblemForm problem) {}

    /**
     * What is changed, and why.
     *
     * @param problem as it is said now; null: it was entered in error, and is taken back
     */
    public record Change(Integer version, String reason, ProblemForm problem) {}

    private final Access access;
    private final Charts charts;
    private final Database database;
    private final Entries entries;
    private final IcdRules icd;

    @Inject
    public Problems(
            Access access, Charts charts, Database database, RecordStore records, Catalogues catalogues, Clock clock) {
        this.access = access;
        this.charts = charts;
        this.database = database;
        this.entries = new Entries(access, records, clock);
        this.icd = new IcdRules(catalogues);
    }

    /** What is known; traced once within the visit to the chart. */
    public Panel of(Grant grant) {
        access.section(grant, SECTION);
        return panel(grant);
    }

    /**
     * The versions of one of them, the newest first; of more than 200 the oldest are left out.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart shows no such problem
     */
    public List<ProblemList.Line> versions(Grant grant, UUID id) {
        access.section(grant, SECTION);
        List<Problem> versions = database.inTransaction(t -> ProblemList.KEPT.versions(t, grant, id));
        if (versions.isEmpty()) {
            throw access.missing(grant, NounKind.PROBLEM.name(), id);
        }
        Set<UUID> visits = visits(grant);
        return versions.stream().map(p -> ProblemList.Line.of(p, visits)).toList();
    }

    /**
     * Records a problem.
     *
     * @throws Refusal FORBIDDEN by right and state of the newest visit's record, with pointers what does not fit, NOT_FOUND for a visit
     *     that the chart does not show, CONFLICT when the same stands there already, KEY_REUSED
     */
    public Panel record(Caller caller, Grant grant, New asked) {
        access.allow(grant, Right.DIAGNOSIS_WRITE, null);
        if (asked == null || asked.requestId() == null || asked.problem() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the number of the request, and the problem",
                    "/requestId",
                    "/problem");
        }
        UUID seenIn = seenIn(grant, asked.problem(), null);
        Instant now = entries.now();
        String key = caller.id() + "|" + asked.requestId();
        database.run(t -> {
            Entries.lock(t, grant);
            List<Problem> all = ProblemList.all(t, grant);
            Problem.Details said = said(t, grant, asked.problem(), seenIn, null, now);
            Problem before = ProblemList.KEPT
                    .requested(t, grant, "and n.request_key = ?", key)
                    .orElse(null);
            if (before == null) {
                mustBeNew(all, said, null);
                if (all.stream().filter(Problem::stands).count() >= MOST) {
                    throw new Refusal(Code.TOO_LARGE, "the list holds 100 problems");
                }
                Problem made =
                        new Problem(Ids.next(), 1, grant.patientId(), key, said, null, Entries.by(t, caller, now));
                entries.commit(t, caller, "problem recorded", made);
            } else if (before.version() == 1 && !before.details().equals(said)) {
                throw new Refusal(Code.KEY_REUSED, "this request recorded something else", "/requestId");
            }
        });
        return panel(grant);
    }

    /**
     * Writes the next version: said otherwise, or taken back.
     *
     * @throws Refusal NOT_FOUND and FORBIDDEN, both traced; CONFLICT when it changed or was taken back meanwhile,
     *     REQUIRED_FIELD_MISSING without a version or a reason, else as {@link #record}
     */
    public Panel change(Caller caller, Grant grant, UUID id, Change asked) {
        Problem seen = database.inTransaction(t -> ProblemList.KEPT.current(t, grant, id))
                .orElseThrow(() -> access.missing(grant, NounKind.PROBLEM.name(), id));
        access.allow(grant, Right.DIAGNOSIS_WRITE, null);
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String reason = Words.reason(asked.reason());
        UUID seenIn = asked.problem() == null
                ? null
                : seenIn(grant, asked.problem(), seen.details().seenIn());
        Instant now = entries.now();
        database.run(t -> {
            Entries.lock(t, grant);
            Problem old = ProblemList.KEPT
                    .current(t, grant, id)
                    .filter(p -> p.version() == asked.version() && p.details().status() != Status.ENTERED_IN_ERROR)
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "it changed meanwhile", "/version"));
            Problem.Details said = asked.problem() == null
                    ? old.details().as(Status.ENTERED_IN_ERROR)
                    : said(t, grant, asked.problem(), seenIn, old.details().what(), now);
            if (asked.problem() != null) {
                mustBeNew(ProblemList.all(t, grant), said, id);
            }
            entries.commit(
                    t,
                    caller,
                    asked.problem() == null ? "problem taken back" : "problem changed",
                    old.next(said, reason, Entries.by(t, caller, now)));
        });
        return panel(grant);
    }

    private Problem.Details said(Transaction t, Grant grant, ProblemForm form, UUID seenIn, Coded before, Instant now) {
        Status status = form.status() == null ? Status.ACTIVE : form.status();
        if (status == Status.ENTERED_IN_ERROR) {
            throw new Refusal(Code.MALFORMED_FIELD, "whether it goes on, is stable or over", "/status");
        }
        return new Problem.Details(
                what(t, grant, form, before, now),
                Since.of(form.since(), now, "/since"),
                status,
                form.importance() == null ? Importance.NORMAL : form.importance(),
                Words.line(form.note(), LONGEST_NOTE, "/note"),
                seenIn);
    }

    /** A code that stood there before stays as it is, whatever the list of today says of it. */
    private Coded what(Transaction t, Grant grant, ProblemForm form, Coded before, Instant now) {
        String words = Words.line(form.text(), LONGEST_TEXT, "/text");
        if (before != null && before.code() != null && before.code().equals(form.code())) {
            return words == null ? before : new Coded(before.code(), before.system(), words);
        }
        Sex sex = t.first(
                        "select sex from patient where tenant_id = ? and patient_id = ?",
                        row -> Sex.valueOf(row.text("sex")),
                        grant.tenantId(),
                        grant.patientId())
                .orElse(Sex.UNKNOWN);
        return icd.coded(t, grant.tenantId(), LocalDate.ofInstant(now, Since.ZONE), sex, false, form.code(), words);
    }

    /** A link to a visit that the caller does not see stays. */
    private UUID seenIn(Grant grant, ProblemForm form, UUID before) {
        if (form.seenIn() != null) {
            return entries.visit(charts, grant, form.seenIn()).id();
        }
        return before == null || visits(grant).contains(before) ? null : before;
    }

    private Set<UUID> visits(Grant grant) {
        return charts.visits(grant).stream().flatMap(Entries::tellings).collect(Collectors.toSet());
    }

    private static void mustBeNew(List<Problem> all, Problem.Details said, UUID itself) {
        boolean known = all.stream()
                .filter(p -> p.stands() && !p.id().equals(itself))
                .map(p -> p.details().what())
                .anyMatch(what -> Objects.equals(what.code(), said.what().code())
                        && (what.code() != null
                                || what.text().equalsIgnoreCase(said.what().text())));
        if (known && said.status() != Status.RESOLVED) {
            throw new Refusal(Code.CONFLICT, "this problem stands in the list already", "/code", "/text");
        }
    }

    private Panel panel(Grant grant) {
        Set<UUID> visits = visits(grant);
        List<Problem> all = database.inTransaction(t -> ProblemList.all(t, grant));
        return new Panel(
                lines(all, Problem::stands, visits),
                lines(all, p -> !p.stands(), visits),
                access.allows(grant, Right.DIAGNOSIS_WRITE, null));
    }

    private static List<ProblemList.Line> lines(List<Problem> all, Predicate<Problem> which, Set<UUID> visits) {
        return all.stream()
                .filter(which)
                .map(p -> ProblemList.Line.of(p, visits))
                .toList();
    }
}
