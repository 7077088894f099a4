package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Reach;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.audit.Version;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * What the roles of a hospital say. A change is a new version with its trace in the same transaction; open sessions follow
 * within 5 s.
 */
@ApplicationScoped
public class RoleRegister {
    /**
     * A role.
     *
     * @param holders how many people have it today
     */
    public record Role(UUID id, boolean builtIn, int holders, RoleForm says) {}

    private static final String ROLES = """
            select r.role_id, r.code, r.built_in, r.version, r.name_vi, r.name_en, r.purpose, r.reaches, r.rights,
                   r.in_treatment, r.completed, r.archived, r.hours, r.idle_minutes, r.second_factor, r.enabled, r.reason,
                   (select count(distinct g.account_id)::int
                    from account_role g join account a on a.id = g.account_id
                    where g.role_id = r.role_id and g.ended_at is null and a.enabled
                      and (g.valid_until is null or g.valid_until > now())) as holders
            from role_now r
            where r.tenant_id = ?
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public RoleRegister(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** The roles of the caller's hospital: those it started with, then its own, by code. */
    public List<Role> roles(Caller caller) {
        return database.query(
                ROLES + "order by r.built_in desc, r.code limit 500", RoleRegister::role, caller.tenantId());
    }

    /** The versions of a role, the newest first. */
    public List<Version> history(Caller caller, UUID roleId) {
        List<Version.Said<RoleForm>> all = database.query(
                """
                select r.code, v.version, v.name_vi, v.name_en, v.purpose, v.reaches, v.rights, v.in_treatment,
                       v.completed, v.archived, v.hours, v.idle_minutes, v.second_factor, v.enabled, v.reason, v.made_at,
                       a.display_name
                from role r join role_version v on v.role_id = r.id left join account a on a.id = v.made_by
                where r.tenant_id = ? and r.id = ?
                order by v.version desc
                limit 200
                """,
                row -> new Version.Said<>(
                        row.integer("version"),
                        row.instant("made_at"),
                        row.text("display_name"),
                        row.text("reason"),
                        form(row)),
                caller.tenantId(),
                roleId);
        if (all.isEmpty()) {
            throw access.missing(caller, "ROLE", roleId);
        }
        return Version.told(all, RoleForm::difference);
    }

    /**
     * A role of the hospital's own.
     *
     * @throws Refusal with pointers; CONFLICT when the code is taken
     */
    public Role make(Caller caller, RoleForm form) {
        RoleForm what = form.checked();
        UUID id = Ids.next();
        Instant now = now();
        try {
            return database.inTransaction(t -> {
                t.update("insert into role (id, tenant_id, code) values (?, ?, ?)", id, caller.tenantId(), what.code());
                write(t, caller, id, 1, what, now);
                trace(t, caller, now, id, what, "role: - -> " + what.code());
                return one(t, caller, id);
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "there is a role with this code", "/code");
            }
            throw fault;
        }
    }

    /**
     * Changes what a role says.
     *
     * @throws Refusal CONFLICT when it changed meanwhile; NOT_APPLICABLE when the caller would widen a role of their own, or
     *     nobody would be left who may give roles
     */
    public Role change(Caller caller, UUID roleId, RoleForm form) {
        RoleForm what = form.checked();
        Instant now = now();
        return database.inTransaction(t -> {
            oneAtATime(t, caller.tenantId());
            Role before = one(t, caller, roleId);
            if (!Integer.valueOf(before.says().version()).equals(what.version())
                    || !before.says().code().equals(what.code())) {
                throw new Refusal(Code.CONFLICT, "the role changed meanwhile");
            }
            boolean own = caller.roles().stream().anyMatch(r -> r.role().equals(what.code()));
            if (own && before.says().isWidenedBy(what)) {
                throw access.refuse(
                        caller,
                        "ROLE",
                        new Refusal(Code.NOT_APPLICABLE, "a role of your own is widened by somebody else"));
            }
            write(t, caller, roleId, before.says().version() + 1, what, now);
            somebodyMustRemain(t, caller.tenantId());
            trace(t, caller, now, roleId, what, what.code() + ": " + RoleForm.difference(before.says(), what));
            return one(t, caller, roleId);
        });
    }

    /** Changes of rights of one hospital wait for each other, so that each sees what the others left. */
    static void oneAtATime(Transaction t, UUID tenantId) {
        t.query(
                "select 1 as one from (select pg_advisory_xact_lock(hashtextextended(?::text, 41))) locked",
                row -> row.integer("one"),
                tenantId);
    }

    /** Nobody locks the hospital out: somebody enabled may give roles after every change. */
    static void somebodyMustRemain(Transaction t, UUID tenantId) {
        boolean left = t.first("""
                        select exists (select 1
                                       from account_role g
                                       join role_now r on r.role_id = g.role_id
                                       join account a on a.id = g.account_id
                                       where g.tenant_id = ? and g.ended_at is null and g.valid_until is null
                                         and g.hours is null and r.hours is null and r.enabled and a.enabled
                                         and r.rights @> array['ROLE_MANAGE', 'ACCOUNT_MANAGE']) as remains
                        """, row -> row.bool("remains"), tenantId).orElse(false);
        if (!left) {
            throw new Refusal(Code.NOT_APPLICABLE, "nobody would be left who may give roles and accounts at any time");
        }
    }

    private Role one(Transaction t, Caller caller, UUID id) {
        return t.first(ROLES + "and r.role_id = ?", RoleRegister::role, caller.tenantId(), id)
                .orElseThrow(() -> access.missing(caller, "ROLE", id));
    }

    private static void write(Transaction t, Caller caller, UUID id, int version, RoleForm what, Instant now) {
        t.update(
                """
                insert into role_version (role_id, version, made_at, made_by, reason, name_vi, name_en, purpose, reaches, rights,
                                          in_treatment, completed, archived, hours, idle_minutes, second_factor, enabled)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                version,
                now,
                caller.id(),
                what.reason(),
                what.nameVi(),
                what.nameEn(),
                what.purpose(),
                RoleForm.words(what.reaches()),
                RoleForm.words(what.rights()),
                RoleForm.words(what.inTreatment()),
                RoleForm.words(what.completed()),
                RoleForm.words(what.archived()),
                what.hours(),
                what.idleMinutes(),
                what.secondFactor(),
                what.enabled());
    }

    private void trace(Transaction t, Caller caller, Instant at, UUID role, RoleForm form, String changes) {
        trail.append(
                t,
                StaffTrace.event(caller, Kind.RIGHTS, at, "ROLE", role, null, null)
                        .changing(changes)
                        .because(form.reason()));
    }

    private static Role role(Row row) {
        return new Role(row.uuid("role_id"), row.bool("built_in"), row.integer("holders"), form(row));
    }

    private static RoleForm form(Row row) {
        return new RoleForm(
                row.text("code"),
                row.text("name_vi"),
                row.text("name_en"),
                Purpose.valueOf(row.text("purpose")),
                RoleForm.read(Reach.class, row.array("reaches")),
                RoleForm.read(Right.class, row.array("rights")),
                RoleForm.read(Right.class, row.array("in_treatment")),
                RoleForm.read(Right.class, row.array("completed")),
                RoleForm.read(Right.class, row.array("archived")),
                row.text("hours"),
                row.integer("idle_minutes"),
                row.bool("second_factor"),
                row.bool("enabled"),
                row.integer("version"),
                row.text("reason"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
