package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A department (khoa, phòng) of a facility, under the code the hospital's systems send. */
@Entity
public class Department {
    @Id
    public UUID id;

    @Column(name = "tenant_id")
    public UUID tenantId;

    @Column(name = "facility_id")
    public UUID facilityId;

    public String code;
    public String name;
}
