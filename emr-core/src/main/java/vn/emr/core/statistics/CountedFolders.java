package vn.emr.core.statistics;

/** The SQL of {@link RecordStatistics}: the folders that count, and what is asked of them. */
final class CountedFolders {
    /** Days at which the groups of lengths of stay begin. */
    static final int[] LENGTHS = {1, 2, 3, 4, 6, 8, 15, 31};

    private CountedFolders() {}

    /** Whose it is, and where the patient lay; f is a folder or what has its columns. */
    private static final String WHERE = """
            (f.facility_id = any (?)
                   or exists (select 1 from department_stay s
                              where s.tenant_id = f.tenant_id and s.patient_id = f.patient_id and s.encounter_id = f.encounter_id
                                and not s.cancelled and s.department_id = any (?)))
              and (?::uuid is null
                   or exists (select 1 from department_stay s
                              where s.tenant_id = f.tenant_id and s.patient_id = f.patient_id and s.encounter_id = f.encounter_id
                                and not s.cancelled and s.department_id = ?))
            """;

    /** Folders opened or ended in the time, each once; another system may have told the end of the same visit. */
    static final String SQL = """
            with span as (select ?::timestamptz as a, ?::timestamptz as z, ?::uuid as tenant),
            these as (
              select f.tenant_id, f.patient_id, f.folder_id
              from span join record_folder f on f.tenant_id = tenant and f.opened_at >= a and f.opened_at < z
              where f.part_of is null
              union
              select f.tenant_id, f.patient_id, f.folder_id
              from span
              join encounter o on o.tenant_id = tenant and o.end_from >= a and o.end_from < z
              join encounter e on e.tenant_id = o.tenant_id and e.patient_id = o.patient_id
                              and (e.encounter_id = o.encounter_id
                                   or e.visit_number = o.visit_number and e.facility_id is not distinct from o.facility_id)
              join record_folder f on f.tenant_id = e.tenant_id and f.patient_id = e.patient_id and f.encounter_id = e.encounter_id
              where f.part_of is null),
            folder as materialized (
              select f.tenant_id, f.patient_id, f.encounter_id, f.facility_id, f.opened_at, f.completed_from, f.closed_from, f.state,
                     e.class, ended.at as ended_at, f.opened_at >= a and f.opened_at < z as opened_in,
                     coalesce(ended.at >= a and ended.at < z, false) as ended_in
              from span
              cross join these
              join record_folder f on f.tenant_id = these.tenant_id and f.patient_id = these.patient_id and f.folder_id = these.folder_id
              join encounter e on e.tenant_id = f.tenant_id and e.patient_id = f.patient_id and e.encounter_id = f.encounter_id
              cross join lateral visit_end(e.end_from, e.tenant_id, e.patient_id, e.visit_number, e.facility_id) ended
              where f.state <> 'CANCELLED' and %s)
            """.formatted(WHERE);

    static final String STAYS = """
            select count(*)::int as n, avg(d.days)::numeric(8,1) as mean,
                   (percentile_cont(0.5) within group (order by d.days))::numeric(8,1) as median,
                   (percentile_cont(0.9) within group (order by d.days))::numeric(8,1) as ninety,
                   array[count(*) filter (where d.days = 1), count(*) filter (where d.days = 2), count(*) filter (where d.days = 3),
                         count(*) filter (where d.days between 4 and 5), count(*) filter (where d.days between 6 and 7),
                         count(*) filter (where d.days between 8 and 14), count(*) filter (where d.days between 15 and 30),
                         count(*) filter (where d.days > 30)]::int[] as lengths
            from (select greatest(1, (f.ended_at at time zone 'Asia/Ho_Chi_Minh')::date
                                     - (f.opened_at at time zone 'Asia/Ho_Chi_Minh')::date) as days
                  from folder f where f.ended_in and f.class = 'INPATIENT') d
            """;

