package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The services that can be ordered. */
@ApplicationScoped
public class OrderableServices implements PanacheRepositoryBase<OrderableService, UUID> {}
