package vn.emr.core.chart;

import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.store.Transaction;

/** The diagnoses of a chart, newest first. */
public final class ConditionList {
    private static final int MOST = 500;

    private ConditionList() {}

    /**
     * @param enteredHere a person said it here, no system told it
     * @param reason why a person said it otherwise, or withdrew it
     */
    public record Diagnosis(
            UUID id,
            int version,
            boolean enteredHere,
            String code,
            String system,
            String text,
            String rank,
            boolean active,
            When diagnosed,
            UUID encounterId,
            String reason,
            Origin origin) {}

    private static final String DIAGNOSES = """
            select c.condition_id, c.version, c.source_id is null as here, c.code, c.code_system, c.text, c.rank, c.active, c.encounter_id,
                   r.content->>'reason' as reason, r.content->>'diagnosed' as diagnosed, r.content->>'origin' as origin
            from condition c
            join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.condition_id
                           and r.version = c.version and r.committed_at = c.revised_at
            where c.tenant_id = ? and %s
            order by c.active desc, coalesce(c.diagnosed_from, c.revised_at) desc, c.condition_id desc
            limit ?
            """.formatted(InChart.row("c", "c.condition_id"));

    static List<Diagnosis> read(Transaction t, Grant grant) {
        return t.query(
                DIAGNOSES,
                row -> new Diagnosis(
                        row.uuid("condition_id"),
                        row.integer("version"),
                        row.bool("here"),
                        row.text("code"),
                        row.text("code_system"),
                        row.text("text"),
                        row.text("rank"),
                        row.bool("active"),
                        Parts.when(row.text("diagnosed")),
                        row.uuid("encounter_id"),
                        row.text("reason"),
                        Parts.origin(row.text("origin"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
    }
}
