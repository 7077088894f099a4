package vn.emr.core.procedures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.catalogue.Entry;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.ProcedureList;
import vn.emr.core.chart.TreatmentPage;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.Coded;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Procedure;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Surgeries and procedures of a visit as those who did them write them. Each change names the version it changes, says why and makes the
 * next; what was wrong is taken back and stays readable. What a system told is not changed here: one's own stands beside it.
 */
@ApplicationScoped
public class Procedures {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** @param requestId of the screen: the same request twice writes one */
    public record New(UUID requestId, UUID encounterId, ProcedureForm procedure) {}

    /**
     * What is changed, and why.
     *
     * @param version that was seen
     * @param procedure as it is right; null: it was entered in error, and is taken back
     */
    public record Change(Integer version, String reason, ProcedureForm procedure) {}

    private final Access access;
    private final Charts charts;
    private final Database database;
    private final Entries entries;
    private final Catalogues catalogues;

    @Inject
    public Procedures(
            Access access, Charts charts, Database database, RecordStore records, Catalogues catalogues, Clock clock) {
        this.access = access;
        this.charts = charts;
        this.database = database;
        this.entries = new Entries(access, records, clock);
        this.catalogues = catalogues;
    }

    /**
     * The versions of one of them, the newest first.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart shows no such procedure
     */
    public List<TreatmentPage.Item<Procedure.Details>> versions(Grant grant, UUID id) {
        access.section(grant, "TREATMENT");
        List<Procedure> versions = database.inTransaction(t -> ProcedureList.KEPT.versions(t, grant, id));
        if (versions.isEmpty()) {
            throw access.missing(grant, NounKind.PROCEDURE.name(), id);
        }
        return versions.stream().map(TreatmentPage.Item::of).toList();
    }

    /**
     * Writes what was done in a visit.
     *
     * @throws Refusal NOT_FOUND for a visit or an order that the chart does not show, FORBIDDEN by right and state of the record (both
     *     traced), with pointers what does not fit, KEY_REUSED
     */
    public TreatmentPage.Item<Procedure.Details> record(Caller caller, Grant grant, New asked) {
        if (asked == null || asked.requestId() == null || asked.encounterId() == null || asked.procedure() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "which visit, the number of the request, and what was done",
                    "/encounterId",
                    "/requestId",
                    "/procedure");
        }
        Visit visit = visit(grant, asked.encounterId());
        access.allow(grant, Right.RECORD_CREATE, visit.id());
        ordered(grant, asked.procedure());
        Instant now = entries.now();
        String key = caller.id() + "|" + asked.requestId();
        return TreatmentPage.Item.of(database.inTransaction(t -> {
            VisitRow row = locked(t, grant, visit, Right.RECORD_CREATE);
            Procedure before = ProcedureList.KEPT
                    .requested(t, grant, "and n.source_id is null and n.procedure_key = ?", key)
                    .orElse(null);
            if (before != null) {
                if (!before.encounterId().equals(row.id())) {
                    throw new Refusal(Code.KEY_REUSED, "this request wrote another procedure", "/requestId");
                }
                return before;
            }
            Procedure.Details said = asked.procedure().checked(visit, naming(t, grant, null), now);
            return entries.commit(
                    t,
                    caller,
                    "procedure written",
                    new Procedure(
                            Ids.next(), 1, row.patientId(), row.id(), null, "", key, said, Entries.by(t, caller, now)));
        }));
    }

    /**
     * Writes it otherwise, or takes it back as entered in error.
     *
     * @throws Refusal as {@link #record}; CONFLICT when it changed or was taken back meanwhile, NOT_APPLICABLE for what a system
     *     told, REQUIRED_FIELD_MISSING without a version or a reason
     */
    public TreatmentPage.Item<Procedure.Details> change(Caller caller, Grant grant, UUID id, Change asked) {
        Procedure shown = database.inTransaction(t -> ProcedureList.KEPT.current(t, grant, id))
                .orElseThrow(() -> access.missing(grant, NounKind.PROCEDURE.name(), id));
        access.allow(grant, Right.RECORD_EDIT, shown.encounterId());
        if (shown.sourceId() != null) {
            throw new Refusal(Code.NOT_APPLICABLE, "another system tells this; correct it there, or write it here");
        }
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String reason = Words.reason(asked.reason());
        Visit visit = visit(grant, shown.encounterId());
        if (asked.procedure() != null) {
            ordered(grant, asked.procedure());
        }
        Instant now = entries.now();
        return TreatmentPage.Item.of(database.inTransaction(t -> {
            locked(t, grant, visit, Right.RECORD_EDIT);
            Procedure old = ProcedureList.KEPT
                    .current(t, grant, id)
                    .filter(p -> p.version() == asked.version() && p.details().stands())
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "it changed meanwhile", "/version"));
            Procedure.Details said = asked.procedure() == null
                    ? old.details().takenBack()
                    : asked.procedure()
                            .checked(visit, naming(t, grant, old.details().code()), now);
            return entries.commit(
                    t,
                    caller,
                    asked.procedure() == null ? "procedure taken back" : "procedure changed",
                    old.next(said, reason, Entries.by(t, caller, now)));
        }));
    }

    /** By the list that holds on the day it was done; a code that stood before stays, and of a list not taken in nothing can be said. */
    private ProcedureForm.Naming naming(Transaction t, Grant grant, Coded before) {
        return (catalogue, code, words, day) -> {
            if (code == null) {
                if (words == null) {
                    throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a code or words", "/code", "/text");
                }
                return new Coded(null, "", words);
            }
            if (catalogue == null || !ProcedureForm.CATALOGUES.contains(catalogue)) {
                throw new Refusal(Code.MALFORMED_FIELD, "of which catalogue the code is", "/catalogue");
            }
            if (before != null && code.equals(before.code()) && catalogue.equals(before.system())) {
                return new Coded(code, catalogue, words == null ? before.text() : words);
            }
            Entry entry =
                    catalogues.entry(t, grant.tenantId(), catalogue, code, day).orElse(null);
            if (entry == null && (words == null || catalogues.holds(t, grant.tenantId(), catalogue, day))) {
                throw new Refusal(
                        Code.MALFORMED_FIELD, "a code that the catalogue has on the day it was done", "/code");
            }
            return new Coded(code, catalogue, words == null ? entry.name() : words);
        };
    }

    private void ordered(Grant grant, ProcedureForm form) {
        if (form.orderId() != null) {
            access.filedUnder(grant, NounKind.SERVICE_ORDER, form.orderId());
        }
    }

    private Visit visit(Grant grant, UUID encounterId) {
        Visit visit = entries.visit(charts, grant, encounterId);
        if (visit.status() == EncounterStatus.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "a cancelled visit takes no procedures", "/encounterId");
        }
        return visit;
    }

    private static VisitRow locked(Transaction t, Grant grant, Visit visit, Right right) {
        return Entries.locked(
                t,
                grant,
                visit,
                right,
                () -> new Refusal(Code.CONFLICT, "the record takes no procedures in its state"));
    }
}
