package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The legal owners on this server. */
@ApplicationScoped
public class Tenants implements PanacheRepositoryBase<Tenant, UUID> {}
