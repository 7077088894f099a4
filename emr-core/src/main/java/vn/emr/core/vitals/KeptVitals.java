package vn.emr.core.vitals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.Kept;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSigns;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Readings as they are kept, as far as a chart shows them. */
final class KeptVitals {
    static final int MOST = 500;
    private static final int MOST_TOLD = 2000;

    private static final Kept<VitalSigns> READINGS =
            Kept.ofVisits(NounKind.VITAL_SIGNS, VitalSigns.class, "vital_signs", "vitals_id");
    private static final Kept<EarlyWarning> DECISIONS =
            Kept.ofVisits(NounKind.EARLY_WARNING, EarlyWarning.class, "early_warning", "warning_id");

    /** Obstetric diagnoses of ICD-10: chapter O, and supervision of a pregnancy. */
    private static final String PREGNANT = """
            select distinct c.encounter_id
            from condition c
            where c.tenant_id = ? and %s and c.active and c.encounter_id is not null and c.code ~ '^(O[0-9]|Z3[3-6])'
            """.formatted(InChart.row("c", "c.condition_id"));

    private static final String TOLD = """
            select o.code, o.number, o.unit, coalesce(o.observed_from, d.issued_from) as at, s.name as source
            from diagnostic_report d
            join observation o on o.tenant_id = d.tenant_id and o.patient_id = d.patient_id and o.report_id = d.report_id
            left join source s on s.id = d.source_id
            where d.tenant_id = ? and %s and o.shown and o.code = any (?) and o.number is not null
              and coalesce(o.observed_from, d.issued_from) >= ?
            order by at desc
            limit ?
            """.formatted(InChart.row("d", "d.report_id"));

    private KeptVitals() {}

    /** Measured since then, the newest first, also those taken back; of more than 500 the oldest are left out. */
    static List<VitalSigns> since(Transaction t, Grant grant, Instant since) {
        return READINGS.found(
                t, grant, "and n.taken_at >= ? order by n.taken_at desc, n.vitals_id desc limit ?", since, MOST);
    }

    static Optional<VitalSigns> current(Transaction t, Grant grant, UUID id) {
        return READINGS.current(t, grant, id);
    }

    /** What a request entered. */
    static Optional<VitalSigns> byKey(Transaction t, Grant grant, String key) {
        return READINGS.found(t, grant, "and n.request_key = ?", key).stream().findFirst();
    }

    static List<VitalSigns> versions(Transaction t, Grant grant, UUID id) {
        return READINGS.versions(t, grant, id);
    }

    /** What was decided of the visits of the chart. */
    static List<EarlyWarning> decisions(Transaction t, Grant grant) {
        return DECISIONS.found(t, grant, "");
    }

    /** Visits with a diagnosis of pregnancy, birth or childbed. */
    static Set<UUID> pregnant(Transaction t, Grant grant) {
        return t.query(PREGNANT, row -> row.uuid("encounter_id"), with(grant)).stream()
                .collect(Collectors.toSet());
    }

    /** What systems told by a known code since then, the newest first. */
    static List<VitalPage.Told> told(Transaction t, Grant grant, Instant since) {
        String[] codes = Stream.of(VitalSign.Kind.values())
                .flatMap(kind -> kind.loinc.stream())
                .toArray(String[]::new);
        return t.query(TOLD, KeptVitals::told, with(grant, codes, since, MOST_TOLD));
    }

    static Patient patient(Transaction t, Grant grant) {
        return (Patient) Content.read(
                NounKind.PATIENT,
                t.first("""
                                select r.content::text as content
                                from patient p
                                join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.patient_id
                                               and r.version = p.version and r.committed_at = p.revised_at
                                where p.tenant_id = ? and p.patient_id = ?
                                """, row -> row.text("content"), grant.tenantId(), grant.patientId())
                        .orElseThrow());
    }

    private static VitalPage.Told told(Row row) {
        String code = row.text("code");
        VitalSign.Kind kind = Stream.of(VitalSign.Kind.values())
                .filter(k -> k.loinc.contains(code))
                .findFirst()
                .orElseThrow();
        return new VitalPage.Told(row.instant("at"), kind, row.decimal("number"), row.text("unit"), row.text("source"));
    }

    private static Object[] with(Grant grant, Object... more) {
        return Stream.concat(
                        Stream.of(grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden()),
                        Stream.of(more))
                .toArray();
    }
}
