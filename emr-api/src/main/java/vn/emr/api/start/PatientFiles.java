package vn.emr.api.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.PrivateFiles;

/** The folders in which data of patients lies as files: documents, and records that are taken out or in together. */
final class PatientFiles {
    private static final List<String> FOLDERS = List.of("blobs", "exports", "received");

    private PatientFiles() {}

    /** Nobody but the account of the server may look into them, whatever its umask was when they were made. */
    static void keepPrivate(Path dataDir) {
        for (String name : FOLDERS) {
            Path folder = dataDir.resolve(name);
            try {
                PrivateFiles.folder(folder, "rwx------");
            } catch (IOException e) {
                throw new DatabaseUnusable("The folder " + folder + " cannot be written: " + e.getMessage() + ".", e);
            }
        }
    }
}
