package vn.emr.core.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.staff.GivenRoles;
import vn.emr.core.staff.GivenRoles.Giving;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Which groups of the identity provider mean which roles here, written by those who may give roles. A group nobody wrote down
 * means nothing, no group means a role that may give roles, and nobody is given a role by a line of their own. What a person took
 * back is not given again by the provider.
 */
@ApplicationScoped
public class ProviderRoles {
    private static final int MOST = 1000;

    /** Why a row was given or taken back, as the page of the person shows it. */
    private static final String REASON = "Theo hệ thống định danh / by the identity provider";

    /** @param group as the provider tells it, 1 to 200 characters */
    public record Line(String group, String role, UUID facilityId, Set<UUID> departments) {
        public Line {
            departments = departments == null ? Set.of() : Set.copyOf(departments);
        }
    }

    /** A line that counts, with the names of its places. */
    public record Kept(
            UUID id,
            String group,
            String role,
            String facility,
            List<String> departments,
            Instant madeAt,
            String madeBy) {}

    private record Wanted(UUID id, String role, UUID facilityId, Set<UUID> departments) {}

    private record Held(UUID id, UUID accountId, UUID line, String role) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final GivenRoles given;
    private final Clock clock;

    @Inject
    public ProviderRoles(Access access, Database database, AuditTrail trail, GivenRoles given, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.given = given;
        this.clock = clock;
    }

    /** The lines of the caller's hospital by group; at most 1,000. */
    public List<Kept> list(Caller caller) {
        return database.inTransaction(t -> list(t, caller.tenantId()));
    }

    private static List<Kept> list(Transaction t, UUID tenantId) {
        return t.query(
                """
                select p.id, p.group_name, r.code, f.name as facility, p.made_at, a.display_name as made_by,
                       array(select d.name from provider_role_department x join department d on d.id = x.department_id
                             where x.provider_role_id = p.id order by 1) as departments
                from provider_role p join role r on r.id = p.role_id
                join account a on a.id = p.made_by
                left join facility f on f.id = p.facility_id
                where p.tenant_id = ? and p.ended_at is null
                order by p.group_name, r.code, p.id limit 1000
                """,
                row -> new Kept(
                        row.uuid("id"),
                        row.text("group_name"),
                        row.text("code"),
                        row.text("facility"),
                        Arrays.asList(row.<String>array("departments")),
                        row.instant("made_at"),
                        row.text("made_by")),
                tenantId);
    }

    /**
     * Writes down what a group means; in effect at the next sign-in of its people.
     *
     * @throws Refusal MALFORMED_FIELD with pointers; NOT_APPLICABLE for a role that may give roles
     */
    public List<Kept> add(Caller caller, Line line) {
        String group = line.group() == null ? "" : line.group().strip();
        if (group.isEmpty() || group.length() > 200 || group.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: a group of 1 to 200 characters", "/group");
        }
        Instant now = now();
        return database.inTransaction(t -> {
            if (list(t, caller.tenantId()).size() >= MOST) {
                throw new Refusal(Code.NOT_APPLICABLE, "1,000 groups are the most; remove one first");
            }
            Giving giving = new Giving(line.role(), line.facilityId(), line.departments(), null, null, null, null);
            UUID role = given.mustFit(t, caller.tenantId(), giving);
            if (givesRoles(t, role)) {
                throw access.refuse(
                        caller,
                        "PROVIDER_ROLE",
                        new Refusal(
                                Code.NOT_APPLICABLE, "a role that may give roles is given by a person only", "/role"));
            }
            UUID id = Ids.next();
            t.update("""
                    insert into provider_role (id, tenant_id, group_name, role_id, facility_id, made_at, made_by)
                    values (?, ?, ?, ?, ?::uuid, ?, ?)
                    """, id, caller.tenantId(), group, role, line.facilityId(), now, caller.id());
            line.departments()
                    .forEach(one -> t.update(
                            "insert into provider_role_department (provider_role_id, department_id) values (?, ?)",
                            id,
                            one));
            trace(t, caller, id, group + ": - -> " + line.role());
            return list(t, caller.tenantId());
        });
    }

