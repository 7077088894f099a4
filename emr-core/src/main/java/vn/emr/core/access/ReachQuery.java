package vn.emr.core.access;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query of one {@link Reach}: SQL that yields {@code (tenant_id, patient_id)}. In the texts below {@code :WORD} stands for
 * a parameter, and a line that begins with {@code --state} for a condition that only roles need which may not read records in
 * every state.
 *
 * @param parameters what each question mark stands for, in order
 * @param narrowed the same with the conditions on states; null in that one itself
 */
record ReachQuery(String sql, List<Word> parameters, ReachQuery narrowed) {
    /** What a query may ask for. */
    enum Word {
        TENANT,
        ACCOUNT,
        FACILITY,
        DEPARTMENTS,
        SINCE,
        NOW,
        CATEGORIES,
        STATES
    }

    private static final Pattern WORD = Pattern.compile(":([A-Z]+)");
    private static final String NARROWING = "(?m)^\\s*--state (.*)$";

    /**
     * A stay in one of the departments that is open (no end stated) or ended within 30 days; cancelled ones never. A visit
     * given to another patient counts for that one, a visit joined with another ends with that one.
     */
    private static final ReachQuery DEPARTMENT = query("""
            select s.tenant_id, s.patient_id
            from department_stay s
            join encounter e on e.tenant_id = s.tenant_id and e.patient_id = s.patient_id
                            and e.encounter_id = s.encounter_id
            where s.tenant_id = :TENANT and s.department_id = any (:DEPARTMENTS) and not s.cancelled
              and e.status <> 'CANCELLED'
              and (s.end_from is null or s.end_from >= :SINCE)
              and (s.end_from is not null or e.end_from is null or e.end_from >= :SINCE)
              and not exists (select 1 from visit_link l
                              where l.tenant_id = s.tenant_id and l.encounter_id = s.encounter_id and l.active)
              --state and record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = any (:STATES)
            union all
            select l.tenant_id, l.shown_under
            from visit_link l
            join encounter e on e.tenant_id = l.tenant_id and e.encounter_id = l.shown_as
            join department_stay s on s.tenant_id = l.tenant_id and s.patient_id = l.patient_id
                                  and s.encounter_id = l.encounter_id
            where l.tenant_id = :TENANT and s.department_id = any (:DEPARTMENTS) and not s.cancelled
              and e.status <> 'CANCELLED'
              and (s.end_from is null or s.end_from >= :SINCE)
              and (s.end_from is not null or e.end_from is null or e.end_from >= :SINCE)
              and l.active
              --state and record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = any (:STATES)
            """);

    private static final ReachQuery TEAM = query("""
            select c.tenant_id, c.patient_id
            from care_relation c
            where c.tenant_id = :TENANT and c.account_id = :ACCOUNT and c.ended_at is null and c.valid_until > :NOW
            """);

    private static final ReachQuery REFERRED = query("""
            select c.tenant_id, c.patient_id
            from care_relation c
            where c.tenant_id = :TENANT and c.department_id = any (:DEPARTMENTS) and c.ended_at is null
              and c.valid_until > :NOW
            """);

    /** Orders of a visit in the facility, or without a visit of a patient known there. */
    private static final ReachQuery ORDERED = query("""
            select o.tenant_id, coalesce(l.shown_under, o.patient_id) as patient_id
            from service_order o
            join patient p on p.tenant_id = o.tenant_id and p.patient_id = o.patient_id
            left join encounter e on e.tenant_id = o.tenant_id and e.patient_id = o.patient_id
                                 and e.encounter_id = o.encounter_id
            left join visit_link l on l.tenant_id = o.tenant_id and l.encounter_id = o.encounter_id and l.active
            where o.tenant_id = :TENANT and o.category = any (:CATEGORIES) and o.revised_at >= :SINCE
              and o.status <> 'CANCELLED' and coalesce(e.facility_id, p.facility_id) = :FACILITY
              --state and (e.encounter_id is null
              --state      or record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = any (:STATES))
            """);

    private static final ReachQuery MEDICATION = query("""
            select o.tenant_id, coalesce(l.shown_under, o.patient_id) as patient_id
            from medication_order o
            join patient p on p.tenant_id = o.tenant_id and p.patient_id = o.patient_id
            left join encounter e on e.tenant_id = o.tenant_id and e.patient_id = o.patient_id
                                 and e.encounter_id = o.encounter_id
            left join visit_link l on l.tenant_id = o.tenant_id and l.encounter_id = o.encounter_id and l.active
            where o.tenant_id = :TENANT and o.revised_at >= :SINCE
              and coalesce(e.facility_id, p.facility_id) = :FACILITY
              --state and (e.encounter_id is null
              --state      or record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = any (:STATES))
            """);

