package vn.emr.core.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.store.Database;

/** What a signed-in person is told about themselves. */
@ApplicationScoped
public class Profiles {
    /** A role by code, with its name in both languages. */
    public record Job(String code, String nameVi, String nameEn) {}

    /** A place by name. */
    public record Place(UUID id, String name) {}

    public record Ward(UUID id, String code, String name) {}

    /**
     * @param least signs of a new password
     * @param classes whether upper, lower, digit and another sign are asked for
     */
    public record PasswordNeeds(int least, boolean classes) {}

    /**
     * @param roles those that count at this hour
     * @param rights what the roles allow; for menus only, every request is judged anew
     * @param guest one of the roles reads records that approved requests open
     * @param onlyGuest and none reads others
     * @param hold what must be dealt with first; null: nothing
     * @param password what the next password needs
     * @param idleMinutes without an act of the person, until the session ends
     */
    public record Profile(
            UUID accountId,
            String username,
            String displayName,
            List<Job> roles,
            Place facility,
            List<Ward> departments,
            Set<Right> rights,
            boolean guest,
            boolean onlyGuest,
            Hold hold,
            PasswordNeeds password,
            int idleMinutes) {}

    private final Database database;
    private final PasswordProfile passwords;

    @Inject
    public Profiles(Database database, Passwords passwords) {
        this.database = database;
        this.passwords = passwords.profile();
    }

    public Profile of(Caller caller) {
        List<Ward> wards =
                database.query("""
                select d.id, d.code, d.name
                from department d
                where d.id = any (?)
                order by d.name, d.id
                """, row -> new Ward(row.uuid("id"), row.text("code"), row.text("name")), (Object)
                        caller.departments().toArray(UUID[]::new));
        List<Job> jobs = database.query(
                "select r.code, r.name_vi, r.name_en from role_now r where r.tenant_id = ? and r.code = any (?) order by 1",
                row -> new Job(row.text("code"), row.text("name_vi"), row.text("name_en")),
                caller.tenantId(),
                caller.roles().stream().map(Assignment::role).toArray(String[]::new));
        Set<Reach> reaches =
                caller.roles().stream().flatMap(role -> role.reaches().stream()).collect(Collectors.toSet());
        return database.first(
                        """
                        select a.username, a.display_name, f.id as facility_id, f.name as facility_name,
                               exists (select from second_factor s where s.account_id = a.id and s.confirmed_at is not null)
                                 as has_factor
                        from account a left join facility f on f.id = a.facility_id
                        where a.id = ? and a.tenant_id = ?
                        """,
                        row -> new Profile(
                                caller.id(),
                                row.text("username"),
                                row.text("display_name"),
                                jobs,
                                row.uuid("facility_id") == null
                                        ? null
                                        : new Place(row.uuid("facility_id"), row.text("facility_name")),
                                wards,
                                caller.rights(),
                                reaches.contains(Reach.DISCLOSED),
                                reaches.equals(Set.of(Reach.DISCLOSED)),
                                caller.hold(),
                                new PasswordNeeds(passwords.least(row.bool("has_factor")), passwords.classes()),
                                caller.roles().stream()
                                        .mapToInt(Assignment::idleMinutes)
                                        .min()
                                        .orElse(SessionState.LONGEST_IDLE_MINUTES)),
                        caller.id(),
                        caller.tenantId())
                .orElseThrow(() -> new Refusal(Code.NOT_SIGNED_IN, "no such account"));
    }
}
