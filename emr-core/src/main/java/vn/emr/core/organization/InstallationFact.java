package vn.emr.core.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A small fact about this installation, such as the day of its first start. */
@Entity
@Table(name = "installation")
public class InstallationFact {
    @Id
    public String name;

    public String value;
}
