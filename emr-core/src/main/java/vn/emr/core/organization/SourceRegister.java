package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The configured senders, as administration sees them. */
@ApplicationScoped
public class SourceRegister implements PanacheRepositoryBase<Source, UUID> {}
