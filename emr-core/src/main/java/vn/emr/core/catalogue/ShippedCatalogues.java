package vn.emr.core.catalogue;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.mapping.MappingRegister.Author;
import vn.emr.core.store.Database;

/**
 * Lists that come with the server under their licences ({@code catalogues/NOTICE.md}): each is the first edition of its catalogue
 * for a hospital that has none. What a hospital took itself is never touched.
 */
@ApplicationScoped
public class ShippedCatalogues {
    /** After the first start made the hospital, before the doors open. */
    private static final int AFTER_THE_FIRST_START = 200;

    /** @param origin the decision or the project it is from, with its licence */
    private record Shipped(String catalogue, LocalDate from, String origin) {}

    private final Database database;
    private final CatalogueRegister register;
    private final String mode;

    @Inject
    ShippedCatalogues(
            Database database,
            CatalogueRegister register,
            @ConfigProperty(name = "emr.mode", defaultValue = "none") String mode) {
        this.database = database;
        this.register = register;
        this.mode = mode;
    }

    void started(@Observes @Priority(AFTER_THE_FIRST_START) StartupEvent event) {
        // Tests and benches bring their own.
        if (mode.equals("run") || mode.equals("demo")) {
            ship();
        }
    }

    /** Gives every hospital of this server the lists it has no edition of. */
    void ship() {
        for (UUID tenant : database.query("select id from tenant order by id limit 1000", row -> row.uuid("id"))) {
            Set<String> has = database
                    .query(
                            "select distinct catalogue from catalogue_code where tenant_id = ?",
                            row -> row.text("catalogue"),
                            tenant)
                    .stream()
                    .collect(Collectors.toSet());
            Author server = new Author(Actor.SYSTEM, tenant);
            shipped().stream()
                    .filter(s -> !has.contains(s.catalogue()))
                    .forEach(s ->
                            register.ship(server, s.catalogue(), s.from(), bytes(s.catalogue() + ".csv"), s.origin()));
        }
    }

    private static List<Shipped> shipped() {
        return new String(bytes("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", 3))
                .map(part -> new Shipped(part[0], LocalDate.parse(part[1]), part[2]))
                .toList();
    }

    private static byte[] bytes(String name) {
        try (InputStream file = ShippedCatalogues.class.getResourceAsStream("/catalogues/" + name)) {
            if (file == null) {
                throw new IllegalStateException("this package has no catalogues/" + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
