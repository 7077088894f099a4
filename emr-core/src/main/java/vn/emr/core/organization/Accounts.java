package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The people who may sign in. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {}
