package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Who works in a hospital and which roles they have, today and before; and giving roles and taking them back. */
@ApplicationScoped
public class StaffRegister {
    private static final int PAGE = 50;

    /**
     * Who is looked for.
     *
     * @param text part of a name or user name, without accents; empty: everybody
     * @param role only who has this role, by code
     * @param departmentId only who has a role there
     * @param after the user name the page before ended with
     */
    public record Asked(String text, String role, UUID departmentId, String after) {}

    /**
     * Somebody who may sign in.
     *
     * @param secondFactor one is set up
     * @param bound belongs to somebody of the hospital's identity provider
     */
    public record Person(
            UUID id,
            String username,
            String displayName,
            String facility,
            boolean enabled,
            boolean locked,
            boolean secondFactor,
            boolean bound,
            Instant createdAt,
            List<String> roles,
            List<String> departments) {}

    /** @param next user name to go on after; null on the last page */
    public record Page(List<Person> people, String next) {}

    /**
     * A role somebody has or had.
     *
     * @param inForce counts now, whatever the hour
     */
    public record Held(
            UUID id,
            String role,
            String facility,
            List<String> departments,
            Instant validFrom,
            Instant validUntil,
            String hours,
            Instant givenAt,
            String givenBy,
            String reason,
            Instant endedAt,
            String endedBy,
            String endReason,
            boolean inForce) {}

    /** A person with all roles, the newest first. */
    public record File(Person person, List<Held> roles) {}

    private static final String PEOPLE = """
            select a.id, a.username, a.display_name, f.name as facility, a.enabled,
                   coalesce(a.locked_until > now(), false) as locked, a.created_at,
                   exists (select from second_factor s where s.account_id = a.id and s.confirmed_at is not null)
                     as second_factor,
                   exists (select from account_identity i where i.account_id = a.id and i.ended_at is null) as bound,
                   array(select distinct r.code
                         from account_role g join role r on r.id = g.role_id
                         where g.account_id = a.id and g.ended_at is null
                           and (g.valid_until is null or g.valid_until > now()) order by 1) as roles,
                   array(select distinct d.name
                         from account_role g
                         join account_role_department x on x.account_role_id = g.id
                         join department d on d.id = x.department_id
                         where g.account_id = a.id and g.ended_at is null
                           and (g.valid_until is null or g.valid_until > now()) order by 1) as departments
            from account a left join facility f on f.id = a.facility_id
            where a.tenant_id = ?
            """;

