package vn.emr.core.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.store.Transaction;

/**
 * Who asks: a signed-in person or a sending system, as the database knew them at most 5 s ago.
 *
 * @param id of the account or of the source
 * @param roles what the person is here for at this hour, the oldest first; empty for a source
 * @param facilityId the own facility, may be null
 * @param scopes what the key of a source lets it do, empty for people
 * @param sessionId of a person's session, or of the key a source showed
 * @param hold what must be dealt with before anything else; null: nothing
 * @param address where the request came from
 * @param requestId joins answer, log and trace
 * @param device what the browser or program calls itself, null when it does not say
 */
public record Caller(
        AuditEvent.ActorKind kind,
        UUID id,
        UUID tenantId,
        String name,
        List<Assignment> roles,
        UUID facilityId,
        Set<Scope> scopes,
        UUID sessionId,
        Hold hold,
        String address,
        String requestId,
        String device) {

    /** What people call them, for what they write and print; a system is called as it was named. */
    public String displayName(Transaction t) {
        return t.first("select display_name from account where id = ?", row -> row.text("display_name"), id)
                .orElse(name);
    }

    /** The same, at a device. */
    public Caller at(String callsItself) {
        return new Caller(
                kind, id, tenantId, name, roles, facilityId, scopes, sessionId, hold, address, requestId, callsItself);
    }

    /** A sending system that showed one of its keys. */
    public static Caller source(
            UUID id,
            UUID tenantId,
            UUID facilityId,
            String name,
            UUID keyId,
            Set<Scope> scopes,
            String address,
            String requestId) {
        return new Caller(
                AuditEvent.ActorKind.SOURCE,
                id,
                tenantId,
                name,
                List.of(),
                facilityId,
                scopes,
                keyId,
                null,
                address,
                requestId,
                null);
    }

    /** Everything any of the roles allows somewhere. */
    public Set<Right> rights() {
        if (isSource()) {
            return Scope.rights(scopes);
        }
        EnumSet<Right> all = EnumSet.noneOf(Right.class);
        for (Assignment role : roles) {
            all.addAll(role.rights());
            role.ofState().values().forEach(all::addAll);
        }
        return all;
    }

    /** Whether any of the roles allows it somewhere; about one record ask {@link Grant#may}. */
    public boolean may(Right right) {
        return isSource()
                ? Scope.rights(scopes).contains(right)
                : roles.stream().anyMatch(r -> r.holds(right));
    }

    /** The departments of all roles. */
    public List<UUID> departments() {
        return roles.stream()
                .flatMap(role -> role.departments().stream())
                .distinct()
                .toList();
    }

    /** The departments of the roles that hold the right. */
    public List<UUID> departments(Right right) {
        return roles.stream()
                .filter(role -> role.holds(right))
                .flatMap(role -> role.departments().stream())
                .distinct()
                .toList();
    }

    /** What the person reads for unless something else is said: the purpose of the first role. */
    public Purpose purpose() {
        return roles.isEmpty() ? Purpose.OPERATION : roles.getFirst().purpose();
    }

    /** @throws Refusal SECOND_FACTOR while it is not certain enough who asks */
    void mustBeProven() {
        if (hold != null && hold.unproven()) {
            throw hold.refusal();
        }
    }

    public boolean isSource() {
        return kind == AuditEvent.ActorKind.SOURCE;
    }

    /** The caller as the trace names it, with the codes of all roles. */
    public AuditEvent.Actor actor() {
        String role = isSource()
                ? "SOURCE"
                : roles.stream().map(Assignment::role).distinct().collect(Collectors.joining(","));
        return new AuditEvent.Actor(kind, id, name, role, sessionId, address, requestId, device);
    }

    /** A line of the trace about what the caller did or was refused. */
    AuditEvent line(
            AuditEvent.Kind kind,
            boolean success,
            Instant at,
            UUID patientId,
            String objectKind,
            UUID objectId,
            Purpose purpose,
            String detail) {
        return new AuditEvent(
                Ids.next(),
                at,
                tenantId,
                kind,
                success,
                actor(),
                isSource() ? id : null,
                patientId,
                objectKind,
                objectId,
                null,
                purpose.name(),
                detail);
    }
}
