package vn.emr.core.movements;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.store.Transaction;

/** Of the facility of a visit, by name; at most 500. */
public record Departments(List<Department> departments) {
    /** @param here where the patient lies now */
    public record Department(UUID id, String code, String name, boolean here) {}

    private static final String OF_FACILITY = """
            select d.id, d.code, d.name,
                   exists (select 1 from department_stay s
                           where s.tenant_id = e.tenant_id and s.patient_id = e.patient_id and s.encounter_id = e.encounter_id
                             and s.department_id = d.id and not s.cancelled and s.end_from is null) as here
            from encounter e
            join department d on d.tenant_id = e.tenant_id and (e.facility_id is null or d.facility_id = e.facility_id)
            where e.tenant_id = ? and e.patient_id = any (?) and e.encounter_id = ?
            order by d.name, d.id
            limit 500
            """;

    static Departments of(Transaction t, Grant grant, UUID encounterId) {
        return new Departments(t.query(
                OF_FACILITY,
                row -> new Department(row.uuid("id"), row.text("code"), row.text("name"), row.bool("here")),
                grant.tenantId(),
                grant.filedUnder(),
                encounterId));
    }

    Optional<Department> find(UUID id) {
        return departments.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** @throws Refusal MALFORMED_FIELD for one of another facility */
    String code(UUID id) {
        return find(id).map(Department::code)
                .orElseThrow(() ->
                        new Refusal(Code.MALFORMED_FIELD, "a department of the facility", "/movement/departmentId"));
    }
}
