package vn.emr.core.intake;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.VisitFact;
import vn.emr.core.store.Lookup;

/**
 * What statements about the facts of a visit change: the newer stands, an older one that arrives late only fills gaps.
 */
final class VisitFactRule {
    private VisitFactRule() {}

    static void apply(Judging judging, FactsStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        UUID encounter = VisitRule.encounterOf(judging, patientId, n.visitNumber());
        Map<NounKind, Map<String, VisitFact<?>>> known = new EnumMap<>(NounKind.class);
        for (StatedFact stated : n.facts()) {
            VisitFact<?> old = known.computeIfAbsent(stated.kind(), kind -> told(judging, patientId, kind, n.visit()))
                    .get(stated.key());
            if (old == null) {
                judging.draft().put(first(judging, patientId, encounter, n, stated));
            } else {
                restate(judging, old, encounter, stated.details(), n);
            }
        }
    }

    /** What this source told of a visit of this person, by key. */
    static Map<String, VisitFact<?>> told(Judging judging, UUID patientId, NounKind kind, String visit) {
        Map<String, VisitFact<?>> byKey = new HashMap<>();
        UUID root = MergeRule.root(judging, patientId);
        judging.draft().find(Lookup.factsOf(kind, judging.source().id, visit)).stream()
                .map(VisitFact.class::cast)
                .filter(f -> f.patientId().equals(patientId)
                        || MergeRule.root(judging, f.patientId()).equals(root))
                .forEach(f -> byKey.put(f.key(), f));
        return byKey;
    }

    private static VisitFact<?> first(Judging judging, UUID patient, UUID encounter, FactsStated n, StatedFact f) {
        UUID id = Ids.next();
        UUID source = judging.source().id;
        Provenance origin = judging.origin(n.stated());
        return switch (f.details()) {
            case MedicationOrder.Details d ->
                new MedicationOrder(id, 1, patient, encounter, source, n.visit(), f.key(), d, origin);
            case Procedure.Details d -> new Procedure(id, 1, patient, encounter, source, n.visit(), f.key(), d, origin);
            case ClinicalNote.Details d ->
                new ClinicalNote(id, 1, patient, encounter, source, n.visit(), f.key(), d, origin);
            case Paper.Details d -> new Paper(id, 1, patient, encounter, source, n.visit(), f.key(), d, origin);
        };
    }

    private static void restate(
            Judging judging, VisitFact<?> old, UUID encounter, VisitFact.Details<?> said, FactsStated n) {
        switch (old) {
            case MedicationOrder m -> ToldRule.restate(judging, m, encounter, (MedicationOrder.Details) said, n);
            case Procedure p -> ToldRule.restate(judging, p, encounter, (Procedure.Details) said, n);
            case ClinicalNote c -> ToldRule.restate(judging, c, encounter, (ClinicalNote.Details) said, n);
            case Paper p -> ToldRule.restate(judging, p, encounter, (Paper.Details) said, n);
        }
    }
}
