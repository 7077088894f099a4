package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.ImmunizationStated;
import vn.emr.core.record.Immunization;
import vn.emr.core.store.Lookup;

/** What a statement about a vaccination changes: the newer stands, an older one that arrives late only fills gaps. */
final class ImmunizationRule {
    private ImmunizationRule() {}

    /** Tells how many of the values beside it the record now holds. */
    static int apply(Judging judging, ImmunizationStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        Optional<Immunization> known = MergeRule.ofPerson(
                        judging,
                        judging.draft().find(new Lookup.ImmunizationBy(judging.source().id, n.key())),
                        patientId)
                .map(Immunization.class::cast);
        UUID encounter = VisitRule.encounterOf(judging, patientId, n.visitNumber());
        if (known.isEmpty()) {
            judging.draft()
                    .put(new Immunization(
                            Ids.next(),
                            1,
                            patientId,
                            encounter,
                            judging.source().id,
                            n.key(),
                            n.details(),
                            judging.origin(n.stated())));
            return n.details().facts().size();
        }
        Immunization i = known.get();
        boolean newer = !n.stated().isBefore(i.origin().stated());
        Immunization.Details details =
                newer ? n.details().filledBy(i.details()) : i.details().filledBy(n.details());
        if (details.equals(i.details()) && !judging.newsByTime(i.origin().stated(), n.stated())) {
            return n.details().facts().size();
        }
        judging.draft()
                .put(new Immunization(
                        i.id(),
                        judging.draft().next(i),
                        i.patientId(),
                        i.encounterId() == null ? encounter : i.encounterId(),
                        i.sourceId(),
                        i.key(),
                        details,
                        newer ? judging.origin(n.stated()) : i.origin()));
        return n.details().facts().size();
    }
}
