package vn.emr.core.medication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DoseSchedule;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan.Warning;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Orders of medicines (y lệnh thuốc) as doctors write them here, beside those that systems tell. An order is changed and stopped by a
 * version that names the one that was seen and says why; another medicine is another order. What speaks against it does not stop it:
 * who orders looks and says why, and both are kept.
 */
@ApplicationScoped
public class Medications {
    private static final String SECTION = "MEDICATIONS";
    /** A column of the catalogue of medicines. */
    private static final String INGREDIENT = "ingredient";

    /** @param requestId of the screen: the same request twice makes one order */
    public record New(UUID requestId, UUID encounterId, MedicationForm order) {}

    /** @param version that was seen */
    public record Change(Integer version, String reason, MedicationForm order) {}

    /** @param version that was seen */
    public record Stop(Integer version, String reason) {}

    /**
     * A medicine of which somebody wants to know what speaks against it.
     *
     * @param orderId that is changed; null for a new one
     */
    public record Question(UUID encounterId, UUID orderId, MedicationForm order) {}

    private final Access access;
    private final Database database;
    private final Entries entries;
    private final MedicatedVisits visits;
    private final Catalogues catalogues;

    @Inject
    public Medications(
            Access access, Charts charts, Database database, RecordStore records, Catalogues catalogues, Clock clock) {
        this.access = access;
        this.database = database;
        this.entries = new Entries(access, records, clock);
        this.visits = new MedicatedVisits(charts, entries);
        this.catalogues = catalogues;
    }

    /** What is ordered, and what was due and given on a day, today unless told; traced once within the visit to the chart. */
    public MedicationPage of(Grant grant, LocalDate day) {
        access.section(grant, SECTION);
        LocalDate shown = day == null ? LocalDate.ofInstant(entries.now(), DoseSchedule.ZONE) : day;
        Instant since = shown.atStartOfDay(DoseSchedule.ZONE).toInstant();
        Instant before = shown.plusDays(1).atStartOfDay(DoseSchedule.ZONE).toInstant();
        List<Visit> all = visits.all(grant);
        List<UUID> open = all.stream()
                .filter(v -> v.end() == null)
                .flatMap(Entries::tellings)
                .toList();
        return database.inTransaction(t -> new MedicationPage(
                shown,
                all.stream().map(v -> ofVisit(grant, v)).toList(),
                Stream.concat(
                                KeptMedications.histories(t, grant).stream()
                                        .map(h -> view(grant, h.current(), h.due(since, before))),
                                KeptMedications.told(t, grant, open).stream().map(o -> view(grant, o, List.of())))
                        .toList(),
                KeptMedications.doses(t, grant, since, before).stream()
                        .map(MedicationPage.Dose::of)
                        .toList()));
    }

    /**
     * The versions of one order of a person here, the newest first.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart shows no such order
     */
    public List<MedicationPage.Order> versions(Grant grant, UUID id) {
        access.section(grant, SECTION);
        return history(grant, id).versions().reversed().stream()
                .map(o -> view(grant, o, List.of()))
                .toList();
    }

    /** What speaks against a medicine, before it is ordered. */
    public List<Warning> warnings(Grant grant, Question asked) {
        if (asked == null || asked.encounterId() == null || asked.order() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which visit, and the order", "/encounterId", "/order");
        }
        Visit visit = visits.visit(grant, asked.encounterId());
        access.allow(grant, Right.ORDER_WRITE, visit.id());
        access.section(grant, SECTION);
        Instant now = entries.now();
        Coded drug = asked.order().drug();
        return database.inTransaction(t -> Warnings.of(
                t, grant, visit, drug, ingredient(t, grant, asked.order(), drug, now), asked.orderId(), now));
    }

