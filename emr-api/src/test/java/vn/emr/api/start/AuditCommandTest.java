package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.start.CommandHome.Ended;
import vn.emr.core.access.Hospital;
import vn.emr.core.postgres.EmbeddedPostgres;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.seal.CheckpointFile;
import vn.emr.core.seal.Epochs;
import vn.emr.core.seal.Sealer;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.store.BlobStore;

/** {@code ./emr audit} as a process of its own: what it says, and how it ends. */
class AuditCommandTest {
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
    void a_record_as_it_was_sealed_ends_with_0_and_one_that_was_changed_with_1_and_its_first_bad_number()
            throws Exception {
        Path blob;
        try (EmbeddedPostgres own = EmbeddedPostgres.start(home.folder())) {
            TestDatabase.migrate(own.address());
            Hospital hospital = new Hospital(own.address());
            var patient = hospital.patient("Lê Thị Thử");
            byte[] content = "<p>Giấy ra viện</p>".getBytes(StandardCharsets.UTF_8);
            String name = new BlobStore(home.folder().toString(), hospital.database).put(content);
            hospital.document(patient, "text/html", name, content.length);
            String folder = home.folder().toString();
            new Sealer(
                            hospital.database,
                            new Epochs(
                                    hospital.database,
                                    new CheckpointFile(Optional.empty(), folder),
                                    new SigningKey(folder),
                                    folder,
                                    Clock.systemUTC()),
                            Clock.systemUTC())
                    .round();
            blob = home.folder()
                    .resolve("blobs")
                    .resolve(name.substring(0, 2))
                    .resolve(name.substring(2, 4))
                    .resolve(name);
            Ended whole = ended("verify");
            assertEquals(0, whole.code(), whole.said());
            assertTrue(whole.said().contains("1 blobs are what they were."), whole.said());
            assertTrue(whole.said().contains("Without checkpoints"), whole.said());
            hospital.asOwner("update audit_event set at = at - interval '1 hour' where kind = 'CREATE'");
            Ended changed = ended("verify", "--without-blobs");
            assertEquals(1, changed.code(), changed.said());
            assertTrue(changed.said().contains("The first number that is not: 1."), changed.said());
            hospital.asOwner("update audit_event set at = at + interval '1 hour' where kind = 'CREATE'");
        }
        Files.writeString(blob, "another content");
        Ended damaged = ended("verify");
        assertEquals(1, damaged.code(), damaged.said());
        assertTrue(damaged.said().contains("is missing or was changed"), damaged.said());
        Ended key = ended("key");
        assertEquals(0, key.code());
        assertTrue(key.said().startsWith("-----BEGIN PUBLIC KEY-----"), key.said());
    }

    @Test
    void what_cannot_be_looked_at_ends_with_2_and_says_why() throws Exception {
        assertEquals(2, ended().code());
        assertEquals(2, ended("verify", "--no-such-word").code());
        Ended nothing = ended("verify");
        assertEquals(2, nothing.code(), nothing.said());
        Files.createDirectories(home.folder().resolve("keys"));
        new SigningKey(home.folder().toString());
        Ended none = ended("verify");
        assertTrue(none.code() == 2 && none.said().contains("There is no EMR database"), none.said());
    }

    private Ended ended(String... words) throws Exception {
        return CommandHome.ended(AuditCommand.class, home.folder(), Map.of(), words);
    }
}
