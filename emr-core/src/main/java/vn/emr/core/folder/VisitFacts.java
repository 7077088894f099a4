package vn.emr.core.folder;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.form.Forms;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.store.Transaction;

/**
 * What the record says of a visit, also what labels hide from who looks. Of each kind of diagnosis that people said here, what systems
 * told counts no more.
 *
 * @param primary how many primary diagnoses with a code; {@code discharge} likewise
 * @param uncoded whether one of them is said in words only
 * @param worded whether people said another diagnosis in words only
 * @param outdated whether a code that people chose is none of the ICD-10 list on the day the visit ended, or not one to be used so
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
        boolean worded,
        boolean outdated,
        String kind,
        String outcome,
        boolean provisional,
        boolean numbered,
        boolean ordered,
        Set<String> papers) {
    private static final String FACTS = """
            with visit as (select ?::uuid as tenant, ?::uuid[] as filed, ?::uuid[] as ids, ?::date as ended),
            diagnosis as (
              select c.rank, c.rank in ('primary', 'discharge') as main, replace(upper(c.code), '.', '') as code,
                     c.source_id is null as here
              from visit v
              join condition c on c.tenant_id = v.tenant and c.patient_id = any (v.filed) and c.encounter_id = any (v.ids) and c.active
              where c.source_id is null or c.rank in ('primary', 'discharge') and not said_here(v.tenant, v.ids, c.rank)),
            icd as not materialized (
              select k.code_key, k.properties
              from visit v
              join catalogue_code k on k.tenant_id = v.tenant and k.catalogue = 'icd10' and k.valid_from <= v.ended
                                   and (k.valid_to is null or k.valid_to > v.ended)),
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
                   exists (select 1 from diagnosis where main and code is null) as uncoded,
                   exists (select 1 from diagnosis where not main and code is null) as worded,
                   exists (select 1 from diagnosis d
                           where d.here and d.code is not null and exists (select 1 from icd)
                             and not exists (select 1 from icd
                                             where icd.code_key = d.code and not jsonb_exists(icd.properties, 'not_used')
                                               and not jsonb_exists(icd.properties, 'death_only')
                                               and not (d.main and jsonb_exists(icd.properties, 'not_primary')))) as outdated,
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
                                row.bool("worded"),
                                row.bool("outdated"),
                                said.kind() == null ? row.text("kind") : said.kind(),
                                said.outcome() == null ? row.text("outcome") : said.outcome(),
                                row.bool("provisional"),
                                row.bool("numbered"),
                                row.bool("ordered"),
                                Set.copyOf(Arrays.asList(row.<String>array("papers")))),
                        grant.tenantId(),
                        grant.filedUnder(),
                        visits,
                        visit.end() == null
                                ? null
                                : LocalDate.ofInstant(visit.end().from(), Forms.ZONE)
                                        .toString(),
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
