package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.postgres.DatabaseUnusable;

/** Files of patients are for the server alone. */
class PatientFilesTest {
    @TempDir
    Path folder;

    @Test
    void folders_of_documents_and_exports_are_closed_to_others_also_when_they_were_open() throws IOException {
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        Files.setPosixFilePermissions(blobs, PosixFilePermissions.fromString("rwxr-xr-x"));
        PatientFiles.keepPrivate(folder);
        for (String name : new String[] {"blobs", "exports", "received"}) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))),
                    name);
        }
    }

    @Test
    void a_folder_that_cannot_be_made_stops_the_start_with_a_sentence() throws IOException {
        Files.writeString(folder.resolve("exports"), "");
        DatabaseUnusable refused = assertThrows(DatabaseUnusable.class, () -> PatientFiles.keepPrivate(folder));
        assertEquals(
                "The folder " + folder.resolve("exports") + " cannot be written: " + folder.resolve("exports") + ".",
                refused.getMessage());
    }
}
