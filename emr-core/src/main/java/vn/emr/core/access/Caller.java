package vn.emr.core.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.organization.Account.Role;

/**
 * Who asks: a signed-in person or a sending system, as the database knew them at most 5 s ago.
 *
 * @param id of the account or of the source
 * @param role null for a source
 * @param facilityId the own facility, may be null
 * @param departments own departments, empty for sources
 * @param scopes what the key of a source lets it do, empty for people
 * @param sessionId of a person's session, or of the key a source showed
 * @param mustChange the person must choose a password before anything else
 * @param address where the request came from
 * @param requestId joins answer, log and trace
 * @param device what the browser or program calls itself, null when it does not say
 */
public record Caller(
        AuditEvent.ActorKind kind,
        UUID id,
        UUID tenantId,
        String name,
        Role role,
        UUID facilityId,
        List<UUID> departments,
        Set<Scope> scopes,
        UUID sessionId,
        boolean mustChange,
        String address,
        String requestId,
        String device) {

    /** Somebody whose device is not known. */
    public Caller(
            AuditEvent.ActorKind kind,
            UUID id,
            UUID tenantId,
            String name,
            Role role,
            UUID facilityId,
            List<UUID> departments,
            Set<Scope> scopes,
            UUID sessionId,
            boolean mustChange,
            String address,
            String requestId) {
        this(
                kind,
                id,
                tenantId,
                name,
                role,
                facilityId,
                departments,
                scopes,
                sessionId,
                mustChange,
                address,
                requestId,
                null);
    }

    /** The same, at a device. */
    public Caller at(String callsItself) {
        return new Caller(
                kind,
                id,
                tenantId,
                name,
                role,
                facilityId,
                departments,
                scopes,
                sessionId,
                mustChange,
                address,
                requestId,
                callsItself);
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
                null,
                facilityId,
                List.of(),
                scopes,
                keyId,
                false,
                address,
                requestId);
    }

    public Set<Right> rights() {
        return role == null ? Scope.rights(scopes) : Right.of(role);
    }

    public boolean may(Right right) {
        return rights().contains(right);
    }

    public boolean isSource() {
        return kind == AuditEvent.ActorKind.SOURCE;
    }

    /** The caller as the trace names it. */
    public AuditEvent.Actor actor() {
        return new AuditEvent.Actor(
                kind, id, name, role == null ? "SOURCE" : role.name(), sessionId, address, requestId, device);
    }
}
