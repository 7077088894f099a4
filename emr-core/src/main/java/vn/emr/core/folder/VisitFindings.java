package vn.emr.core.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.folder.Finding.Severity;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.store.Transaction;

/** What the visit of a folder lacks. It is judged by everything of the visit, also by what labels hide from who looks. */
final class VisitFindings {
    /** What may be missing. */
    enum What {
        /** The hospital's system cancelled the visit, the folder stands. */
        VISIT_CANCELLED(Severity.HARD),
        NO_END(Severity.HARD),
        NO_PRIMARY_DIAGNOSIS(Severity.HARD),
        /** Said in words only. */
        PRIMARY_DIAGNOSIS_WITHOUT_CODE(Severity.HARD),
        /** One visit has one (TT 06/2026/TT-BYT). */
        SEVERAL_PRIMARY_DIAGNOSES(Severity.HARD),
        NO_DISCHARGE_KIND(Severity.HARD),
        NO_OUTCOME(Severity.HARD),
        /** Nobody has said who it is. */
        UNIDENTIFIED(Severity.HARD),
        NO_ADMISSION_NUMBER(Severity.SOFT),
        NO_DEPARTMENT(Severity.SOFT),
        NO_ATTENDING_DOCTOR(Severity.SOFT),
        /** TT 13/2025/TT-BYT art. 1 k3. */
        NO_NATIONAL_ID(Severity.SOFT),
        /** An order of the visit without a final result. */
        ORDER_OPEN(Severity.SOFT);

        final Severity severity;

        What(Severity severity) {
            this.severity = severity;
        }
    }

    private record Facts(
            int primary,
            int discharge,
            boolean uncoded,
            String kind,
            String outcome,
            boolean provisional,
            boolean numbered,
            boolean ordered) {}

    private static final String FACTS = """
            with diagnosis as (
              select c.rank, replace(upper(c.code), '.', '') as code from condition c
              where c.tenant_id = ? and c.patient_id = any (?) and c.encounter_id = any (?) and c.active
                and c.rank in ('primary', 'discharge')),
            summary as (
              select f->>'name' as name, f->>'value' as value
              from paper p
              join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.paper_id
                             and r.version = p.version and r.committed_at = p.revised_at
              cross join lateral jsonb_array_elements(r.content->'details'->'fields') f
              where p.tenant_id = ? and p.patient_id = any (?) and p.encounter_id = any (?)
                and p.form = 'VISIT_SUMMARY' and p.status = 'CURRENT')
            select (select count(distinct code) from diagnosis where rank = 'primary')::int as main,
                   (select count(distinct code) from diagnosis where rank = 'discharge')::int as discharge,
                   exists (select 1 from diagnosis where code is null) as uncoded,
                   (select max(value) from summary where name = 'MA_LOAI_RV') as kind,
                   (select max(value) from summary where name = 'KET_QUA_DTRI') as outcome,
                   p.provisional,
                   exists (select 1 from patient_identifier i
                           where i.tenant_id = p.tenant_id and i.patient_id = any (?) and i.active
                             and i.kind in ('CCCD', 'FOREIGNER_ID', 'PASSPORT', 'EID_ACCOUNT', 'ORIGIN_CERTIFICATE')) as numbered,
                   exists (select 1 from service_order o
                           where o.tenant_id = p.tenant_id and o.patient_id = any (?) and o.encounter_id = any (?)
                             and o.status in ('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD')) as ordered
            from patient p
            where p.tenant_id = ? and p.patient_id = ?
            """;

    private VisitFindings() {}

    static List<Finding> of(Transaction t, Grant grant, Visit visit, RecordFolder folder) {
        UUID[] visits = visits(visit);
        Facts facts = t.first(
                        FACTS,
                        row -> new Facts(
                                row.integer("main"),
                                row.integer("discharge"),
                                row.bool("uncoded"),
                                row.text("kind"),
                                row.text("outcome"),
                                row.bool("provisional"),
                                row.bool("numbered"),
                                row.bool("ordered")),
                        grant.tenantId(),
                        grant.filedUnder(),
                        visits,
                        grant.tenantId(),
                        grant.filedUnder(),
                        visits,
                        grant.people(),
                        grant.filedUnder(),
                        visits,
                        grant.tenantId(),
                        grant.patientId())
                .orElseThrow();
        List<What> found = new ArrayList<>();
        add(found, What.VISIT_CANCELLED, visit.status() == EncounterStatus.CANCELLED);
        add(found, What.NO_END, visit.end() == null);
        boolean none = facts.primary() == 0 && facts.discharge() == 0;
        add(found, What.NO_PRIMARY_DIAGNOSIS, none && !facts.uncoded());
        add(found, What.PRIMARY_DIAGNOSIS_WITHOUT_CODE, none && facts.uncoded());
        add(found, What.SEVERAL_PRIMARY_DIAGNOSES, facts.primary() > 1);
        Discharge said = folder.discharge();
        add(found, What.NO_DISCHARGE_KIND, (said == null || said.kind() == null) && facts.kind() == null);
        add(found, What.NO_OUTCOME, (said == null || said.outcome() == null) && facts.outcome() == null);
        add(found, What.UNIDENTIFIED, facts.provisional());
        add(found, What.NO_ADMISSION_NUMBER, folder.admissionNumber() == null);
        add(found, What.NO_DEPARTMENT, visit.stays().isEmpty());
        add(found, What.NO_ATTENDING_DOCTOR, visit.attendingDoctor() == null);
        add(found, What.NO_NATIONAL_ID, !facts.provisional() && !facts.numbered());
        add(found, What.ORDER_OPEN, facts.ordered());
        return found.stream().map(Finding::of).toList();
    }

    /** The visit as all systems tell it. */
    static UUID[] visits(Visit visit) {
        List<UUID> ids = new ArrayList<>(visit.otherIds());
        ids.addFirst(visit.id());
        return ids.toArray(UUID[]::new);
    }

    private static void add(List<What> found, What what, boolean is) {
        if (is) {
            found.add(what);
        }
    }
}
