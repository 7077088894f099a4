package vn.emr.core.staff;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.store.Row;

/**
 * One line of a review: an account of a person, or a key of a sending system (type {@code SERVICE}), as the quarterly list wants
 * it (QCVN 12:2026/BCA): type, name, holder, department, state, when it was activated and disabled.
 *
 * @param roles by code; of a key its scopes
 * @param state {@code ENABLED}, {@code LOCKED} or {@code DISABLED}
 * @param lastUsed the last sign-in; null: never
 * @param changed made, switched on or off, or given or deprived of a role since the review before
 * @param remark what the reviewer said of it
 */
public record ReviewedAccount(
        UUID id,
        String type,
        String username,
        String holder,
        String facility,
        List<String> departments,
        List<String> roles,
        String state,
        Instant activated,
        Instant lastUsed,
        Instant disabled,
        String disableReason,
        boolean changed,
        List<Finding> findings,
        String remark) {
    /** What stands out and needs a word. */
    public enum Finding {
        /** On, though nobody used it for 45 days; a key for 90. */
        QUIET,
        /** On, and not used once in the two weeks since it was made. */
        NEVER_USED,
        /** On without a role in force. */
        NO_ROLE,
        /** Another account that is on belongs to somebody of the same name: one person has one account. */
        SAME_NAME,
        /** A role asks for a second factor and none is set up. */
        NO_SECOND_FACTOR,
        /** Gives accounts or rights, and reads records. */
        TWO_HATS
    }

    /**
     * The accounts of a hospital as they are; parameters: tenant, now, the review before. Keys that ended before that review are
     * left out, accounts never.
     */
    static final String NOW = """
            with asked (tenant, at, since) as (values (?::uuid, ?::timestamptz, ?::timestamptz)),
            work as (
              select g.account_id, array_agg(distinct r.code) as roles, bool_or(r.second_factor) as needs_factor,
                     bool_or(r.rights && array['ACCOUNT_MANAGE', 'ROLE_MANAGE', 'CONFIGURE']) as administers,
                     bool_or(r.rights && array['ACCOUNT_MANAGE', 'ROLE_MANAGE']) as gives,
                     bool_or('PATIENT_READ' = any (r.in_treatment || r.completed || r.archived)) as reads
              from asked
              join account_role g on g.tenant_id = asked.tenant
              join role_now r on r.role_id = g.role_id and r.enabled
              where g.ended_at is null and g.valid_from <= asked.at
                and (g.valid_until is null or g.valid_until > asked.at)
              group by g.account_id),
            person as (
              select a.*, asked.at, asked.since, w.roles, w.administers,
                     case when a.enabled then array_remove(array[
                       case when greatest(a.last_sign_in_at, a.enabled_at, a.created_at) < asked.at - interval '45 days'
                            then 'QUIET' end,
                       case when a.last_sign_in_at is null and a.created_at < asked.at - interval '14 days'
                            then 'NEVER_USED' end,
                       case when w.roles is null then 'NO_ROLE' end,
                       case when count(*) filter (where a.enabled) over (partition by lower(a.display_name)) > 1
                            then 'SAME_NAME' end,
                       case when w.needs_factor
                             and not exists (select from second_factor s where s.account_id = a.id and s.confirmed_at is not null)
                             and not exists (select from account_identity i where i.account_id = a.id and i.ended_at is null)
                            then 'NO_SECOND_FACTOR' end,
                       case when w.gives and w.reads then 'TWO_HATS' end], null)
                     else '{}' end as findings
              from asked
              join account a on a.tenant_id = asked.tenant
              left join work w on w.account_id = a.id)
            select p.id as account_id, case when p.administers then 'ADMINISTRATOR' else 'USER' end as type, p.username,
                   p.display_name as holder, f.name as facility,
                   array(select distinct d.name
                         from account_role g
                         join account_role_department x on x.account_role_id = g.id
                         join department d on d.id = x.department_id
                         where g.account_id = p.id and g.ended_at is null and g.valid_from <= p.at
                           and (g.valid_until is null or g.valid_until > p.at) order by 1) as departments,
                   coalesce(p.roles, '{}') as roles,
                   case when not p.enabled then 'DISABLED' when p.locked_until > p.at then 'LOCKED' else 'ENABLED' end as state,
                   coalesce(p.enabled_at, p.created_at) as activated_at, p.last_sign_in_at as last_used_at,
                   p.disabled_at, p.disable_reason,
                   greatest(p.created_at, p.enabled_at, p.disabled_at) >= p.since
                     or exists (select from account_role g
                                where g.account_id = p.id and (g.given_at >= p.since or g.ended_at >= p.since)) as changed,
                   p.findings
            from person p
            left join facility f on f.id = p.facility_id
            union all
            select k.id, 'SERVICE', k.name, s.name, null, '{}', k.scopes,
                   case when k.revoked_at is not null or k.expires_at <= asked.at then 'DISABLED' else 'ENABLED' end,
                   k.valid_from, k.last_used_at, least(k.revoked_at, case when k.expires_at <= asked.at then k.expires_at end),
                   k.revoked_because, k.created_at >= asked.since or least(k.revoked_at, k.expires_at) between asked.since and asked.at,
                   case when k.revoked_at is null and k.expires_at > asked.at
                             and coalesce(k.last_used_at, k.valid_from) < asked.at - interval '90 days'
                        then array['QUIET'] else '{}' end
            from asked
            join source_key k on k.tenant_id = asked.tenant
            join source s on s.id = k.source_id
            where least(k.revoked_at, k.expires_at) >= asked.since
            """;

    static ReviewedAccount of(Row row) {
        return new ReviewedAccount(
                row.uuid("account_id"),
                row.text("type"),
                row.text("username"),
                row.text("holder"),
                row.text("facility"),
                Arrays.asList(row.<String>array("departments")),
                Arrays.asList(row.<String>array("roles")),
                row.text("state"),
                row.instant("activated_at"),
                row.instant("last_used_at"),
                row.instant("disabled_at"),
                row.text("disable_reason"),
                row.bool("changed"),
                Arrays.stream(row.<String>array("findings"))
                        .map(Finding::valueOf)
                        .toList(),
                row.text("remark"));
    }
}
