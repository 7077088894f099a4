package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import vn.emr.core.Ids;
import vn.emr.core.intake.ToldNotice.AppointmentStated;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.intake.ToldNotice.ImmunizationStated;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.Told;
import vn.emr.core.store.Lookup;

/**
 * What a statement about an appointment, a vaccination or an insurance card changes: the newer stands, an older one that arrives late only
 * fills gaps.
 */
final class ToldRule {
    private ToldRule() {}

    static void appointment(Judging judging, AppointmentStated n) {
        UUID source = judging.source().id;
        apply(
                judging,
                n,
                n.visitNumber(),
                n.details(),
                Lookup.appointmentBy(source, n.key()),
                Appointment.class,
                (patient, encounter) -> new Appointment(
                        Ids.next(), 1, patient, encounter, source, n.key(), n.details(), judging.origin(n.stated())));
    }

    /** Tells how many of the values beside it the record now holds. */
    static int immunization(Judging judging, ImmunizationStated n) {
        UUID source = judging.source().id;
        apply(
                judging,
                n,
                n.visitNumber(),
                n.details(),
                Lookup.immunizationBy(source, n.key()),
                Immunization.class,
                (patient, encounter) -> new Immunization(
                        Ids.next(), 1, patient, encounter, source, n.key(), n.details(), judging.origin(n.stated())));
        return n.details().facts().size();
    }

    static void coverage(Judging judging, CoverageStated n) {
        UUID source = judging.source().id;
        apply(
                judging,
                n,
                n.visitNumber(),
                n.details(),
                Lookup.coverageBy(source, n.key()),
                Coverage.class,
                (patient, encounter) -> new Coverage(
                        Ids.next(), 1, patient, encounter, source, n.key(), n.details(), judging.origin(n.stated())));
    }

    private static <D extends Told.Details<D>, T extends Told<D>> void apply(
            Judging judging,
            Notice n,
            String visitNumber,
            D said,
            Lookup lookup,
            Class<T> type,
            BiFunction<UUID, UUID, T> first) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        Optional<T> known = MergeRule.ofPerson(judging, judging.draft().find(lookup), patientId)
                .map(type::cast);
        UUID encounter = VisitRule.encounterOf(judging, patientId, visitNumber);
        if (known.isEmpty()) {
            judging.draft().put(first.apply(patientId, encounter));
            return;
        }
        restate(judging, known.get(), encounter, said, n);
    }

    /** The next version of a known fact, when the statement says anything new about it. */
    static <D extends Told.Details<D>> void restate(Judging judging, Told<D> old, UUID encounter, D said, Notice n) {
        boolean newer = !n.stated().isBefore(old.origin().stated());
        boolean whole = n instanceof FactsStated facts && facts.whole();
        D details = newer
                ? whole ? said : said.filledBy(old.details())
                : old.details().filledBy(said);
        if (details.equals(old.details()) && !judging.newsByTime(old.origin().stated(), n.stated())) {
            return;
        }
        judging.draft()
                .put(old.restated(
                        judging.draft().next(old),
                        old.encounterId() == null ? encounter : old.encounterId(),
                        details,
                        newer ? judging.origin(n.stated()) : old.origin()));
    }
}
