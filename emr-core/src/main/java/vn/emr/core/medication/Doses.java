package vn.emr.core.medication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.MedicationAdministration.Details;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * What nurses record of doses (thực hiện y lệnh thuốc), of what was ordered here and of what systems tell. For a due time one
 * stands; what was recorded wrong is marked as an error, stays readable, and only then the time is free again.
 */
@ApplicationScoped
public class Doses {
    /** So much before its time a dose may be recorded. */
    private static final Duration EARLY = Duration.ofHours(2);

    private static final String ONE_OF_A_TIME = "medication_administration_once";

    /** @param requestId of the screen: the same request twice records one dose */
    public record New(UUID requestId, UUID orderId, DoseForm dose) {}

    /** @param version that was seen */
    public record Error(Integer version, String reason) {}

    /** What is given: the order, and as it stood at a time when a person wrote it here. */
    private record Ordered(MedicationOrder current, OrderHistory history) {
        MedicationPlan plan(Instant at) {
            return history == null ? null : history.at(at).details().plan();
        }
    }

    private final Access access;
    private final Database database;
    private final Entries entries;
    private final MedicatedVisits visits;

    @Inject
    public Doses(Access access, Charts charts, Database database, RecordStore records, Clock clock) {
        this.access = access;
        this.database = database;
        this.entries = new Entries(access, records, clock);
        this.visits = new MedicatedVisits(charts, entries);
    }

