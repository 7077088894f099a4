package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.CommandHome.Ended;
import vn.emr.core.postgres.EmbeddedPostgres;

/** {@code ./emr backup} and {@code ./emr restore} as processes of their own, with what they say and how they end. */
class RestoreCommandTest {
    private CommandHome home;

    @BeforeEach
    void open() throws IOException {
        home = CommandHome.open();
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void who_restored_is_told_how_to_start_it_a_demo_as_a_demo() throws Exception {
        EmbeddedPostgres.start(home.folder().resolve("real")).close();
        restored("real", "Start it with ./emr run");
        Files.createDirectories(home.folder().resolve("real/demo"));
        Files.writeString(home.folder().resolve("real/demo/anchor"), "2026-11-20");
        restored("real", "Start it with ./emr demo");
    }

    /** Backs it up, restores that, and reads the last line said. */
    private void restored(String data, String last) throws Exception {
        String copy = Files.createTempDirectory(home.folder(), "copy-").toString();
        String to = Files.createTempDirectory(home.folder(), "to-").toString();
        Ended backup = ended(BackupCommand.class, home.folder().resolve(data).toString(), copy, Map.of());
        assertEquals(0, backup.code(), backup.said());
        Ended restore = ended(RestoreCommand.class, to, copy, Map.of());
        assertEquals(0, restore.code(), restore.said());
        assertTrue(restore.said().strip().endsWith(last), restore.said());
        assertTrue(restore.said().contains("Restored into " + to + ": "), restore.said());
        Ended again = ended(RestoreCommand.class, to, copy, Map.of());
        assertEquals(1, again.code(), again.said());
        assertTrue(again.said().contains("is not empty"), again.said());
    }

    @Test
    void a_database_of_the_hospitals_own_is_not_ours_to_copy_and_a_wrong_setting_is_named() throws Exception {
        Map<String, String> own = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/emr",
                "QUARKUS_DATASOURCE_USERNAME", "emr",
                "QUARKUS_DATASOURCE_PASSWORD", "x",
                "EMR_DB_OWNER_USER", "owner",
                "EMR_DB_OWNER_PASSWORD", "x");
        for (Class<?> command : List.of(BackupCommand.class, RestoreCommand.class)) {
            Ended refused = ended(command, home.folder().resolve("real").toString(), "copy", own);
            assertEquals(3, refused.code(), refused.said());
            assertTrue(refused.said().contains("names a PostgreSQL of your own"), refused.said());
            Ended misspelt =
                    ended(command, home.folder().resolve("real").toString(), "copy", Map.of("EMR_DATA_DRI", "x"));
            assertEquals(2, misspelt.code(), misspelt.said());
            assertTrue(misspelt.said().contains("EMR_DATA_DRI"), misspelt.said());
        }
    }

    private static Ended ended(Class<?> command, String data, String folder, Map<String, String> settings)
            throws Exception {
        return CommandHome.ended(command, Path.of(data), settings, folder);
    }
}
