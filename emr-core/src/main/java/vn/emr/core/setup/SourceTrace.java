package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.Facilities;
import vn.emr.core.organization.Facility;
import vn.emr.core.organization.Source;
import vn.emr.core.organization.SourceKey;
import vn.emr.core.organization.SourceKeyRegister;
import vn.emr.core.setup.HospitalFile.SourcePart;
import vn.emr.core.store.ManagedTrail;

/** Traces what was and what is of one sender's settings, whether they came by screen or by file; never a secret. */
@ApplicationScoped
class SourceTrace {
    /** How a sender stood. */
    record Before(SourcePart part, Map<String, String> secrets) {}

    static final Before NEW = new Before(null, Map.of());
    static final String KEY_CREATE = "SOURCE_KEY_CREATE";
    static final String KEY_REPLACE = "SOURCE_KEY_REPLACE";
    static final String KEY_REVOKE = "SOURCE_KEY_REVOKE";

    private final Facilities facilities;
    private final SourceKeyRegister keys;
    private final ManagedTrail trail;

    @Inject
    SourceTrace(Facilities facilities, SourceKeyRegister keys, ManagedTrail trail) {
        this.facilities = facilities;
        this.keys = keys;
        this.trail = trail;
    }

    Before before(Source source) {
        return new Before(part(source), SourceForm.secrets(source));
    }

    /** The description of a sender, without its key. */
    SourcePart part(Source source) {
        Facility facility = source.facilityId == null ? null : facilities.findById(source.facilityId);
        return SourceForm.part(source, facility == null ? null : facility.code, hasKey(source), source.version);
    }

    private boolean hasKey(Source source) {
        return keys.count("sourceId = ?1 and revokedAt is null and expiresAt > ?2", source.id, Instant.now()) > 0;
    }

    /** In the transaction of the change; a change that changes nothing leaves no line. */
    void write(Source source, Actor who, Before before, boolean newKey) {
        boolean newSecret = !before.secrets().equals(SourceForm.secrets(source));
        String changes = SourceForm.changes(before.part(), part(source), newKey, newSecret);
        if (!changes.isEmpty()) {
            String what = before == NEW ? "SOURCE_CREATE" : "SOURCE_CHANGE";
            trail.append(event(source.tenantId, source.id, who, what).changing(changes));
        }
    }

    /** In the transaction of the act on a key. */
    void key(SourceKey key, Actor who, String what, String reason) {
        String words = "key: - -> %s (…%s); scopes: - -> %s; keyAddresses: - -> %s; expiresAt: - -> %s"
                .formatted(
                        key.name,
                        key.ending == null ? "" : key.ending,
                        String.join(", ", key.scopes),
                        key.addresses == null ? "-" : key.addresses,
                        key.expiresAt);
        trail.append(
                event(key.tenantId, key.sourceId, who, what).changing(words).because(reason));
    }

    private static AuditEvent event(UUID tenantId, UUID sourceId, Actor who, String what) {
        return new AuditEvent(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                tenantId,
                Kind.CONFIGURATION,
                true,
                who,
                sourceId,
                null,
                what,
                sourceId,
                null,
                null,
                null);
    }
}
