package vn.emr.core.folder;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.store.Transaction;

/**
 * What the record says of a visit, also what labels hide from who looks.
 *
 * @param primary how many primary diagnoses with a code; {@code discharge} likewise
 * @param uncoded whether one of them is said in words only
 * @param kind of the discharge (MA_LOAI_RV), as a person or the claim said
 * @param outcome of the treatment (KET_QUA_DTRI), likewise
 * @param provisional nobody has said who the patient is
 * @param numbered a number by which the state knows the patient
 * @param ordered an order is without a final result
 * @param papers forms of papers that the hospital's systems issued
 */
record VisitFacts(
        int primary,
        int discharge,
        boolean uncoded,
        String kind,
        String outcome,
        boolean provisional,
        boolean numbered,
        boolean ordered,
        Set<String> papers) {
    private static final String FACTS = """
            with diagnosis as (
              select c.rank, replace(upper(c.code), '.', '') as code from condition c
              where c.tenant_id = ? and c.patient_id = any (?) and c.encounter_id = any (?) and c.active
                and c.rank in ('primary', 'discharge')),
            issued as (
              select p.* from paper p
              where p.tenant_id = ? and p.patient_id = any (?) and p.encounter_id = any (?) and p.status = 'CURRENT'),
            summary as (
              select f->>'name' as name, f->>'value' as value
              from issued p
              join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.paper_id
                             and r.version = p.version and r.committed_at = p.revised_at
              cross join lateral jsonb_array_elements(r.content->'details'->'fields') f
              where p.form = 'VISIT_SUMMARY')
            select (select count(distinct code) from diagnosis where rank = 'primary')::int as main,
                   (select count(distinct code) from diagnosis where rank = 'discharge')::int as discharge,
                   exists (select 1 from diagnosis where code is null) as uncoded,
                   (select max(value) from summary where name = 'MA_LOAI_RV') as kind,
                   (select max(value) from summary where name = 'KET_QUA_DTRI') as outcome,
                   array(select distinct form from issued) as papers,
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

    /** What a person said at the completion stands before what the claim says. */
    static VisitFacts of(Transaction t, Grant grant, Visit visit, RecordFolder folder) {
        UUID[] visits = Folders.visits(visit);
        Discharge said = folder.discharge() == null ? new Discharge(null, null) : folder.discharge();
        return t.first(
                        FACTS,
                        row -> new VisitFacts(
                                row.integer("main"),
                                row.integer("discharge"),
                                row.bool("uncoded"),
                                said.kind() == null ? row.text("kind") : said.kind(),
                                said.outcome() == null ? row.text("outcome") : said.outcome(),
                                row.bool("provisional"),
                                row.bool("numbered"),
                                row.bool("ordered"),
                                Set.copyOf(Arrays.asList(row.<String>array("papers")))),
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
    }
}