    /**
     * Orders a medicine for a visit.
     *
     * @throws Refusal NOT_FOUND for a visit that the chart does not show, FORBIDDEN by right and state of the record (both traced),
     *     with pointers what cannot be, NOT_APPLICABLE when a warning was not looked at, KEY_REUSED
     */
    public MedicationPage.Order order(Caller caller, Grant grant, New asked) {
        if (asked == null || asked.requestId() == null || asked.encounterId() == null || asked.order() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "which visit, the number of the request, and the order",
                    "/encounterId",
                    "/requestId",
                    "/order");
        }
        Visit visit = visits.visit(grant, asked.encounterId());
        access.allow(grant, Right.ORDER_WRITE, visit.id());
        Instant now = entries.now();
        String key = caller.id() + "|" + asked.requestId();
        return view(
                grant,
                database.inTransaction(t -> {
                    VisitRow row = MedicatedVisits.locked(t, grant, visit, Right.ORDER_WRITE);
                    OrderHistory before = KeptMedications.ordered(t, grant, key).orElse(null);
                    if (before != null) {
                        return repeated(before.current(), row);
                    }
                    MedicationOrder.Details said = said(t, caller, grant, visit, asked.order(), null, now);
                    MedicationOrder made = new MedicationOrder(
                            Ids.next(), 1, row.patientId(), row.id(), null, "", key, said, Entries.by(t, caller, now));
                    return entries.commit(t, caller, "medicine ordered", made);
                }),
                List.of());
    }

    private static MedicationOrder repeated(MedicationOrder before, VisitRow visit) {
        if (!before.encounterId().equals(visit.id())) {
            throw new Refusal(Code.KEY_REUSED, "this request ordered another medicine", "/requestId");
        }
        return before;
    }

    /**
     * Orders the same medicine otherwise; what was due until now stays due.
     *
     * @throws Refusal as {@link #order}; CONFLICT when it changed or was stopped meanwhile, REQUIRED_FIELD_MISSING without a reason,
     *     NOT_APPLICABLE for what a system told
     */
    public MedicationPage.Order change(Caller caller, Grant grant, UUID id, Change asked) {
        if (asked == null || asked.order() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the order as it is to be", "/order");
        }
        return next(
                caller,
                grant,
                id,
                asked.version(),
                asked.reason(),
                "order of a medicine changed",
                (t, visit, old, now) -> {
                    if (!asked.order().drug().equals(old.details().medicine())) {
                        throw new Refusal(
                                Code.MALFORMED_FIELD,
                                "another medicine is another order: stop this one",
                                "/order/medicine");
                    }
                    return said(t, caller, grant, visit, asked.order(), id, now);
                });
    }

    /**
     * Stops an order: from now on nothing of it is due.
     *
     * @throws Refusal as {@link #change}
     */
    public MedicationPage.Order stop(Caller caller, Grant grant, UUID id, Stop asked) {
        return next(
                caller,
                grant,
                id,
                asked == null ? null : asked.version(),
                asked == null ? null : asked.reason(),
                "medicine stopped",
                (t, visit, old, now) -> old.details().as(MedicationOrder.Status.STOPPED));
    }

    private interface Next {
        MedicationOrder.Details of(Transaction t, Visit visit, MedicationOrder old, Instant now);
    }

    private MedicationPage.Order next(
            Caller caller, Grant grant, UUID id, Integer version, String reason, String why, Next next) {
        MedicationOrder shown = history(grant, id).current();
        access.allow(grant, Right.ORDER_WRITE, shown.encounterId());
        if (version == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String because = Words.reason(reason);
        Visit visit = visits.visit(grant, shown.encounterId());
        Instant now = entries.now();
        return view(
                grant,
                database.inTransaction(t -> {
                    MedicatedVisits.locked(t, grant, visit, Right.ORDER_WRITE);
                    MedicationOrder old = KeptMedications.history(t, grant, id)
                            .map(OrderHistory::current)
                            .filter(o ->
                                    o.version() == version && o.details().status() == MedicationOrder.Status.ACTIVE)
                            .orElseThrow(() -> new Refusal(Code.CONFLICT, "it changed meanwhile", "/version"));
                    MedicationOrder made =
                            old.reordered(next.of(t, visit, old, now), because, Entries.by(t, caller, now));
                    return entries.commit(t, caller, why, made);
                }),
                List.of());
    }

    private OrderHistory history(Grant grant, UUID id) {
        return database.inTransaction(t -> {
                    if (KeptMedications.toldOne(t, grant, id).isPresent()) {
                        throw new Refusal(
                                Code.NOT_APPLICABLE, "another system told this order; it is changed and stopped there");
                    }
                    return KeptMedications.history(t, grant, id);
                })
                .orElseThrow(() -> access.missing(grant, NounKind.MEDICATION_ORDER.name(), id));
    }

    private MedicationOrder.Details said(
            Transaction t, Caller caller, Grant grant, Visit visit, MedicationForm form, UUID itself, Instant now) {
        Coded drug = form.drug();
        String ingredient = ingredient(t, grant, form, drug, now);
        List<Warning> warnings = Warnings.of(t, grant, visit, drug, ingredient, itself, now);
        MedicationOrder.Details said = form.checked(visit, ingredient, warnings, caller.displayName(t), now);
        Warnings.accepted(warnings, form.accepted(), form.because());
        return said;
    }

    /** As it was said, else as the catalogue has it; null: the name says it. */
    private String ingredient(Transaction t, Grant grant, MedicationForm form, Coded drug, Instant now) {
        if (drug.code() == null) {
            return form.ingredient();
        }
        LocalDate today = LocalDate.ofInstant(now, DoseSchedule.ZONE);
        UUID tenant = grant.tenantId();
        Entry entry = catalogues
                .entry(t, tenant, MedicationForm.CATALOGUE, drug.code(), today)
                .orElse(null);
        if (entry == null && catalogues.holds(t, tenant, MedicationForm.CATALOGUE, today)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a code that the catalogue of medicines has today", "/order/code");
        }
        boolean said = form.ingredient() != null && !form.ingredient().isBlank();
        return said || entry == null ? form.ingredient() : entry.properties().get(INGREDIENT);
    }

    private static MedicationPage.OfVisit ofVisit(Grant grant, Visit v) {
        Set<MedicationPage.Act> allowed = EnumSet.noneOf(MedicationPage.Act.class);
        if (grant.may(Right.ORDER_WRITE, v.state())) {
            allowed.add(MedicationPage.Act.ORDER);
        }
        if (grant.may(Right.MEDICATION_GIVE, v.state())) {
            allowed.add(MedicationPage.Act.GIVE);
        }
        return new MedicationPage.OfVisit(
                v.id(),
                Entries.tellings(v).toList(),
                v.visitNumber(),
                v.start() == null ? null : v.start().from(),
                v.end() == null ? null : v.end().from(),
                allowed);
    }

    private static MedicationPage.Order view(Grant grant, MedicationOrder order, List<Instant> due) {
        return MedicationPage.Order.of(order, grant.tells(order.encounterId()), due);
    }
}
