package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A place of care with its own licence (cơ sở khám bệnh, chữa bệnh). */
@Entity
public class Facility {
    @Id
    public UUID id;

    @Column(name = "tenant_id")
    public UUID tenantId;

    /** Mã CSKCB, 5 characters. */
    public String code;

    /** 13-digit code of the ministry, may be null. */
    public String code13;

    public String name;
}