    /**
     * Records what came of a dose.
     *
     * @throws Refusal NOT_FOUND for an order that the chart does not show, FORBIDDEN by right and state of the record (both traced),
     *     with pointers what cannot be, CONFLICT when somebody recorded this due time already, KEY_REUSED
     */
    public MedicationPage.Dose record(Caller caller, Grant grant, New asked) {
        if (asked == null || asked.requestId() == null || asked.orderId() == null || asked.dose() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "which order, the number of the request, and the dose",
                    "/orderId",
                    "/requestId",
                    "/dose");
        }
        MedicationOrder order = ordered(grant, asked.orderId()).current();
        access.allow(grant, Right.MEDICATION_GIVE, order.encounterId());
        if (order.encounterId() == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "an order of no visit is not given here", "/orderId");
        }
        Visit visit = visits.visit(grant, order.encounterId());
        Instant now = entries.now();
        String key = caller.id() + "|" + asked.requestId();
        try {
            return MedicationPage.Dose.of(database.inTransaction(t -> {
                VisitRow row = MedicatedVisits.locked(t, grant, visit, Right.MEDICATION_GIVE);
                MedicationAdministration before =
                        KeptMedications.recorded(t, grant, key).orElse(null);
                return before != null
                        ? repeated(before, asked.orderId())
                        : entries.commit(
                                t,
                                caller,
                                "dose recorded",
                                new MedicationAdministration(
                                        Ids.next(),
                                        1,
                                        row.patientId(),
                                        row.id(),
                                        asked.orderId(),
                                        key,
                                        judged(t, caller, grant, visit, asked, now),
                                        null,
                                        Entries.by(t, caller, now)));
            }));
        } catch (StoreFault fault) {
            if (ONE_OF_A_TIME.equals(fault.constraint())) {
                throw twice();
            }
            throw fault;
        }
    }

    private static MedicationAdministration repeated(MedicationAdministration before, UUID orderId) {
        if (!before.orderId().equals(orderId)) {
            throw new Refusal(Code.KEY_REUSED, "this request recorded another dose", "/requestId");
        }
        return before;
    }

    private Details judged(Transaction t, Caller caller, Grant grant, Visit visit, New asked, Instant now) {
        Ordered order = ordered(t, grant, asked.orderId());
        DoseForm form = asked.dose();
        Instant moment = form.due() == null ? form.at() : form.due();
        MedicationPlan plan = order.plan(moment == null ? now : moment);
        String by = caller.displayName(t);
        Details said = form.checked(visit, plan, by, now);
        timely(t, grant, order, said, now);
        if (said.witness() != null) {
            second(t, caller, said.witness(), by);
        }
        return said;
    }

    /** Of an order of a person here: for a time at which it was due, once; of what is given as needed not too often. */
    private static void timely(Transaction t, Grant grant, Ordered order, Details said, Instant now) {
        if (order.history() == null) {
            told(order.current(), said);
            return;
        }
        if (said.due() != null) {
            if (!order.history().due(said.due(), said.due().plusSeconds(1)).contains(said.due())) {
                throw new Refusal(Code.MALFORMED_FIELD, "a time at which it is due", "/dose/due");
            }
            if (said.due().isAfter(now.plus(EARLY))) {
                throw new Refusal(Code.NOT_APPLICABLE, "it is due in more than two hours", "/dose/due");
            }
            if (KeptMedications.standing(t, grant, order.current().id(), said.due())
                    .isPresent()) {
                throw twice();
            }
            return;
        }
        MedicationOrder then = order.history().at(said.at());
        MedicationPlan plan = then.details().plan();
        if (then.details().status() != MedicationOrder.Status.ACTIVE
                || said.at().isBefore(plan.from())
                || plan.until() != null && !said.at().isBefore(plan.until())) {
            throw new Refusal(Code.NOT_APPLICABLE, "it is not ordered at that time", "/dose/at");
        }
        Integer most = plan.schedule().mostPerDay();
        if (plan.schedule().kind() != DoseSchedule.Kind.AS_NEEDED) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "for which due time", "/dose/due");
        }
        if (most != null
                && said.amount() != null
                && said.because() == null
                && KeptMedications.given(t, grant, order.current().id(), said.at()) >= most) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "why it is given more often than ordered", "/dose/because");
        }
    }

    private static void told(MedicationOrder order, Details said) {
        if (said.due() != null) {
            throw new Refusal(Code.MALFORMED_FIELD, "no due time is known of this order", "/dose/due");
        }
        if (order.details().status() == MedicationOrder.Status.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "the order was cancelled", "/orderId");
        }
    }

    /** The second person works here, and is somebody else. */
    private static void second(Transaction t, Caller caller, String name, String by) {
        boolean known = t.first(
                        "select 1 as n from account where tenant_id = ? and display_name = ? and enabled and id <> ? limit 1",
                        row -> row.integer("n"),
                        caller.tenantId(),
                        name,
                        caller.id())
                .isPresent();
        if (!known || name.equals(by)) {
            throw new Refusal(Code.MALFORMED_FIELD, "the name of somebody else who works here", "/dose/witness");
        }
    }

    private static Refusal twice() {
        return new Refusal(Code.CONFLICT, "this dose was recorded already", "/dose/due");
    }

    /**
     * Marks a dose as recorded in error; it stays readable as such, and its time may be recorded again.
     *
     * @throws Refusal as {@link #record}; CONFLICT when it was marked already, REQUIRED_FIELD_MISSING without a reason
     */
    public MedicationPage.Dose error(Caller caller, Grant grant, UUID id, Error asked) {
        MedicationAdministration shown = database.inTransaction(t -> KeptMedications.dose(t, grant, id))
                .orElseThrow(() -> access.missing(grant, NounKind.MEDICATION_ADMINISTRATION.name(), id));
        access.allow(grant, Right.MEDICATION_GIVE, shown.encounterId());
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String reason = Words.reason(asked.reason());
        Visit visit = visits.visit(grant, shown.encounterId());
        Instant now = entries.now();
        return MedicationPage.Dose.of(database.inTransaction(t -> {
            MedicatedVisits.locked(t, grant, visit, Right.MEDICATION_GIVE);
            MedicationAdministration old = KeptMedications.dose(t, grant, id)
                    .filter(a -> a.version() == asked.version() && a.stands())
                    .orElseThrow(() -> new Refusal(Code.CONFLICT, "it changed meanwhile", "/version"));
            return entries.commit(
                    t, caller, "dose marked as an error", old.inError(reason, Entries.by(t, caller, now)));
        }));
    }

    private Ordered ordered(Grant grant, UUID id) {
        Ordered found = database.inTransaction(t -> ordered(t, grant, id));
        if (found == null) {
            throw access.missing(grant, NounKind.MEDICATION_ORDER.name(), id);
        }
        return found;
    }

    private static Ordered ordered(Transaction t, Grant grant, UUID id) {
        return KeptMedications.history(t, grant, id)
                .map(h -> new Ordered(h.current(), h))
                .or(() -> KeptMedications.toldOne(t, grant, id).map(o -> new Ordered(o, null)))
                .orElse(null);
    }
}