    /**
     * Takes a line out; the roles people have by it are taken back at once, in effect within 5 s.
     *
     * @throws Refusal NOT_FOUND
     */
    public List<Kept> end(Caller caller, UUID id) {
        Instant now = now();
        return database.inTransaction(t -> {
            Kept kept = list(t, caller.tenantId()).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> access.missing(caller, "PROVIDER_ROLE", id));
            t.update("update provider_role set ended_at = ?, ended_by = ? where id = ?", now, caller.id(), id);
            trace(t, caller, id, kept.group() + ": " + kept.role() + " -> -");
            for (Held held : held(t, "b.provider_role_id = ?", id)) {
                given.end(t, caller.actor(), caller.tenantId(), held.accountId(), held.id(), held.role(), REASON);
            }
            return list(t, caller.tenantId());
        });
    }

    /** Gives and takes back what follows from the groups somebody has now; roles that people gave stay as they are. */
    void follow(Transaction t, UUID tenantId, UUID accountId, Set<String> groups) {
        List<Wanted> wanted = wanted(t, tenantId, accountId, groups);
        Set<UUID> lines = wanted.stream().map(Wanted::id).collect(Collectors.toSet());
        List<Held> now = held(t, "g.account_id = ?", accountId);
        for (Held held : now) {
            if (!lines.contains(held.line())) {
                given.end(t, Actor.SYSTEM, tenantId, accountId, held.id(), held.role(), REASON);
            }
        }
        Set<UUID> had = now.stream().map(Held::line).collect(Collectors.toSet());
        for (Wanted one : wanted) {
            if (!had.contains(one.id())) {
                Giving giving = new Giving(one.role(), one.facilityId(), one.departments(), null, null, null, REASON);
                UUID row = given.give(t, Actor.SYSTEM, tenantId, accountId, giving);
                t.update(
                        "insert into account_role_by_provider (account_role_id, provider_role_id) values (?, ?)",
                        row,
                        one.id());
            }
        }
    }

    private static List<Wanted> wanted(Transaction t, UUID tenantId, UUID accountId, Set<String> groups) {
        return t.query(
                """
                select p.id, r.code, p.facility_id,
                       array(select x.department_id from provider_role_department x where x.provider_role_id = p.id) as departments
                from provider_role p join role_now r on r.role_id = p.role_id
                where p.tenant_id = ? and p.ended_at is null and p.group_name = any (?) and p.made_by <> ?
                  and r.enabled and not 'ROLE_MANAGE' = any (r.rights)
                  and not exists (select from account_role_by_provider b join account_role g on g.id = b.account_role_id
                                  where b.provider_role_id = p.id and g.account_id = ? and g.ended_by is not null)
                order by p.made_at, p.id
                """,
                row -> new Wanted(
                        row.uuid("id"),
                        row.text("code"),
                        row.uuid("facility_id"),
                        Set.copyOf(Arrays.asList(row.<UUID>array("departments")))),
                tenantId,
                groups.toArray(String[]::new),
                accountId,
                accountId);
    }

    private static List<Held> held(Transaction t, String where, UUID key) {
        return t.query("""
                select g.id, g.account_id, b.provider_role_id, r.code
                from account_role_by_provider b join account_role g on g.id = b.account_role_id join role r on r.id = g.role_id
                where g.ended_at is null and %s order by g.given_at, g.id
                """.formatted(where), ProviderRoles::held, key);
    }

    private static Held held(Row row) {
        return new Held(row.uuid("id"), row.uuid("account_id"), row.uuid("provider_role_id"), row.text("code"));
    }

    private static boolean givesRoles(Transaction t, UUID role) {
        return t.first(
                        "select 1 as one from role_now where role_id = ? and 'ROLE_MANAGE' = any (rights)",
                        row -> row.integer("one"),
                        role)
                .isPresent();
    }

    private void trace(Transaction t, Caller caller, UUID id, String changes) {
        trail.append(
                t, access.event(caller, Kind.RIGHTS, null, "PROVIDER_ROLE", id).changing(changes));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
