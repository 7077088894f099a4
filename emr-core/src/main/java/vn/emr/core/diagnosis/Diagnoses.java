package vn.emr.core.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Diagnoses of a visit as its doctors say them. Each change names the version it changes and makes the next one; what was wrong is
 * withdrawn with a reason and stays readable. What another system told is not changed here: one's own stands beside it, and counts
 * before it. Who may is decided by right and state of the record, again under the lock.
 */
@ApplicationScoped
public class Diagnoses {
    /**
     * A new diagnosis.
     *
     * @param rank {@code admission}, {@code working}, {@code primary}, {@code secondary} or {@code complication}
     * @param code of ICD-10, with its dot; null: in words only
     * @param text what the doctor calls it; null: as the catalogue does
     * @param requestId of the screen: the same request twice makes one diagnosis
     */
    public record Asked(UUID encounterId, String rank, String code, String text, UUID requestId) {}

    /**
     * Said otherwise.
     *
     * @param version that was seen
     * @param reason why
     */
    public record Change(Integer version, String rank, String code, String text, String reason) {}

    /** It was wrong, and why. */
    public record Withdrawal(Integer version, String reason) {}

    /** What stands now. */
    public record Written(UUID id, int version) {}

    /** One version of a diagnosis, as it was. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            int version, Instant at, String by, String rank, String code, String text, boolean active, String reason) {}

    /** The newest first. */
    public record History(List<Version> versions) {}

    private static final String ONE_PRIMARY = "condition_one_primary";

    private final Access access;
    private final Charts charts;
    private final Database database;
    private final Entries entries;
    private final DiagnosisRules rules;

    @Inject
    public Diagnoses(
            Access access, Charts charts, Database database, RecordStore records, Catalogues catalogues, Clock clock) {
        this.access = access;
        this.charts = charts;
        this.database = database;
        this.entries = new Entries(access, records, clock);
        this.rules = new DiagnosisRules(catalogues);
    }

    /**
     * Says a diagnosis of a visit.
     *
     * @throws Refusal NOT_FOUND for a visit that the chart does not show, FORBIDDEN by right and state of the record (both traced),
     *     CONFLICT for a second main illness, KEY_REUSED when the request made a diagnosis of another visit, MALFORMED_FIELD and
     *     NOT_APPLICABLE by the rules of ICD-10
     */
    public Written make(Caller caller, Grant grant, Asked asked) {
        if (asked == null || asked.encounterId() == null || asked.requestId() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "which visit, and the number of the request",
                    "/encounterId",
                    "/requestId");
        }
        Visit visit = entries.visit(charts, grant, asked.encounterId());
        access.allow(grant, Right.DIAGNOSIS_WRITE, visit.id());
        if (visit.status() == EncounterStatus.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "a cancelled visit takes no diagnoses", "/encounterId");
        }
        Instant now = entries.now();
        String key = caller.id() + "|" + asked.requestId();
        return written(t -> {
            VisitRow row = locked(t, grant, visit);
            Condition before = KeptDiagnoses.byKey(t, grant, key).orElse(null);
            if (before != null) {
                return repeated(before, row);
            }
            Coded code = rules.judged(t, grant, row, null, asked.rank(), asked.code(), asked.text(), now);
            Condition made = new Condition(
                    Ids.next(),
                    1,
                    row.patientId(),
                    row.id(),
                    null,
                    key,
                    code,
                    asked.rank(),
                    true,
                    TimePoint.at(now),
                    Entries.by(t, caller, now));
            return entries.commit(t, caller, "diagnosis said", made);
        });
    }

    private static Condition repeated(Condition before, VisitRow visit) {
        if (!before.encounterId().equals(visit.id())) {
            throw new Refusal(Code.KEY_REUSED, "this request made another diagnosis", "/requestId");
        }
        return before;
    }

    /**
     * Says it otherwise; saying what stands already makes no version.
     *
     * @throws Refusal as {@link #make}; CONFLICT when it changed or was withdrawn meanwhile, NOT_APPLICABLE for what a system told
     */
    public Written change(Caller caller, Grant grant, UUID id, Change asked) {
        String reason = Words.reason(asked == null ? null : asked.reason());
        return changing(caller, grant, id, asked.version(), (t, visit, seen, now) -> {
            Coded code = rules.judged(t, grant, visit, id, asked.rank(), asked.code(), asked.text(), now);
            return code.equals(seen.code()) && asked.rank().equals(seen.rank())
                    ? seen
                    : entries.commit(
                            t,
                            caller,
                            "diagnosis changed",
                            seen.restated(code, asked.rank(), reason, Entries.by(t, caller, now)));
        });
    }

    /**
     * Withdraws what was wrong; it stays readable as such.
     *
     * @throws Refusal as {@link #change}
     */
    public Written withdraw(Caller caller, Grant grant, UUID id, Withdrawal asked) {
        String reason = Words.reason(asked == null ? null : asked.reason());
        return changing(
                caller,
                grant,
                id,
                asked.version(),
                (t, visit, seen, now) -> entries.commit(
                        t, caller, "diagnosis withdrawn", seen.withdrawn(reason, Entries.by(t, caller, now))));
    }

    /**
     * Everything that was ever said under it, at most 200 versions; traced once within the visit to the chart.
     *
     * @throws Refusal NOT_FOUND when the chart shows no such diagnosis; the attempt is traced
     */
    public History versions(Grant grant, UUID id) {
        access.diagnosis(grant, id);
        return database.inTransaction(t -> new History(KeptDiagnoses.versions(t, grant, id)));
    }

    private interface Next {
        Condition of(Transaction t, VisitRow visit, Condition seen, Instant now);
    }

    private Written changing(Caller caller, Grant grant, UUID id, Integer version, Next next) {
        access.filedUnder(grant, NounKind.CONDITION, id);
        Condition seen = database.inTransaction(t -> KeptDiagnoses.current(t, grant, id))
                .orElseThrow(() -> access.missing(grant, NounKind.CONDITION.name(), id));
        access.allow(grant, Right.DIAGNOSIS_WRITE, seen.encounterId());
        if (version == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        if (seen.sourceId() != null) {
            throw new Refusal(
                    Code.NOT_APPLICABLE, "another system told this diagnosis; say your own, which counts before it");
        }
        Visit visit = entries.visit(charts, grant, seen.encounterId());
        Instant now = entries.now();
        return written(t -> {
            VisitRow row = locked(t, grant, visit);
            Condition current = KeptDiagnoses.current(t, grant, id)
                    .filter(c -> c.version() == version && c.active())
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "the diagnosis changed meanwhile", "/version"));
            return next.of(t, row, current, now);
        });
    }

    private static VisitRow locked(Transaction t, Grant grant, Visit visit) {
        return Entries.locked(
                t,
                grant,
                visit,
                Right.DIAGNOSIS_WRITE,
                () -> new Refusal(Code.CONFLICT, "the record takes no diagnoses in its state"));
    }

    /** The database keeps the main illness single even where a lock would not. */
    private Written written(Function<Transaction, Condition> work) {
        try {
            Condition stands = database.inTransaction(work);
            return new Written(stands.id(), stands.version());
        } catch (StoreFault fault) {
            if (ONE_PRIMARY.equals(fault.constraint())) {
                throw DiagnosisRules.secondPrimary();
            }
            throw fault;
        }
    }
}
