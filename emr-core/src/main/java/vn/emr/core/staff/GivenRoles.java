package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Hours;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Gives roles to people and takes them back; each leaves its row and its trace. Open sessions follow within 5 s. */
@ApplicationScoped
public class GivenRoles {
    private static final int LONGEST = 500;
    private static final int MOST_DEPARTMENTS = 200;

    /**
     * A role as it is given.
     *
     * @param role its code
     * @param facilityId null: reaches nobody by facility
     * @param departments of the facility
     * @param validFrom null: from now on
     * @param validUntil null: until it is taken back
     * @param hours null: those of the role
     */
    public record Giving(
            String role,
            UUID facilityId,
            Set<UUID> departments,
            Instant validFrom,
            Instant validUntil,
            String hours,
            String reason) {
        public Giving {
            departments = departments == null ? Set.of() : Set.copyOf(departments);
        }

        private boolean means(Giving held) {
            return role.equals(held.role)
                    && Objects.equals(facilityId, held.facilityId)
                    && departments.equals(held.departments)
                    && (validFrom == null || validFrom.equals(held.validFrom))
                    && Objects.equals(validUntil, held.validUntil)
                    && Objects.equals(hours, held.hours);
        }

        private String words() {
            return "role: - -> " + role
                    + (departments.isEmpty() ? "" : "; departments: - -> " + departments.size())
                    + (validUntil == null ? "" : "; until: - -> " + validUntil)
                    + (hours == null ? "" : "; hours: - -> " + hours);
        }
    }

    private record Held(UUID id, UUID accountId, Giving giving) {}

    private static final String NOT_ENDED = """
            select g.id, g.account_id, r.code, g.facility_id, g.valid_from, g.valid_until, g.hours, g.reason,
                   array(select x.department_id from account_role_department x where x.account_role_id = g.id) as departments
            from account_role g join role r on r.id = g.role_id
            where g.tenant_id = ? and g.ended_at is null
            """;

    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public GivenRoles(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** What everybody of a hospital has, by account. */
    public Map<UUID, List<Giving>> all(Transaction t, UUID tenantId) {
        return t.query(NOT_ENDED + "order by g.given_at, g.id", GivenRoles::held, tenantId).stream()
                .collect(Collectors.groupingBy(Held::accountId, Collectors.mapping(Held::giving, Collectors.toList())));
    }

    /** Makes these, and only these, the roles of an account; what it has already stays as it is. */
    public void make(Transaction t, Actor who, UUID tenantId, UUID accountId, List<Giving> wanted) {
        List<Giving> missing = new ArrayList<>(wanted);
        List<Held> now = t.query(
                NOT_ENDED + "and g.account_id = ? order by g.given_at, g.id", GivenRoles::held, tenantId, accountId);
        for (Held held : now) {
            Giving same = missing.stream()
                    .filter(giving -> giving.means(held.giving()))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                end(t, who, tenantId, accountId, held.id(), held.giving().role(), null);
            } else {
                missing.remove(same);
            }
        }
        missing.forEach(giving -> give(t, who, tenantId, accountId, giving));
    }

    /**
     * Gives one more role.
     *
     * @return the row
     * @throws Refusal MALFORMED_FIELD with pointers
     */
    public UUID give(Transaction t, Actor who, UUID tenantId, UUID accountId, Giving g) {
        Instant now = now();
        UUID role = mustFit(t, tenantId, g);
        Hours.parse(g.hours());
        Instant from = g.validFrom() == null ? now : g.validFrom();
        if (g.validUntil() != null && !g.validUntil().isAfter(from)) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: an end after the beginning", "/validUntil");
        }
        bounded(g.reason());
        UUID id = Ids.next();
        t.update(
                """
                insert into account_role (id, tenant_id, account_id, role_id, facility_id, valid_from, valid_until, hours,
                                          given_at, given_by, reason)
                values (?, ?, ?, ?, ?::uuid, ?, ?::timestamptz, ?, ?, ?::uuid, ?)
                """,
                id,
                tenantId,
                accountId,
                role,
                g.facilityId(),
                from,
                g.validUntil(),
                g.hours(),
                now,
                person(who),
                g.reason());
        for (UUID department : g.departments()) {
            t.update(
                    "insert into account_role_department (account_role_id, department_id) values (?, ?)",
                    id,
                    department);
        }
        trace(t, who, tenantId, accountId, now, g.words(), g.reason());
        return id;
    }

    /**
     * The role of a giving whose places are of the hospital.
     *
     * @throws Refusal MALFORMED_FIELD with pointers
     */
    public UUID mustFit(Transaction t, UUID tenantId, Giving g) {
        UUID role = role(t, tenantId, g.role());
        places(t, tenantId, g);
        return role;
    }

    /**
     * Takes a role back; the row stays.
     *
     * @param heldId the row, of this account
     * @return whether it was not taken back before
     */
    public boolean end(
            Transaction t, Actor who, UUID tenantId, UUID accountId, UUID heldId, String role, String reason) {
        bounded(reason);
        Instant now = now();
        int ended = t.update("""
                update account_role set ended_at = ?, ended_by = ?::uuid, end_reason = ?
                where id = ? and account_id = ? and tenant_id = ? and ended_at is null
                """, now, person(who), reason, heldId, accountId, tenantId);
        if (ended > 0) {
            trace(t, who, tenantId, accountId, now, "role: " + role + " -> -", reason);
        }
        return ended > 0;
    }

    private static UUID role(Transaction t, UUID tenantId, String code) {
        return t.first(
                        "select r.role_id from role_now r where r.tenant_id = ? and r.code = ? and r.enabled",
                        row -> row.uuid("role_id"),
                        tenantId,
                        code)
                .orElseThrow(() -> new Refusal(Code.MALFORMED_FIELD, "no such role", "/role"));
    }

    private static void places(Transaction t, UUID tenantId, Giving g) {
        boolean known = g.facilityId() == null
                || t.first(
                                "select 1 as one from facility where id = ? and tenant_id = ?",
                                row -> row.integer("one"),
                                g.facilityId(),
                                tenantId)
                        .isPresent();
        if (!known) {
            throw new Refusal(Code.MALFORMED_FIELD, "no such facility", "/facilityId");
        }
        if (g.departments().size() > MOST_DEPARTMENTS) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: at most 200 departments", "/departments");
        }
        int found = t.query(
                        "select id from department where id = any (?) and tenant_id = ? and facility_id = ?::uuid",
                        row -> row.uuid("id"),
                        g.departments().toArray(UUID[]::new),
                        tenantId,
                        g.facilityId())
                .size();
        if (found != g.departments().size()) {
            throw new Refusal(Code.MALFORMED_FIELD, "no such department in the facility", "/departments");
        }
    }

    private static void bounded(String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: at most 500 characters", "/reason");
        }
    }

    private static UUID person(Actor who) {
        return who.kind() == ActorKind.PERSON ? who.id() : null;
    }

    private void trace(
            Transaction t, Actor who, UUID tenantId, UUID accountId, Instant at, String changes, String reason) {
        trail.append(
                t,
                AuditEvent.ofHouse(at, tenantId, Kind.RIGHTS, who, "ACCOUNT", accountId)
                        .changing(changes)
                        .because(reason));
    }

    private static Held held(Row row) {
        Giving giving = new Giving(
                row.text("code"),
                row.uuid("facility_id"),
                Set.copyOf(Arrays.asList(row.<UUID>array("departments"))),
                row.instant("valid_from"),
                row.instant("valid_until"),
                row.text("hours"),
                row.text("reason"));
        return new Held(row.uuid("id"), row.uuid("account_id"), giving);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
