package vn.emr.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import vn.emr.core.organization.Account.Role;

/**
 * Which people a caller may read: one query that names everybody who counts, used by opening and by searching alike. A
 * person may be read when anyone of the link set (the person and all merged with it) counts.
 *
 * @param counted SQL that yields {@code (tenant_id, patient_id)}
 * @param parameters its parameters, in order
 */
record ReadRule(String counted, Object[] parameters) {
    /** A ward keeps access for this long after a stay ended: letters, late results, questions. */
    static final Duration AFTER_STAY = Duration.ofDays(30);

    /**
     * A stay in one of the own departments that is open (no end stated) or ended within 30 days; cancelled ones never. A
     * visit given to another patient counts for that one, a visit joined with another ends with that one.
     */
    private static final String OWN_DEPARTMENTS = """
            select s.tenant_id, s.patient_id
            from department_stay s
            join encounter e on e.tenant_id = s.tenant_id and e.patient_id = s.patient_id
                            and e.encounter_id = s.encounter_id
            where s.tenant_id = ? and s.department_id = any (?) and not s.cancelled and e.status <> 'CANCELLED'
              and (s.end_from is null or s.end_from >= ?)
              and (s.end_from is not null or e.end_from is null or e.end_from >= ?)
              and not exists (select 1 from visit_link l
                              where l.tenant_id = s.tenant_id and l.encounter_id = s.encounter_id and l.active)
            union all
            select l.tenant_id, l.shown_under
            from visit_link l
            join encounter e on e.tenant_id = l.tenant_id and e.encounter_id = l.shown_as
            join department_stay s on s.tenant_id = l.tenant_id and s.patient_id = l.patient_id
                                  and s.encounter_id = l.encounter_id
            where l.tenant_id = ? and s.department_id = any (?) and not s.cancelled and e.status <> 'CANCELLED'
              and (s.end_from is null or s.end_from >= ?)
              and (s.end_from is not null or e.end_from is null or e.end_from >= ?)
              and l.active
            """;

    /** A record folder in the own facility. */
    private static final String OWN_FOLDERS = """
            select f.tenant_id, f.patient_id
            from record_folder f
            where f.tenant_id = ? and f.facility_id = ? and f.state <> 'CANCELLED'
              and not exists (select 1 from visit_link l
                              where l.tenant_id = f.tenant_id and l.encounter_id = f.encounter_id and l.active)
            union all
            select l.tenant_id, l.shown_under
            from visit_link l
            join record_folder f on f.tenant_id = l.tenant_id and f.patient_id = l.patient_id
                                and f.encounter_id = l.encounter_id
            where l.tenant_id = ? and f.facility_id = ? and f.state <> 'CANCELLED' and l.active
            """;

    /** In the own facility: a folder there, or opened there (or nowhere) and with no folder of another facility. */
    private static final String OWN_RECORDS = OWN_FOLDERS + """
            union all
            select p.tenant_id, p.patient_id
            from patient p
            where p.tenant_id = ? and (p.facility_id = ? or p.facility_id is null)
              and not exists (select 1 from record_folder f
                              where f.tenant_id = p.tenant_id and f.patient_id = p.patient_id and f.state <> 'CANCELLED'
                                and f.facility_id is distinct from ?)
            """;

    private static final String NOBODY = """
            select p.tenant_id, p.patient_id from patient p where false
            """;

    /**
     * Whom a caller may compare and link: a records clerk also people who have no folder yet, such as those nobody has named.
     */
    static ReadRule ofMatching(Caller caller, Instant now) {
        if (caller.role() != Role.RECORDS_CLERK || caller.facilityId() == null) {
            return of(caller, now);
        }
        UUID tenant = caller.tenantId();
        UUID facility = caller.facilityId();
        return new ReadRule(OWN_RECORDS, new Object[] {tenant, facility, tenant, facility, tenant, facility, facility});
    }

    static ReadRule of(Caller caller, Instant now) {
        return switch (caller.role()) {
            case DOCTOR, NURSE -> {
                Instant since = now.minus(AFTER_STAY);
                UUID[] departments = caller.departments().toArray(UUID[]::new);
                yield new ReadRule(OWN_DEPARTMENTS, new Object[] {
                    caller.tenantId(), departments, since, since, caller.tenantId(), departments, since, since
                });
            }
            case RECORDS_CLERK ->
                caller.facilityId() == null
                        ? new ReadRule(NOBODY, new Object[0])
                        : new ReadRule(OWN_FOLDERS, new Object[] {
                            caller.tenantId(), caller.facilityId(), caller.tenantId(), caller.facilityId()
                        });
            case IT_ADMIN -> new ReadRule(NOBODY, new Object[0]);
            case null -> new ReadRule(NOBODY, new Object[0]);
        };
    }
}
