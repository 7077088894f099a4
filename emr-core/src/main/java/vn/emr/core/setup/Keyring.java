package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Secrets;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.organization.Source;
import vn.emr.core.organization.SourceKey;
import vn.emr.core.organization.SourceKeyRegister;
import vn.emr.core.organization.SourceRegister;
import vn.emr.core.setup.HospitalFile.MadeCredential;
import vn.emr.core.setup.HospitalFile.SourcePart;

/**
 * The keys of sending systems: made, replaced, revoked, never deleted. Each act is traced in its transaction and in effect
 * within 5 s. A key is shown once; only its digest is kept.
 */
@ApplicationScoped
public class Keyring {
    private static final int MOST_HOURS = 30 * 24;
    private static final int USUAL_HOURS = 7 * 24;

    /** More keys than a source ever has use for at one time. */
    private static final int MOST_USABLE = 50;

    /**
     * A key that is asked for.
     *
     * @param name where it is used, 1 to 100 characters
     * @param scopes at least one of {@code notices:send}, {@code claims:send}, {@code imports:send}, {@code changes:read}
     * @param validFrom now when left out
     * @param expiresAt a year after its start when left out, two years at most
     * @param addresses from where alone it may be used; those of its source when left out
     */
    public record Asked(String name, List<String> scopes, Instant validFrom, Instant expiresAt, String addresses) {}

    /**
     * A key that shall take the place of another.
     *
     * @param overlapHours how long the old one still works, 0 to 720; 168 when left out
     * @param expiresAt of the new one, as in {@link Asked}
     */
    public record Rotation(Integer overlapHours, Instant expiresAt) {}

    /** @param credential the key, shown here and never again */
    public record Made(UUID id, String credential, Instant expiresAt) {}

    private final SourceRegister sources;
    private final SourceKeyRegister keys;
    private final SourceTrace trace;
    private final Clock clock;

