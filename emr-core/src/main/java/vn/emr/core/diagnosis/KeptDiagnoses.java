package vn.emr.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.Kept;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.Condition;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Transaction;

/** Diagnoses as they are kept, as far as a chart shows them. */
final class KeptDiagnoses {
    /** What people said of a visit beside the one that is changed. @param primary whether its main illness is among it */
    record Others(int count, boolean primary) {}

    private static final Kept<Condition> KEPT =
            Kept.ofVisits(NounKind.CONDITION, Condition.class, "condition", "condition_id");

    private static final String OTHERS = """
            select count(*)::int as said, coalesce(bool_or(c.rank = 'primary'), false) as main
            from condition c
            where c.tenant_id = ? and c.encounter_id = any (?) and c.source_id is null and c.active
              and c.condition_id is distinct from ?::uuid
            """;

    private KeptDiagnoses() {}

    static Optional<Condition> current(Transaction t, Grant grant, UUID id) {
        return KEPT.current(t, grant, id);
    }

    /** What a request said. */
    static Optional<Condition> byKey(Transaction t, Grant grant, String key) {
        return KEPT.found(t, grant, "and n.source_id is null and n.condition_key = ?", key).stream()
                .findFirst();
    }

    /** Also what labels hide from who looks. */
    static Others others(Transaction t, Grant grant, VisitRow visit, UUID except) {
        return t.first(
                        OTHERS,
                        row -> new Others(row.integer("said"), row.bool("main")),
                        grant.tenantId(),
                        visit.all(),
                        except)
                .orElseThrow();
    }

    static List<Diagnoses.Version> versions(Transaction t, Grant grant, UUID id) {
        return KEPT.versions(t, grant, id).stream()
                .map(c -> new Diagnoses.Version(
                        c.version(),
                        c.origin().recorded(),
                        c.origin().sourceName(),
                        c.rank(),
                        c.code() == null ? null : c.code().code(),
                        c.code() == null ? null : c.code().text(),
                        c.active(),
                        c.reason()))
                .toList();
    }
}
