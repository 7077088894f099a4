package vn.emr.core.medication;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.AllergyList;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Ingredients;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.MedicationPlan.Concern;
import vn.emr.core.record.MedicationPlan.Warning;
import vn.emr.core.store.Transaction;

/** What speaks against ordering a medicine: an allergy to its ingredient, or that the same ingredient is ordered already. */
final class Warnings {
    private Warnings() {}

    /**
     * What the chart knows against it.
     *
     * @param itself the order that is changed, which does not speak against itself; null for a new one
     */
    static List<Warning> of(
            Transaction t, Grant grant, Visit visit, Coded medicine, String ingredient, UUID itself, Instant now) {
        Predicate<Coded> same = other -> other != null
                && (medicine.code() != null
                                && medicine.code().equals(other.code())
                                && medicine.system().equals(other.system())
                        || Stream.of(ingredient, medicine.shown())
                                .anyMatch(one -> Ingredients.meet(one, other.shown())));
        Stream<Warning> allergies = AllergyList.all(t, grant).stream()
                .filter(Allergy::stands)
                .filter(a -> same.test(a.details().substance()))
                .map(a -> new Warning(
                        Concern.ALLERGY, a.id(), a.details().substance().shown()));
        Stream<MedicationOrder> here = KeptMedications.histories(t, grant).stream()
                .map(OrderHistory::current)
                .filter(o -> o.details().plan().until() == null
                        || o.details().plan().until().isAfter(now));
        Stream<MedicationOrder> told =
                KeptMedications.told(t, grant, Entries.tellings(visit).toList()).stream();
        Stream<Warning> orders = Stream.concat(here, told)
                .filter(o -> o.details().status() == MedicationOrder.Status.ACTIVE && !o.id().equals(itself))
                .filter(o -> Entries.tellings(visit).anyMatch(id -> id.equals(o.encounterId())))
                .filter(o -> same.test(o.details().medicine())
                        || o.ofPerson()
                                && Ingredients.meet(
                                        ingredient, o.details().plan().ingredient()))
                .map(o -> new Warning(Concern.DUPLICATE, o.id(), words(o)));
        return Stream.concat(allergies, orders).toList();
    }

    private static String words(MedicationOrder order) {
        return Stream.of(
                        order.details().medicine().shown(),
                        order.details().strength(),
                        order.details().dose())
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    /**
     * That who orders saw each of them and says why.
     *
     * @throws Refusal NOT_APPLICABLE when not
     */
    static void accepted(List<Warning> warnings, Set<UUID> seen, String because) {
        if (warnings.isEmpty()) {
            return;
        }
        if (!warnings.stream().allMatch(w -> seen != null && seen.contains(w.of()))) {
            throw new Refusal(
                    Code.NOT_APPLICABLE,
                    "something speaks against this medicine: look, and say why",
                    "/order/accepted");
        }
        if (Words.line(because, 500, "/order/because") == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "why it is ordered in spite of the warning", "/order/because");
        }
    }
}
