package vn.emr.core.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** A session and its account as the database knows them; what {@link Sessions} keeps for at most 5 s. */
record SessionState(
        UUID sessionId,
        UUID accountId,
        UUID tenantId,
        String username,
        Role role,
        UUID facilityId,
        List<UUID> departments,
        boolean mustChange,
        boolean enabled,
        byte[] csrfSha256,
        Instant seenAt,
        Instant endsAt,
        boolean ended) {

    static final String COLUMNS = """
            select s.id, s.tenant_id, s.account_id, s.csrf_sha256, s.seen_at, s.ends_at, s.ended_at is not null as ended,
                   a.username, a.role, a.facility_id, a.must_change, a.enabled,
                   array(select d.department_id from account_department d where d.account_id = a.id) as departments
            from session s join account a on a.id = s.account_id
            """;

    static SessionState of(Row row) {
        return new SessionState(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("tenant_id"),
                row.text("username"),
                Role.valueOf(row.text("role")),
                row.uuid("facility_id"),
                Arrays.asList(row.<UUID>array("departments")),
                row.bool("must_change"),
                row.bool("enabled"),
                row.bytes("csrf_sha256"),
                row.instant("seen_at"),
                row.instant("ends_at"),
                row.bool("ended"));
    }

    static SessionState byId(Transaction t, UUID id) {
        return t.first(COLUMNS + "where s.id = ?", SessionState::of, id).orElse(null);
    }

    /** Not ended, not over its absolute time, and a person acted within the idle limit. */
    boolean alive(Instant now) {
        return enabled && !ended && now.isBefore(endsAt) && now.isBefore(seenAt.plus(Sessions.IDLE));
    }

    Caller caller(String address, String requestId) {
        return new Caller(
                ActorKind.PERSON,
                accountId,
                tenantId,
                username,
                role,
                facilityId,
                departments,
                Set.of(),
                sessionId,
                mustChange,
                address,
                requestId);
    }
}
