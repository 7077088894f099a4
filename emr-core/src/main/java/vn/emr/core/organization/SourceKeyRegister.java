package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The keys of sending systems, as administration sees them. */
@ApplicationScoped
public class SourceKeyRegister implements PanacheRepositoryBase<SourceKey, UUID> {}
