package vn.emr.core.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Small facts about this installation, by name. */
@ApplicationScoped
public class Installation implements PanacheRepositoryBase<InstallationFact, String> {
    /** When the first administrator was made. */
    public static final String FIRST_START = "first-start";

    /** Set when the sample hospital was loaded; such an installation never becomes a real one. */
    public static final String DEMO = "demo";

    @Transactional
    public Optional<String> fact(String name) {
        return findByIdOptional(name).map(f -> f.value);
    }

    /** Writes a fact once; a later value does not replace it. */
    @Transactional
    public void state(String name, String value) {
        if (findById(name) == null) {
            InstallationFact fact = new InstallationFact();
            fact.name = name;
            fact.value = value;
            persist(fact);
        }
    }
}
