package vn.emr.core.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.store.Transaction;

/**
 * Results that their laboratory took back as wrong within the last 30 days (OBX-11 = W, for example posted to the wrong
 * patient): whoever read them must know. What they said is not shown here; it stays in the history.
 */
public final class WithdrawnList {
    private static final Duration TOLD_FOR = Duration.ofDays(30);
    private static final int MOST = 50;

    private WithdrawnList() {}

    /** @param name of the value or document; null when the whole report was taken back */
    public record Withdrawn(UUID reportId, String report, String name, Instant at, String sourceName) {}

    /** Where both questions look: the hospital, and everybody under whom rows of one chart are filed. */
    private static String takenBack(String tenant, String filedUnder) {
        return """
                from (
                  select o.tenant_id, o.patient_id, o.report_id, null::uuid as document_id, o.line, coalesce(o.code_text, o.code) as name
                  from observation o
                  where o.tenant_id = %1$s and o.patient_id = any (%2$s) and o.status = 'ENTERED_IN_ERROR'
                  union all
                  select d.tenant_id, d.patient_id, d.report_id, null, null, null
                  from diagnostic_report d
                  where d.tenant_id = %1$s and d.patient_id = any (%2$s) and d.status = 'ENTERED_IN_ERROR'
                  union all
                  select c.tenant_id, c.patient_id, c.report_id, c.document_id, null, c.title
                  from clinical_document c
                  where c.tenant_id = %1$s and c.patient_id = any (%2$s) and c.status = 'ENTERED_IN_ERROR'
                    and c.report_id is not null) w
                join diagnostic_report d on d.tenant_id = w.tenant_id and d.patient_id = w.patient_id
                                        and d.report_id = w.report_id
                join revision r on r.tenant_id = d.tenant_id and r.patient_id = d.patient_id
                               and r.noun_id = d.report_id and r.version = d.version and r.committed_at = d.revised_at
                left join lateral (
                  select e->>'stated' as stated from jsonb_array_elements(r.content->'observations') e
                  where (e->>'line')::int = w.line) v on true
                where coalesce(v.stated, r.content->'origin'->>'stated')::timestamptz >= ?
                """.formatted(tenant, filedUnder);
    }

    private static final String WITHDRAWN =
            """
            select w.report_id, w.name, d.code_text as report, r.content->'origin'->>'sourceName' as source_name,
                   coalesce(v.stated, r.content->'origin'->>'stated')::timestamptz as at
            %s and %s
            order by at desc, w.report_id, w.line
            limit ?
            """.formatted(takenBack("?", "?"), InChart.shown("d", "d.report_id", "w.document_id"));

    /**
     * SQL that is true when the chart of these people has such an alert that no label hides, for lists of people; its
     * parameters are {@link #since} and the codes of the caller's roles.
     *
     * @param tenant expression of the hospital
     * @param filedUnder expression like {@link Grant#filedUnder}
     * @param people expression like {@link Grant#people}
     */
    static String alerts(String tenant, String filedUnder, String people) {
        return """
                exists (select 1 %s and %s = any (%s)
                        and not (array[d.report_id, d.encounter_id, w.document_id] && array(select closed_rows(%s, %s, ?))))
                """.formatted(takenBack(tenant, filedUnder), InChart.shownUnder("d"), people, tenant, filedUnder);
    }

    /** From when on something taken back is told. */
    static Instant since(Instant now) {
        return now.minus(TOLD_FOR);
    }

    static List<Withdrawn> read(Transaction t, Grant grant, Instant now) {
        return t.query(
                WITHDRAWN,
                row -> new Withdrawn(
                        row.uuid("report_id"),
                        row.text("report"),
                        row.text("name"),
                        row.instant("at"),
                        row.text("source_name")),
                grant.tenantId(),
                grant.filedUnder(),
                grant.tenantId(),
                grant.filedUnder(),
                grant.tenantId(),
                grant.filedUnder(),
                since(now),
                grant.people(),
                grant.hidden(),
                MOST);
    }
}