    @Inject
    Keyring(SourceRegister sources, SourceKeyRegister keys, SourceTrace trace, Clock clock) {
        this.sources = sources;
        this.keys = keys;
        this.trace = trace;
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @throws Refusal NOT_FOUND when this tenant has no such sender, MALFORMED_FIELD or REQUIRED_FIELD_MISSING with JSON
     *     pointers, CONFLICT when the sender has too many keys
     */
    @Transactional
    public Made create(UUID tenantId, Actor who, UUID sourceId, Asked asked) {
        Source source = sources.find("tenantId = ?1 and id = ?2", tenantId, sourceId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such source"));
        Instant now = now();
        if (keys.count("sourceId = ?1 and revokedAt is null and expiresAt > ?2", sourceId, now) >= MOST_USABLE) {
            throw new Refusal(Code.CONFLICT, "this source has 50 keys; revoke those nobody uses");
        }
        String credential = Secrets.nextSourceCredential();
        SourceKey key = KeyForm.begin(source, KeyForm.name(asked.name()), credential, now);
        key.scopes = KeyForm.scopes(asked.scopes());
        key.addresses = KeyForm.addresses(asked.addresses());
        key.validFrom = KeyForm.start(asked.validFrom(), now);
        key.expiresAt = KeyForm.end(asked.expiresAt(), key.validFrom);
        key.createdBy = who.name();
        return kept(key, who, SourceTrace.KEY_CREATE, credential);
    }

    /**
     * Makes a key that may do what this one may, and lets this one end.
     *
     * @throws Refusal NOT_FOUND for a key of another sender or tenant, CONFLICT when it does not work any more or was replaced
     *     already, MALFORMED_FIELD with JSON pointers
     */
    @Transactional
    public Made rotate(UUID tenantId, Actor who, UUID sourceId, UUID keyId, Rotation asked) {
        SourceKey old = mine(tenantId, sourceId, keyId);
        Instant now = now();
        int hours = asked.overlapHours() == null ? USUAL_HOURS : asked.overlapHours();
        if (hours < 0 || hours > MOST_HOURS) {
            throw new Refusal(Code.MALFORMED_FIELD, "0 to 720 hours", "/overlapHours");
        }
        if (!old.usable(now) || now.isBefore(old.validFrom)) {
            throw new Refusal(Code.CONFLICT, "this key does not work now; make a new one");
        }
        if (keys.count("follows", old.id) > 0) {
            throw new Refusal(Code.CONFLICT, "this key was replaced already");
        }
        String credential = Secrets.nextSourceCredential();
        SourceKey key = KeyForm.begin(sources.findById(sourceId), old.name, credential, now);
        key.scopes = old.scopes;
        key.addresses = old.addresses;
        key.expiresAt = KeyForm.end(asked.expiresAt(), now);
        key.createdBy = who.name();
        key.follows = old.id;
        Instant end = now.plus(Duration.ofHours(hours));
        old.expiresAt = end.isBefore(old.expiresAt) ? end : old.expiresAt;
        trace.key(old, who, SourceTrace.KEY_REPLACE, null);
        return kept(key, who, SourceTrace.KEY_CREATE, credential);
    }

    /**
     * Lets a key work no more, at most 5 s later.
     *
     * @param reason 3 to 500 characters, kept
     * @throws Refusal NOT_FOUND for a key of another sender or tenant, CONFLICT when it was revoked before, MALFORMED_FIELD
     */
    @Transactional
    public void revoke(UUID tenantId, Actor who, UUID sourceId, UUID keyId, String reason) {
        String because = reason == null ? "" : reason.strip();
        if (because.length() < 3 || because.length() > 500) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 3 to 500 characters", "/reason");
        }
        SourceKey key = mine(tenantId, sourceId, keyId);
        if (key.revokedAt != null) {
            throw new Refusal(Code.CONFLICT, "this key was revoked already");
        }
        end(key, who, because);
        trace.key(key, who, SourceTrace.KEY_REVOKE, because);
    }

    /**
     * The key a description asks for, or without which its sender could not be known; the trace of the sender tells of it.
     * Runs in the transaction that writes the sender.
     */
    Optional<MadeCredential> ofDescription(Source source, SourcePart part, Actor who) {
        boolean changes = SourceForm.asksForChanges(part);
        if (part.credential() != null) {
            byte[] sha256 = Secrets.sha256(part.credential());
            if (keys.count("sourceId = ?1 and sha256 = ?2", source.id, sha256) == 0) {
                keys.persist(first(source, part.credential(), changes, null, KeyForm.LONGEST));
            }
            return Optional.empty();
        }
        boolean asked = Boolean.TRUE.equals(part.newCredential());
        if (!asked && !(SourceForm.knownByKeyAlone(part) && keys.count("sourceId", source.id) == 0)) {
            return Optional.empty();
        }
        keys.find("sourceId = ?1 and revokedAt is null and expiresAt > ?2", source.id, now()).stream()
                .forEach(old -> end(old, who, "replaced by a new key"));
        String credential = Secrets.nextSourceCredential();
        keys.persist(first(source, credential, changes, who.name(), KeyForm.USUAL));
        return Optional.of(new MadeCredential(source.name, credential));
    }

    private SourceKey first(Source source, String credential, boolean changes, String by, Duration lasts) {
        SourceKey key = KeyForm.begin(source, source.name, credential, now());
        key.name = source.name.length() <= 100 ? source.name : source.name.substring(0, 100);
        key.scopes = KeyForm.usualScopes(source, changes);
        key.expiresAt = key.validFrom.plus(lasts);
        key.createdBy = by;
        return key;
    }

    private void end(SourceKey key, Actor who, String because) {
        key.revokedAt = now();
        key.revokedBy = who.name();
        key.revokedBecause = because;
    }

    private Made kept(SourceKey key, Actor who, String what, String credential) {
        keys.persist(key);
        trace.key(key, who, what, null);
        return new Made(key.id, credential, key.expiresAt);
    }

    private SourceKey mine(UUID tenantId, UUID sourceId, UUID keyId) {
        return keys.find("tenantId = ?1 and sourceId = ?2 and id = ?3", tenantId, sourceId, keyId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no such key"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
