package vn.emr.core.organization;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** A person who may sign in. Failed attempts and locks are written by sign-in itself, so they are not mapped here. */
@Entity
public class Account {
    /** What a person is here for; what follows from it is one table in the access room. */
    public enum Role {
        DOCTOR,
        NURSE,
        RECORDS_CLERK,
        IT_ADMIN
    }

    @Id
    public UUID id;

    @Column(name = "tenant_id")
    public UUID tenantId;

    @Column(name = "facility_id")
    public UUID facilityId;

    public String username;

    @Column(name = "display_name")
    public String displayName;

    @Enumerated(EnumType.STRING)
    public Role role;

    /** Argon2id with its parameters, never a password. */
    @Column(name = "password_hash")
    public String passwordHash;

    /** True until the person has chosen a password of their own. */
    @Column(name = "must_change")
    public boolean mustChange;

    public boolean enabled;

    @Column(name = "created_at")
    public Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_department", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "department_id")
    public Set<UUID> departments = new HashSet<>();
}
