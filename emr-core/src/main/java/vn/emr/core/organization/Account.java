package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A person who may sign in. Failed attempts and locks are written by sign-in itself, so they are not
 * mapped here; what the person is here for stands in {@code account_role}. */
@Entity
public class Account {
    @Id
    public UUID id;

    @Column(name = "tenant_id")
    public UUID tenantId;

    @Column(name = "facility_id")
    public UUID facilityId;

    public String username;

    @Column(name = "display_name")
    public String displayName;

    /** Argon2id with its parameters, never a password. */
    @Column(name = "password_hash")
    public String passwordHash;

    /** True until the person has chosen a password of their own. */
    @Column(name = "must_change")
    public boolean mustChange;

    public boolean enabled;

    @Column(name = "created_at")
    public Instant createdAt;
}