    /** The main illness as lists show it: what a person said before what systems told. Labels hide codes and words. */
    static final String ILLNESSES = """
            select m.code, max(m.text) as text, count(*)::int as n
            from folder f
            cross join (select ?::text[] as roles) mine
            cross join lateral (
              select c.code, c.text from condition c
              where c.tenant_id = f.tenant_id and c.patient_id = f.patient_id and c.encounter_id = f.encounter_id
                and c.active and c.rank in ('primary', 'discharge')
              order by c.source_id is null desc, c.rank desc, c.code is null, c.condition_id limit 1) m
            where f.ended_in and m.code is not null
              and not exists (select 1 from label_now n
                              where n.tenant_id = f.tenant_id and n.enabled and not (n.roles && mine.roles)
                                and (replace(m.code, '.', '') ~* n.diagnosis_pattern or m.text ~* n.service_pattern))
            group by m.code
            order by n desc, m.code
            limit 10
            """;

    /** The visit of an order says where it counts. */
    static final String RESULTS = """
            select o.work, count(o.hours)::int as answered, (count(*) - count(o.hours))::int as waiting,
                   (percentile_cont(0.5) within group (order by o.hours))::numeric(10,2) as median,
                   (percentile_cont(0.9) within group (order by o.hours))::numeric(10,2) as ninety
            from (
              select case when r.category in ('RAD', 'RX', 'RUS', 'CUS', 'OUS', 'VUS', 'NMR', 'NMS', 'CT', 'CTH', 'MRI', 'IMG', 'US', 'XRC') then 'IMAGING'
                          else 'LABORATORY' end as work,
                     (select extract(epoch from min(d.issued_from) - r.ordered_from) / 3600
                      from diagnostic_report d
                      where d.tenant_id = r.tenant_id and d.patient_id = r.patient_id and d.order_id = r.order_id
                        and d.issued_from >= r.ordered_from) as hours
              from service_order r
              join encounter f on f.tenant_id = r.tenant_id and f.patient_id = r.patient_id and f.encounter_id = r.encounter_id
              where r.tenant_id = ? and r.ordered_from >= ? and r.ordered_from < ? and r.status <> 'CANCELLED' and %s) o
            group by o.work
            order by o.work desc
            """.formatted(WHERE);

    static final String COMPLETION = """
            select count(*) filter (where f.completed_from <= due.at)::int as in_time,
                   count(*) filter (where f.completed_from > due.at or f.completed_from is null and due.at < ?)::int as late,
                   count(*) filter (where f.completed_from is null and due.at >= ?)::int as open
            from folder f
            join folder_rule_now n on n.facility_id = f.facility_id
            cross join lateral (select f.ended_at + n.complete_hours * interval '1 hour' as at) due
            where f.ended_in
            """;

    static final String CLOSING = """
            select count(*) filter (where f.closed_from <= due.at)::int as in_time,
                   count(*) filter (where f.closed_from > due.at or f.closed_from is null and due.at < ?)::int as late,
                   count(*) filter (where f.closed_from is null and due.at >= ?)::int as open
            from folder f
            join folder_rule_now n on n.facility_id = f.facility_id
            cross join lateral (select f.completed_from + n.close_hours * interval '1 hour' as at) due
            where f.ended_in and f.completed_from is not null
            """;

    static final String BACKLOG = """
            select count(*) filter (where f.state = 'IN_TREATMENT')::int as in_treatment,
                   count(*) filter (where f.state = 'COMPLETED')::int as completed,
                   count(*) filter (where due.at < ?)::int as overdue
            from record_folder f
            join encounter e on e.tenant_id = f.tenant_id and e.patient_id = f.patient_id and e.encounter_id = f.encounter_id
            join folder_rule_now n on n.facility_id = f.facility_id
            cross join lateral (
              select case f.state when 'IN_TREATMENT'
                       then (select v.at from visit_end(e.end_from, e.tenant_id, e.patient_id, e.visit_number, e.facility_id) v)
                            + n.complete_hours * interval '1 hour'
                     else f.completed_from + n.close_hours * interval '1 hour' end as at) due
            where f.tenant_id = ? and f.part_of is null and f.state in ('IN_TREATMENT', 'COMPLETED') and %s
            """.formatted(WHERE);

    static final String DEPARTMENTS = """
            select d.id, d.name from department d
            where d.tenant_id = ? and (d.facility_id = any (?) or d.id = any (?))
            order by d.name, d.id limit 1000
            """;
}
