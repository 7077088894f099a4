package vn.emr.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** A session and its account as the database knows them; what {@link Sessions} keeps for at most 5 s. */
record SessionState(
        UUID sessionId,
        UUID accountId,
        UUID tenantId,
        String username,
        List<Assignment> roles,
        UUID facilityId,
        boolean vouched,
        boolean mustChange,
        boolean enabled,
        byte[] csrfSha256,
        Instant seenAt,
        Instant endsAt,
        boolean ended,
        Instant emergencyUntil,
        boolean hasFactor,
        boolean gaveFactor,
        Instant passwordSetAt) {
    /** QCVN 12:2026/BCA: at most 15 minutes without a person; a role may say less. */
    static final int LONGEST_IDLE_MINUTES = 15;

    private static final String COLUMNS = """
            select s.id, s.tenant_id, s.account_id, s.csrf_sha256, s.seen_at, s.ends_at, s.ended_at is not null as ended,
                   s.emergency_until, s.factor is not null as gave_factor, a.username, a.facility_id, a.enabled,
                   s.identity_id is not null as vouched, a.must_change, a.password_set_at,
                   coalesce(s.factor = 'PROVIDER', false) or exists (
                     select from second_factor f where f.account_id = a.id and f.confirmed_at is not null) as has_factor
            from session s join account a on a.id = s.account_id
            """;

    private static SessionState of(Row row) {
        return new SessionState(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("tenant_id"),
                row.text("username"),
                List.of(),
                row.uuid("facility_id"),
                row.bool("vouched"),
                row.bool("must_change"),
                row.bool("enabled"),
                row.bytes("csrf_sha256"),
                row.instant("seen_at"),
                row.instant("ends_at"),
                row.bool("ended"),
                row.instant("emergency_until"),
                row.bool("has_factor"),
                row.bool("gave_factor"),
                row.instant("password_set_at"));
    }

    static SessionState byId(Transaction t, UUID id, Instant now) {
        return first(t, now, "where s.id = ?", id);
    }

    /** The session with its roles of now; null when there is none. */
    static SessionState first(Transaction t, Instant now, String where, Object key) {
        return t.first(COLUMNS + where, SessionState::of, key)
                .map(s -> s.with(Assignment.of(t, s.accountId, now)))
                .orElse(null);
    }

    private SessionState with(List<Assignment> assignments) {
        return new SessionState(
                sessionId,
                accountId,
                tenantId,
                username,
                assignments,
                facilityId,
                vouched,
                mustChange,
                enabled,
                csrfSha256,
                seenAt,
                endsAt,
                ended,
                emergencyUntil,
                hasFactor,
                gaveFactor,
                passwordSetAt);
    }

    /** Not ended, not over its absolute time, and a person acted within the idle limit of the strictest role. */
    boolean alive(Instant now) {
        return enabled && !ended && now.isBefore(endsAt) && now.isBefore(seenAt.plus(idle()));
    }

    Duration idle() {
        return Duration.ofMinutes(
                roles.stream().mapToInt(Assignment::idleMinutes).min().orElse(LONGEST_IDLE_MINUTES));
    }

    private Hold hold(Instant now, boolean outside, PasswordProfile profile) {
        if (hasFactor && !gaveFactor) {
            return Hold.SECOND_FACTOR;
        }
        if (outside && !hasFactor) {
            return Hold.OUTSIDE_NETWORK;
        }
        // Somebody the identity provider vouches for showed no password of ours.
        if (!vouched && (mustChange || profile.outworn(passwordSetAt, roles, now))) {
            return Hold.NEW_PASSWORD;
        }
        if (!hasFactor && roles.stream().anyMatch(Assignment::secondFactor)) {
            return Hold.NEW_FACTOR;
        }
        return !roles.isEmpty() && inForce(now).isEmpty() ? Hold.OUTSIDE_HOURS : null;
    }

    private List<Assignment> inForce(Instant now) {
        boolean emergency = emergencyUntil != null && now.isBefore(emergencyUntil);
        return emergency ? roles : roles.stream().filter(r -> r.inForce(now)).toList();
    }

    /**
     * The person with the roles of this hour.
     *
     * @param outside the request comes from outside the networks of the hospital
     * @param profile says when a password is too old
     */
    Caller caller(Instant now, boolean outside, PasswordProfile profile, String address, String requestId) {
        return new Caller(
                ActorKind.PERSON,
                accountId,
                tenantId,
                username,
                inForce(now),
                facilityId,
                Set.of(),
                sessionId,
                hold(now, outside, profile),
                address,
                requestId,
                null);
    }
}
