package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The places of care. */
@ApplicationScoped
public class Facilities implements PanacheRepositoryBase<Facility, UUID> {}
