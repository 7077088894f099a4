package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.organization.Facilities;
import vn.emr.core.organization.Facility;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.organization.SourceRegister;
import vn.emr.core.setup.HospitalFile.MadeCredential;
import vn.emr.core.setup.HospitalFile.SourcePart;

/**
 * One sender at a time: registered, read, changed, switched off. Each change is traced with what was and what is, in the
 * same transaction, and is in effect for the doors within 5 s. Senders are never deleted: kept messages name them.
 */
@ApplicationScoped
public class SourceSettings {
    /** @param credential a new key, shown here and never again; null when none was made */
    public record Saved(UUID id, int version, String credential) {}

    /** A facility by its code. */
    public record Place(String code, String name) {}

    private final SourceRegister sources;
    private final Facilities facilities;
    private final SourceTrace trace;
    private final Keyring keyring;
    private final SealedSettings sealed;

    @Inject
    SourceSettings(
            SourceRegister sources, Facilities facilities, SourceTrace trace, Keyring keyring, SealedSettings sealed) {
        this.sources = sources;
        this.facilities = facilities;
        this.trace = trace;
        this.keyring = keyring;
        this.sealed = sealed;
    }

    /**
     * The settings of one sender, without its key.
     *
     * @throws Refusal NOT_FOUND when this tenant has no such sender
     */
    @Transactional
    public SourcePart read(UUID tenantId, UUID id) {
        return trace.part(mine(tenantId, id));
    }

    /** Where a sender can belong. */
    @Transactional
    public List<Place> places(UUID tenantId) {
        return facilities.list("tenantId = ?1 order by code", tenantId).stream()
                .map(facility -> new Place(facility.code, facility.name))
                .toList();
    }

    /**
     * Registers a sender.
     *
     * @throws Refusal MALFORMED_FIELD or REQUIRED_FIELD_MISSING with JSON pointers, CONFLICT for a name in use
     */
    @Transactional
    public Saved create(UUID tenantId, Actor who, SourcePart part) {
        Checks.source(part, "", false);
        mustBeFree(tenantId, part, null);
        Source source = SourceForm.begin(tenantId, part.name());
        SourceForm.fill(source, part, facility(tenantId, part), sealed);
        sources.persist(source);
        Optional<MadeCredential> key = keyring.ofDescription(source, part, who);
        trace.write(source, who, SourceTrace.NEW, key.isPresent());
        return new Saved(
                source.id, source.version, key.map(MadeCredential::credential).orElse(null));
    }

    /**
     * Changes a sender to exactly this description.
     *
     * @throws Refusal as {@link #create}; CONFLICT also when {@code part.version()} is not the version of now
     */
    @Transactional
    public Saved change(UUID tenantId, Actor who, UUID id, SourcePart part) {
        Source source = mine(tenantId, id);
        Checks.source(part, "", false);
        if (part.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was read", "/version");
        }
        if (part.version() != source.version) {
            throw changedMeanwhile();
        }
        mustBeFree(tenantId, part, id);
        SourceTrace.Before before = trace.before(source);
        source.name = part.name();
        SourceForm.fill(source, part, facility(tenantId, part), sealed);
        Optional<MadeCredential> key = keyring.ofDescription(source, part, who);
        try {
            trace.write(source, who, before, key.isPresent());
        } catch (OptimisticLockException e) {
            throw changedMeanwhile();
        }
        return new Saved(
                source.id, source.version, key.map(MadeCredential::credential).orElse(null));
    }

    private static Refusal changedMeanwhile() {
        return new Refusal(Code.CONFLICT, "somebody changed this source meanwhile; read it again", "/version");
    }

    private Source mine(UUID tenantId, UUID id) {
        return sources.find("tenantId = ?1 and id = ?2", tenantId, id)
                .firstResultOptional()
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such source"));
    }

    /** Names are told apart within the tenant, folders on the whole server. */
    private void mustBeFree(UUID tenantId, SourcePart part, UUID own) {
        Source named = sources.find("tenantId = ?1 and name = ?2", tenantId, part.name())
                .firstResult();
        if (named != null && !named.id.equals(own)) {
            throw new Refusal(Code.CONFLICT, "another source has this name", "/name");
        }
        Source filed = part.dropFolder() == null
                ? null
                : sources.find("dropFolder", part.dropFolder()).firstResult();
        if (filed != null && !filed.id.equals(own)) {
            throw new Refusal(Code.CONFLICT, "another source has this folder", "/dropFolder");
        }
    }

    private UUID facility(UUID tenantId, SourcePart part) {
        if (part.facility() == null) {
            return null;
        }
        Facility facility = facilities
                .find("tenantId = ?1 and code = ?2", tenantId, part.facility())
                .firstResult();
        if (facility == null) {
            throw new Refusal(Code.MALFORMED_FIELD, "no facility with this code", "/facility");
        }
        return facility.id;
    }
}
