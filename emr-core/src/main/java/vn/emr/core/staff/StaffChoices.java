package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.store.Database;

/** What is chosen from when somebody is looked for or given a role: the roles and places of the caller's hospital. */
@ApplicationScoped
public class StaffChoices {
    /** @param enabled may be given */
    public record RoleName(String code, String nameVi, String nameEn, boolean enabled) {}

    public record Facility(UUID id, String name) {}

    public record Department(UUID id, UUID facilityId, String name) {}

    /**
     * All of them by name, the roles by code.
     *
     * @param roles at most 500
     * @param facilities at most 500
     * @param departments at most 5,000
     */
    public record Choices(List<RoleName> roles, List<Facility> facilities, List<Department> departments) {}

    private final Database database;

    @Inject
    public StaffChoices(Database database) {
        this.database = database;
    }

    /** Codes and names only; nothing of a person. */
    public Choices choices(Caller caller) {
        return database.inTransaction(t -> new Choices(
                t.query(
                        """
                        select r.code, r.name_vi, r.name_en, r.enabled from role_now r
                        where r.tenant_id = ? order by r.code limit 500
                        """,
                        row -> new RoleName(
                                row.text("code"), row.text("name_vi"), row.text("name_en"), row.bool("enabled")),
                        caller.tenantId()),
                t.query(
                        "select id, name from facility where tenant_id = ? order by name, id limit 500",
                        row -> new Facility(row.uuid("id"), row.text("name")),
                        caller.tenantId()),
                t.query(
                        """
                        select id, facility_id, name from department
                        where tenant_id = ? order by name, id limit 5000
                        """,
                        row -> new Department(row.uuid("id"), row.uuid("facility_id"), row.text("name")),
                        caller.tenantId())));
    }
}
