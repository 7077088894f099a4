package vn.emr.core.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;

/** Seals at the start those secret settings that earlier versions kept in clear. */
@ApplicationScoped
class OldSecrets {
    private static final Logger LOG = Logger.getLogger(OldSecrets.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BEFORE_THE_DOORS = 200;

    private record Kept(UUID id, String settings) {}

    private final Database database;
    private final SealedSettings sealed;

    @Inject
    OldSecrets(Database database, SealedSettings sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    void started(@Observes @Priority(BEFORE_THE_DOORS) StartupEvent event) {
        try {
            int sources = seal();
            if (sources > 0) {
                LOG.infof("secret settings of %d sources were sealed with keys/settings.key", sources);
            }
        } catch (StoreFault fault) {
            LOG.warnf("secret settings are not sealed yet: %s", fault.getMessage());
        }
    }

    /** How many sources had a secret in clear; one that is changed meanwhile is sealed by that change. */
    int seal() {
        int changed = 0;
        for (Kept kept : database.query("""
                select id, settings::text as settings from source
                where coalesce(settings->>'password', settings->>'bearer', settings->>'webhook-secret') is not null
                """, row -> new Kept(row.uuid("id"), row.text("settings")))) {
            String after = sealed(kept);
            if (!after.equals(kept.settings())) {
                changed += database.update(
                        "update source set settings = ?::jsonb where id = ? and settings = ?::jsonb",
                        after,
                        kept.id(),
                        kept.settings());
            }
        }
        return changed;
    }

    private String sealed(Kept kept) {
        try {
            Map<String, String> settings = JSON.readValue(kept.settings(), new TypeReference<>() {});
            Map<String, String> after = new HashMap<>(settings);
            after.replaceAll(
                    (name, value) -> value != null && SealedSettings.secret(name) && !SealedSettings.sealed(value)
                            ? sealed.seal(kept.id(), name, value)
                            : value);
            return after.equals(settings) ? kept.settings() : JSON.writeValueAsString(after);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of a source are not a map of texts");
        }
    }
}
