package vn.emr.core.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** One legal owner of records: usually one hospital, or a district centre with its commune stations. */
@Entity
public class Tenant {
    @Id
    public UUID id;

    public String code;
    public String name;
}
