package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.store.Database;

/** What a signed-in person is told about themselves. */
@ApplicationScoped
public class Profiles {
    /** A place by name. */
    public record Place(UUID id, String name) {}

    public record Ward(UUID id, String code, String name) {}

    /**
     * @param rights what the role allows; for menus only, every request is judged anew
     */
    public record Profile(
            UUID accountId,
            String username,
            String displayName,
            Role role,
            Place facility,
            List<Ward> departments,
            Set<Right> rights,
            boolean mustChangePassword) {}

    private final Database database;

    @Inject
    public Profiles(Database database) {
        this.database = database;
    }

    public Profile of(Caller caller) {
        List<Ward> wards =
                database.query("""
                select d.id, d.code, d.name
                from account_department a join department d on d.id = a.department_id
                where a.account_id = ?
                order by d.name, d.id
                """, row -> new Ward(row.uuid("id"), row.text("code"), row.text("name")), caller.id());
        return database.first(
                        """
                        select a.username, a.display_name, a.must_change, f.id as facility_id, f.name as facility_name
                        from account a left join facility f on f.id = a.facility_id
                        where a.id = ? and a.tenant_id = ?
                        """,
                        row -> new Profile(
                                caller.id(),
                                row.text("username"),
                                row.text("display_name"),
                                caller.role(),
                                row.uuid("facility_id") == null
                                        ? null
                                        : new Place(row.uuid("facility_id"), row.text("facility_name")),
                                wards,
                                caller.rights(),
                                row.bool("must_change")),
                        caller.id(),
                        caller.tenantId())
                .orElseThrow(() -> new Refusal(Code.NOT_SIGNED_IN, "no such account"));
    }
}
