package vn.emr.core.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.ConfiguredSources;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.testing.House;

/** What an earlier version kept in clear is sealed by the first start, once, and works on. */
class OldSecretsTest {
    @TempDir
    Path data;

    @Test
    void secrets_in_clear_are_sealed_once_and_the_doors_read_them_as_before() {
        try (House house = new House()) {
            UUID id = house.source.id;
            house.database.update(
                    "update source set settings = '{\"password\":\"trong-suốt\",\"bearer\":null,\"panel\":\"a\"}' where id = ?",
                    id);
            SealedSettings sealed = new SealedSettings(data.toString());
            OldSecrets old = new OldSecrets(house.database, sealed);
            assertEquals(1, old.seal());
            assertEquals(0, old.seal());
            String kept = house.database
                    .first("select settings::text as kept from source where id = ?", row -> row.text("kept"), id)
                    .orElseThrow();
            assertFalse(kept.contains("trong"), kept);
            Map<String, String> read = new HashMap<>(
                    new ConfiguredSources(house.database, sealed).byId(id).orElseThrow().settings);
            assertEquals(null, read.remove("bearer"), "said to be nothing");
            assertEquals(Map.of("password", "trong-suốt", "panel", "a"), read);
        }
    }
}
