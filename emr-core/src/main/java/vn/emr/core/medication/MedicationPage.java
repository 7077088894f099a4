package vn.emr.core.medication;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.MedicationAdministration.Outcome;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan;

/**
 * Medicines of a chart on a day.
 *
 * @param visits that are not cancelled, the newest first
 * @param orders of people here, the newest first, then what systems told of visits that go on
 * @param doses that were due or given on the day, also those marked as errors
 */
public record MedicationPage(LocalDate day, List<OfVisit> visits, List<Order> orders, List<Dose> doses) {
    /** What the caller may do now. */
    public enum Act {
        ORDER,
        GIVE
    }

    /**
     * A visit.
     *
     * @param tellings the same visit as each system tells it; an order names one of them
     */
    public record OfVisit(
            UUID encounterId, List<UUID> tellings, String visitNumber, Instant start, Instant end, Set<Act> allowed) {}

    /**
     * One version of an order.
     *
     * @param source the system that told it; null when a person ordered it here
     * @param dose how much and how often, in words
     * @param plan null for what a system told
     * @param due on the day
     */
    public record Order(
            UUID id,
            int version,
            UUID encounterId,
            MedicationOrder.Status status,
            String source,
            String code,
            String medicine,
            String strength,
            String form,
            String route,
            String dose,
            String instructions,
            String prescriber,
            Instant ordered,
            MedicationPlan plan,
            String reason,
            String by,
            Instant recorded,
            List<Instant> due) {
        static Order of(MedicationOrder o, boolean explained, List<Instant> due) {
            MedicationOrder.Details d = explained ? o.details() : o.details().unexplained();
            return new Order(
                    o.id(),
                    o.version(),
                    o.encounterId(),
                    d.status(),
                    o.ofPerson() ? null : o.origin().sourceName(),
                    d.medicine() == null ? null : d.medicine().code(),
                    d.medicine() == null ? null : d.medicine().shown(),
                    d.strength(),
                    d.form(),
                    d.route() == null ? null : d.route().shown(),
                    d.dose(),
                    d.instructions(),
                    d.prescriber(),
                    d.ordered() == null ? null : d.ordered().from(),
                    d.plan(),
                    o.reason(),
                    o.origin().sourceName(),
                    o.origin().recorded(),
                    due);
        }
    }

    /**
     * What was recorded of a dose.
     *
     * @param error who marked it as an error; null while it counts
     * @param reason why it was marked so
     */
    public record Dose(
            UUID id,
            int version,
            UUID encounterId,
            UUID orderId,
            Outcome outcome,
            Instant due,
            Instant at,
            BigDecimal amount,
            String unit,
            String site,
            String because,
            String by,
            String witness,
            Instant recorded,
            String error,
            String reason) {
        static Dose of(MedicationAdministration a) {
            MedicationAdministration.Details d = a.details();
            return new Dose(
                    a.id(),
                    a.version(),
                    a.encounterId(),
                    a.orderId(),
                    d.outcome(),
                    d.due(),
                    d.at(),
                    d.amount(),
                    d.unit(),
                    d.site(),
                    d.because(),
                    d.by(),
                    d.witness(),
                    a.origin().recorded(),
                    a.stands() ? null : a.origin().sourceName(),
                    a.reason());
        }
    }
}
