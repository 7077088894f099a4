package vn.emr.core.worklist;

import java.util.UUID;
import vn.emr.core.store.Transaction;

/** Counts which codes the systems send, from the current tables, for those who map them. */
final class LocalCodes {
    private LocalCodes() {}

    private static final String COUNT = """
            insert into local_code as known (tenant_id, kind, source_id, local_system, local_code, name, uses, last_at)
            select s.tenant_id, s.kind, s.source_id, left(s.system, 60), left(s.code, 200), left(max(s.name), 200), count(*),
                   max(s.at)
            from (%s) s
            where s.code <> ''
            group by 1, 2, 3, 4, 5
            on conflict (tenant_id, kind, source_id, local_system, local_code)
            do update set uses = known.uses + excluded.uses, last_at = greatest(known.last_at, excluded.last_at),
                          name = coalesce(excluded.name, known.name)
            """;

    /** The values of reports, and the panels they are. Image reports have no values of a laboratory. */
    private static final String OF_REPORTS = COUNT.formatted("""
            select d.tenant_id, 'LAB' as kind, d.source_id, coalesce(o.code_system, '') as system, o.code,
                   o.code_text as name, coalesce(d.effective_from, d.revised_at) as at
            from diagnostic_report d
            join observation o on o.tenant_id = d.tenant_id and o.patient_id = d.patient_id and o.report_id = d.report_id
            where d.tenant_id = ? and d.patient_id = any (?) and d.report_id = any (?) and o.value_type in ('NM', 'SN', 'CE', 'CWE', 'ST')
              and coalesce(d.category, 'LAB') not in ('RAD', 'RX', 'RUS', 'CUS', 'OUS', 'VUS', 'NMR', 'NMS', 'CT', 'CTH', 'MRI',
                                                      'IMG', 'EC', 'EN', 'RT', 'XRC')
            union all
            select d.tenant_id, 'SERVICE', d.source_id, '', d.code, d.code_text, coalesce(d.effective_from, d.revised_at)
            from diagnostic_report d
            where d.tenant_id = ? and d.patient_id = any (?) and d.report_id = any (?)
            """);

    private static final String OF_ORDERS = COUNT.formatted("""
            select o.tenant_id, 'SERVICE' as kind, o.source_id, '' as system, o.code, o.code_text as name,
                   coalesce(o.ordered_from, o.revised_at) as at
            from service_order o
            where o.tenant_id = ? and o.patient_id = any (?) and o.order_id = any (?)
            """);

    /** Only what is none of our departments: those that are need no mapping. */
    private static final String OF_STAYS = COUNT.formatted("""
            select e.tenant_id, 'DEPARTMENT' as kind, e.source_id, '' as system, s.department_code as code,
                   null::text as name, coalesce(s.start_from, e.revised_at) as at
            from encounter e
            join department_stay s on s.tenant_id = e.tenant_id and s.patient_id = e.patient_id
                                  and s.encounter_id = e.encounter_id
            where e.tenant_id = ? and e.patient_id = any (?) and e.encounter_id = any (?) and s.department_id is null
            """);

    static void ofReports(Transaction t, UUID tenantId, UUID[] patients, UUID[] reports) {
        t.update(OF_REPORTS, tenantId, patients, reports, tenantId, patients, reports);
    }

    static void ofOrders(Transaction t, UUID tenantId, UUID[] patients, UUID[] orders) {
        t.update(OF_ORDERS, tenantId, patients, orders);
    }

    static void ofStays(Transaction t, UUID tenantId, UUID[] patients, UUID[] encounters) {
        t.update(OF_STAYS, tenantId, patients, encounters);
    }
}
