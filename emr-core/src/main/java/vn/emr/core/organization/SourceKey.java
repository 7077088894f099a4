package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A key (khóa) by which a sending system is let in. Only its end can be changed, and only to an earlier one. When it was used
 * and refused is written by the access room, so that is not mapped here.
 */
@Entity
@Table(name = "source_key")
public class SourceKey {
    @Id
    public UUID id;

    @Column(name = "tenant_id", updatable = false)
    public UUID tenantId;

    @Column(name = "source_id", updatable = false)
    public UUID sourceId;

    @Column(updatable = false)
    public String name;

    @Column(updatable = false)
    public byte[] sha256;

    /** Its last four characters, to tell keys apart; null when it was made before they were kept. */
    @Column(updatable = false)
    public String ending;

    /** {@code notices:send} and so on, at least one. */
    @Column(updatable = false)
    public String[] scopes;

    /** Addresses and networks it may be used from, see {@link AddressList}; null for those of its source. */
    @Column(updatable = false)
    public String addresses;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    /** User name; null for the server itself. */
    @Column(name = "created_by", updatable = false)
    public String createdBy;

    @Column(name = "valid_from", updatable = false)
    public Instant validFrom;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /** The key it takes the place of; null for most. */
    @Column(updatable = false)
    public UUID follows;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    @Column(name = "revoked_by")
    public String revokedBy;

    @Column(name = "revoked_because")
    public String revokedBecause;

    /** Neither revoked nor at its end. */
    public boolean usable(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
