package vn.emr.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.VisitRow;
import vn.emr.core.record.Condition;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Diagnoses as they are kept, as far as a chart shows them. */
final class KeptDiagnoses {
    /** What people said of a visit beside the one that is changed. @param primary whether its main illness is among it */
    record Others(int count, boolean primary) {}

    private static final String CURRENT = """
            select r.content::text as content
            from condition c
            join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.condition_id
                           and r.version = c.version and r.committed_at = c.revised_at
            where c.tenant_id = ? and %s and c.condition_id = ?
            """.formatted(InChart.row("c", "c.condition_id"));

    private static final String BY_KEY = """
            select r.content::text as content
            from condition c
            join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.condition_id
                           and r.version = c.version and r.committed_at = c.revised_at
            where c.tenant_id = ? and %s and c.source_id is null and c.condition_key = ?
            """.formatted(InChart.row("c", "c.condition_id"));

    private static final String OTHERS = """
            select count(*)::int as said, coalesce(bool_or(c.rank = 'primary'), false) as main
            from condition c
            where c.tenant_id = ? and c.encounter_id = any (?) and c.source_id is null and c.active
              and c.condition_id is distinct from ?::uuid
            """;

    private static final String VERSIONS = """
            select r.version, r.committed_at, r.content->'origin'->>'sourceName' as by, r.content->>'rank' as rank,
                   r.content->'code'->>'code' as code, r.content->'code'->>'text' as text,
                   (r.content->>'active')::boolean as active, r.content->>'reason' as reason
            from condition c
            join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.condition_id
            where c.tenant_id = ? and %s and c.condition_id = ?
            order by r.version desc
            limit 200
            """.formatted(InChart.row("c", "c.condition_id"));

    private KeptDiagnoses() {}

    static Optional<Condition> current(Transaction t, Grant grant, UUID id) {
        return t.first(
                CURRENT,
                KeptDiagnoses::condition,
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                id);
    }

    /** What a request said. */
    static Optional<Condition> byKey(Transaction t, Grant grant, String key) {
        return t.first(
                BY_KEY,
                KeptDiagnoses::condition,
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                key);
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
        return t.query(
                VERSIONS,
                row -> new Diagnoses.Version(
                        row.integer("version"),
                        row.instant("committed_at"),
                        row.text("by"),
                        row.text("rank"),
                        row.text("code"),
                        row.text("text"),
                        row.bool("active"),
                        row.text("reason")),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                id);
    }

    private static Condition condition(Row row) {
        return (Condition) Content.read(NounKind.CONDITION, row.text("content"));
    }
}