    private static final String HELD = """
            select g.id, r.code, f.name as facility, g.valid_from, g.valid_until, g.hours, g.given_at,
                   by.display_name as given_by, g.reason, g.ended_at, ender.display_name as ended_by, g.end_reason,
                   g.ended_at is null and g.valid_from <= ? and (g.valid_until is null or g.valid_until > ?) as in_force,
                   array(select d.name from account_role_department x join department d on d.id = x.department_id
                         where x.account_role_id = g.id order by 1) as departments
            from account_role g
            join role r on r.id = g.role_id
            left join facility f on f.id = g.facility_id
            left join account by on by.id = g.given_by
            left join account ender on ender.id = g.ended_by
            where g.account_id = ?
            order by g.given_at desc, g.id desc
            limit 500
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final GivenRoles given;
    private final Clock clock;

    @Inject
    public StaffRegister(Access access, Database database, AuditTrail trail, GivenRoles given, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.given = given;
        this.clock = clock;
    }

    /** One page of the people of the caller's hospital, by user name; traced. */
    public Page people(Caller caller, Asked asked) {
        Instant now = now();
        List<Person> found = database.inTransaction(t -> {
            trail.append(t, StaffTrace.event(caller, Kind.SEARCH, now, "STAFF_LIST", null, null, null));
            return t.query(
                    PEOPLE + """
                    and strpos(a.search_key, ?) > 0
                    and (?::text is null or exists (select 1 from account_role g join role r on r.id = g.role_id
                                                    where g.account_id = a.id and g.ended_at is null and r.code = ?))
                    and (?::uuid is null or exists (select 1 from account_role g
                                                    join account_role_department x on x.account_role_id = g.id
                                                    where g.account_id = a.id and g.ended_at is null and x.department_id = ?))
                    and a.username > ?
                    order by a.username
                    limit ?
                    """,
                    StaffRegister::person,
                    caller.tenantId(),
                    words(asked.text()),
                    asked.role(),
                    asked.role(),
                    asked.departmentId(),
                    asked.departmentId(),
                    asked.after() == null ? "" : asked.after(),
                    PAGE + 1);
        });
        boolean more = found.size() > PAGE;
        List<Person> shown = more ? found.subList(0, PAGE) : found;
        return new Page(shown, more ? shown.getLast().username() : null);
    }

    /**
     * One person with all roles; traced.
     *
     * @throws Refusal NOT_FOUND
     */
    public File person(Caller caller, UUID accountId) {
        Instant now = now();
        return database.inTransaction(t -> {
            trail.append(t, StaffTrace.event(caller, Kind.OPEN, now, "ACCOUNT", accountId, null, null));
            return file(t, caller, accountId);
        });
    }

    /**
     * Gives a role.
     *
     * @throws Refusal NOT_FOUND; MALFORMED_FIELD with pointers; NOT_APPLICABLE when it is the caller's own account
     */
    public File give(Caller caller, UUID accountId, GivenRoles.Giving giving) {
        notToOneself(caller, accountId);
        return database.inTransaction(t -> {
            file(t, caller, accountId);
            given.give(t, caller.actor(), caller.tenantId(), accountId, giving);
            return file(t, caller, accountId);
        });
    }

    /**
     * Takes a role back; what is taken back already stays so.
     *
     * @throws Refusal NOT_FOUND; NOT_APPLICABLE for the caller's own account, or when nobody would be left who may give roles
     */
    public File end(Caller caller, UUID accountId, UUID heldId, String reason) {
        notToOneself(caller, accountId);
        return database.inTransaction(t -> {
            RoleRegister.oneAtATime(t, caller.tenantId());
            String role = file(t, caller, accountId).roles().stream()
                    .filter(h -> h.id().equals(heldId))
                    .findFirst()
                    .orElseThrow(() -> access.missing(caller, "ACCOUNT_ROLE", heldId))
                    .role();
            given.end(t, caller.actor(), caller.tenantId(), accountId, heldId, role, reason);
            RoleRegister.somebodyMustRemain(t, caller.tenantId());
            return file(t, caller, accountId);
        });
    }

    /** Who may give roles does not give them to themselves (separation of duties, TCVN 14423:2026). */
    private void notToOneself(Caller caller, UUID accountId) {
        if (caller.id().equals(accountId)) {
            throw access.refuse(
                    caller,
                    "ACCOUNT_ROLE",
                    new Refusal(Code.NOT_APPLICABLE, "your own roles are given and taken back by somebody else"));
        }
    }

    private File file(Transaction t, Caller caller, UUID accountId) {
        Instant now = now();
        Person person = t.first(PEOPLE + "and a.id = ?", StaffRegister::person, caller.tenantId(), accountId)
                .orElseThrow(() -> access.missing(caller, "ACCOUNT", accountId));
        return new File(person, t.query(HELD, StaffRegister::held, now, now, accountId));
    }

    private static Person person(Row row) {
        return new Person(
                row.uuid("id"),
                row.text("username"),
                row.text("display_name"),
                row.text("facility"),
                row.bool("enabled"),
                row.bool("locked"),
                row.bool("second_factor"),
                row.bool("bound"),
                row.instant("created_at"),
                Arrays.asList(row.<String>array("roles")),
                Arrays.asList(row.<String>array("departments")));
    }

    private static Held held(Row row) {
        return new Held(
                row.uuid("id"),
                row.text("code"),
                row.text("facility"),
                Arrays.asList(row.<String>array("departments")),
                row.instant("valid_from"),
                row.instant("valid_until"),
                row.text("hours"),
                row.instant("given_at"),
                row.text("given_by"),
                row.text("reason"),
                row.instant("ended_at"),
                row.text("ended_by"),
                row.text("end_reason"),
                row.bool("in_force"));
    }

    private static String words(String text) {
        return text == null ? "" : PersonName.unaccented(text.strip());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
