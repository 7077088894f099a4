package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The departments. */
@ApplicationScoped
public class Departments implements PanacheRepositoryBase<Department, UUID> {}