    /** A record folder in the facility. */
    private static final String FOLDERS = """
            select f.tenant_id, f.patient_id
            from record_folder f
            where f.tenant_id = :TENANT and f.facility_id = :FACILITY and f.state <> 'CANCELLED'
              and not exists (select 1 from visit_link l
                              where l.tenant_id = f.tenant_id and l.encounter_id = f.encounter_id and l.active)
              --state and f.state = any (:STATES)
            union all
            select l.tenant_id, l.shown_under
            from visit_link l
            join record_folder f on f.tenant_id = l.tenant_id and f.patient_id = l.patient_id
                                and f.encounter_id = l.encounter_id
            where l.tenant_id = :TENANT and f.facility_id = :FACILITY and f.state <> 'CANCELLED' and l.active
              --state and f.state = any (:STATES)
            """;

    /** Also one that was destroyed: who kept it is told so. */
    private static final ReachQuery FACILITY_RECORDS = query(FOLDERS + """
            union all
            select f.tenant_id, f.patient_id
            from destroyed_folder f
            where f.tenant_id = :TENANT and f.facility_id = :FACILITY
              --state and 'ARCHIVED' = any (:STATES)
            """);

    /** In the facility: a folder there, or opened there (or nowhere) and with no folder of another facility. */
    static final ReachQuery KEPT_RECORDS = query(FOLDERS + """
            union all
            select p.tenant_id, p.patient_id
            from patient p
            where p.tenant_id = :TENANT and (p.facility_id = :FACILITY or p.facility_id is null)
              and not exists (select 1 from record_folder f
                              where f.tenant_id = p.tenant_id and f.patient_id = p.patient_id and f.state <> 'CANCELLED'
                                and f.facility_id is distinct from :FACILITY)
            """);

    /** A visit in the facility, or known there and with no visit anywhere. Each arm is found by the patient, when one is asked for. */
    private static final ReachQuery FACILITY = query("""
            select e.tenant_id, e.patient_id
            from encounter e
            where e.tenant_id = :TENANT and e.facility_id = :FACILITY and e.status <> 'CANCELLED'
              and not exists (select 1 from visit_link l
                              where l.tenant_id = e.tenant_id and l.encounter_id = e.encounter_id and l.active)
              --state and record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = any (:STATES)
            union all
            select l.tenant_id, l.shown_under
            from visit_link l
            join encounter e on e.tenant_id = l.tenant_id and e.patient_id = l.patient_id and e.encounter_id = l.encounter_id
            where l.tenant_id = :TENANT and e.facility_id = :FACILITY and e.status <> 'CANCELLED' and l.active
              --state and record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) = any (:STATES)
            union all
            select p.tenant_id, p.patient_id
            from patient p
            where p.tenant_id = :TENANT and p.facility_id = :FACILITY
              and not exists (select 1 from encounter e where e.tenant_id = p.tenant_id and e.patient_id = p.patient_id)
            """);

    private static final ReachQuery EMERGENCY = query("""
            select m.tenant_id, m.patient_id
            from emergency m
            where m.tenant_id = :TENANT and m.account_id = :ACCOUNT and m.patient_id is not null and m.ended_at is null
              and m.valid_until > :NOW
            """);

    /** Requests opened to the person, but of whole records that a label closes only those whose decision names it. */
    private static final ReachQuery DISCLOSED = query("""
            select g.tenant_id, g.patient_id
            from guest_now g
            where g.tenant_id = :TENANT and g.account_id = :ACCOUNT and g.valid_from <= :NOW and g.valid_until > :NOW
              and not exists (select 1 from labelled x join label_now n on n.label_id = x.label_id and n.enabled
                              where x.tenant_id = g.tenant_id and x.ended_at is null and x.part = 'PATIENT'
                                and x.patient_id in (select link_set(g.tenant_id, g.patient_id))
                                and not (x.label_id = any (g.labels)))
            """);

    static ReachQuery of(Reach reach) {
        return switch (reach) {
            case DEPARTMENT -> DEPARTMENT;
            case TEAM -> TEAM;
            case REFERRED -> REFERRED;
            case LABORATORY_ORDERS, IMAGING_ORDERS -> ORDERED;
            case MEDICATION_ORDERS -> MEDICATION;
            case FACILITY_RECORDS -> FACILITY_RECORDS;
            case FACILITY -> FACILITY;
            case DISCLOSED -> DISCLOSED;
            case EMERGENCY -> EMERGENCY;
        };
    }

    private static ReachQuery query(String text) {
        ReachQuery narrowed = bound(text.replaceAll(NARROWING, "$1"), null);
        return bound(text.replaceAll(NARROWING, ""), narrowed);
    }

    private static ReachQuery bound(String text, ReachQuery narrowed) {
        Matcher words = WORD.matcher(text);
        List<Word> parameters =
                words.results().map(found -> Word.valueOf(found.group(1))).toList();
        return new ReachQuery(words.replaceAll("?"), parameters, narrowed);
    }
}
