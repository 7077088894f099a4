package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.ToldNotice.AllergiesStated;
import vn.emr.core.record.Allergy;
import vn.emr.core.store.Lookup;

/**
 * What a statement about allergies changes: of each the newer stands, also when it takes the allergy back. What a message leaves out
 * stays, and so does what people or other systems state.
 */
final class AllergyRule {
    private AllergyRule() {}

    static void apply(Judging judging, AllergiesStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        UUID source = judging.source().id;
        for (StatedAllergy stated : n.allergies()) {
            Optional<Allergy> known =
                    judging.draft().first(Lookup.allergyBy(patientId, source, stated.key()), Allergy.class);
            if (known.isEmpty()) {
                judging.draft()
                        .put(new Allergy(
                                Ids.next(),
                                1,
                                patientId,
                                source,
                                stated.key(),
                                stated.details(),
                                null,
                                judging.origin(n.stated())));
            } else {
                restate(judging, known.get(), stated.details(), n);
            }
        }
    }

    private static void restate(Judging judging, Allergy old, Allergy.Details said, AllergiesStated n) {
        if (old.origin().stated().isAfter(n.stated())) {
            judging.remark("a newer statement about this allergy is known");
        } else if (!said.equals(old.details())
                || judging.newsByTime(old.origin().stated(), n.stated())) {
            judging.draft().put(old.next(judging.draft().next(old), said, null, judging.origin(n.stated())));
        }
    }
}
