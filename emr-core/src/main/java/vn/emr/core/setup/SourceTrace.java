package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.Facilities;
import vn.emr.core.organization.Facility;
import vn.emr.core.organization.Source;
import vn.emr.core.setup.HospitalFile.SourcePart;
import vn.emr.core.store.ManagedTrail;

/** Traces what was and what is of one sender's settings, whether they came by screen or by file; never a secret. */
@ApplicationScoped
class SourceTrace {
    /** How a sender stood. */
    record Before(SourcePart part, Map<String, String> secrets) {}

    static final Before NEW = new Before(null, Map.of());

    private final Facilities facilities;
    private final ManagedTrail trail;

    @Inject
    SourceTrace(Facilities facilities, ManagedTrail trail) {
        this.facilities = facilities;
        this.trail = trail;
    }

    Before before(Source source) {
        return new Before(part(source), SourceForm.secrets(source));
    }

    /** The description of a sender, without its key. */
    SourcePart part(Source source) {
        Facility facility = source.facilityId == null ? null : facilities.findById(source.facilityId);
        return SourceForm.part(source, facility == null ? null : facility.code, source.version);
    }

    /** In the transaction of the change; a change that changes nothing leaves no line. */
    void write(Source source, Actor who, Before before, boolean newKey) {
        boolean newSecret = !before.secrets().equals(SourceForm.secrets(source));
        String changes = SourceForm.changes(before.part(), part(source), newKey, newSecret);
        if (!changes.isEmpty()) {
            trail.append(event(source, who, before == NEW ? "SOURCE_CREATE" : "SOURCE_CHANGE", changes));
        }
    }

    private static AuditEvent event(Source source, Actor who, String what, String changes) {
        return new AuditEvent(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                source.tenantId,
                Kind.CONFIGURATION,
                true,
                who,
                source.id,
                null,
                what,
                source.id,
                null,
                null,
                changes);
    }
}
