package vn.emr.core.chart;

import java.time.Duration;
import java.time.Instant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.EarlyWarningScore;
import vn.emr.core.record.EarlyWarningScore.Band;
import vn.emr.core.store.Row;

/**
 * The newest early-warning score of somebody who lies in a ward, so that the sickest are found.
 *
 * @param red one parameter alone scores 3
 */
public record WardScore(int total, boolean red, Band band, Instant at) {
    /** What is older says nothing of today: everybody is measured twice a day at least. */
    private static final Duration COUNTS_FOR = Duration.ofHours(24);

    static Instant since(Instant now) {
        return now.minus(COUNTS_FOR);
    }

    /**
     * SQL of the newest row that no label hides, for lists of people; its parameters are {@link #since}, null for none, and the codes of
     * the caller's roles.
     *
     * @param tenant expression of the hospital
     * @param filedUnder expression of everybody under whom rows of the chart are filed
     * @param people expression of everybody of the chart
     */
    static String newest(String tenant, String filedUnder, String people) {
        return """
                select v.score, v.red, v.taken_at
                from vital_signs v
                where v.tenant_id = %1$s and v.patient_id = any (%2$s) and v.status = 'CURRENT' and v.taken_at >= ?
                  and v.score is not null and %4$s = any (%3$s)
                  and not (array[v.encounter_id, v.vitals_id] && array(select closed_rows(%1$s, %2$s, ?)))
                order by v.taken_at desc, v.vitals_id desc
                limit 1""".formatted(tenant, filedUnder, people, InChart.shownUnder("v"));
    }

    static WardScore of(Row row) {
        Integer total = row.integer("score");
        boolean red = Boolean.TRUE.equals(row.bool("red"));
        return total == null
                ? null
                : new WardScore(total, red, EarlyWarningScore.band(total, red), row.instant("scored_at"));
    }
}
