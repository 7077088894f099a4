package vn.emr.core.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.Patient;
import vn.emr.core.retention.Retention;
import vn.emr.core.store.Transaction;

/** How long the folders of a chart must be kept. */
final class KeptFolders {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String DIAGNOSIS = "DIAGNOSIS";
    private static final String OUTCOME = "KET_QUA_DTRI";
    private static final String ACCIDENT = "MA_TAI_NAN";

    /** Died in the facility, or brought in dead. */
    private static final Set<String> DEATHS = Set.of("5", "8");

    /** A death is often written down a little later than the visit's end. */
    private static final Duration WRITTEN_LATER = Duration.ofHours(24);

    private KeptFolders() {}

    private static final String FACTS =
            """
            select c.encounter_id, 'DIAGNOSIS' as name, c.code as value
            from condition c
            where c.tenant_id = ? and c.code is not null and %s
            union
            select p.encounter_id, f->>'name', f->>'value'
            from paper p
            join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.paper_id
                           and r.version = p.version and r.committed_at = p.revised_at
            cross join lateral jsonb_array_elements(r.content->'details'->'fields') f
            where p.tenant_id = ? and p.form = 'VISIT_SUMMARY' and p.status = 'CURRENT'
              and f->>'name' in ('KET_QUA_DTRI', 'MA_TAI_NAN') and %s
            """.formatted(InChart.row("c", "c.condition_id"), InChart.row("p", "p.paper_id"));

    /**
     * The visits with the terms of their folders. Where anything of the chart is hidden no term is told: a long one may say what
     * it is that is hidden.
     */
    static List<Visit> of(Transaction t, Grant grant, Patient patient, List<Visit> visits) {
        if (grant.hidden().length > 0 || visits.stream().allMatch(visit -> visit.folder() == null)) {
            return visits;
        }
        Map<UUID, List<NamedValue>> facts = new HashMap<>();
        t.query(
                FACTS,
                row -> facts.computeIfAbsent(row.uuid("encounter_id"), id -> new ArrayList<>())
                        .add(new NamedValue(row.text("name"), row.text("value"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden());
        return visits.stream().map(visit -> kept(visit, patient, facts)).toList();
    }

    private static Visit kept(Visit visit, Patient patient, Map<UUID, List<NamedValue>> facts) {
        if (visit.folder() == null) {
            return visit;
        }
        List<NamedValue> told = new ArrayList<>(facts.getOrDefault(visit.id(), List.of()));
        visit.otherIds().forEach(id -> told.addAll(facts.getOrDefault(id, List.of())));
        LocalDate ended =
                visit.end() == null ? null : LocalDate.ofInstant(visit.end().from(), VIETNAM);
        boolean died = values(told, OUTCOME).stream().anyMatch(DEATHS::contains) || diedIn(visit, patient);
        return visit.keptFor(
                Retention.of(new Retention.Facts(ended, died, values(told, DIAGNOSIS), values(told, ACCIDENT))));
    }

    private static boolean diedIn(Visit visit, Patient patient) {
        if (patient.deceasedAt() == null || visit.start() == null) {
            return false;
        }
        Instant death = patient.deceasedAt().from();
        return !death.isBefore(visit.start().from())
                && (visit.end() == null || !death.isAfter(visit.end().from().plus(WRITTEN_LATER)));
    }

    private static List<String> values(List<NamedValue> told, String name) {
        return told.stream()
                .filter(one -> one.name().equals(name))
                .map(NamedValue::value)
                .toList();
    }
}
