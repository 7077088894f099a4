package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.record.Condition;
import vn.emr.core.store.Lookup;

/** What a statement about diagnoses changes: the newer statement stands. */
final class ConditionRule {
    private ConditionRule() {}

    static void apply(Judging judging, ConditionsStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        UUID encounterId = VisitRule.encounterOf(judging, patientId, n.visitNumber());
        for (StatedCondition stated : n.conditions()) {
            String key = key(n, stated);
            Optional<Condition> known =
                    judging.draft().first(Lookup.conditionBy(patientId, judging.source().id, key), Condition.class);
            if (known.isPresent() && known.get().origin().stated().isAfter(n.stated())) {
                judging.remark("a newer statement about this diagnosis is known");
                continue;
            }
            Condition next = new Condition(
                    known.map(Condition::id).orElseGet(Ids::next),
                    known.map(judging.draft()::next).orElse(1),
                    patientId,
                    encounterId,
                    judging.source().id,
                    key,
                    stated.code(),
                    stated.rank(),
                    stated.active(),
                    stated.diagnosed(),
                    judging.origin(n.stated()));
            if (known.isEmpty()
                    || !sameFacts(known.get(), next)
                    || judging.newsByTime(known.get().origin().stated(), n.stated())) {
                judging.draft().put(next);
            }
        }
    }

    /** What the sender's next statement about this diagnosis is known by. */
    static String key(ConditionsStated n, StatedCondition stated) {
        return (n.visitNumber() == null ? "" : n.visitNumber()) + "|" + stated.key();
    }

    private static boolean sameFacts(Condition a, Condition b) {
        return a.equals(new Condition(
                b.id(),
                a.version(),
                b.patientId(),
                b.encounterId(),
                b.sourceId(),
                b.key(),
                b.code(),
                b.rank(),
                b.active(),
                b.diagnosed(),
                a.origin()));
    }
}
