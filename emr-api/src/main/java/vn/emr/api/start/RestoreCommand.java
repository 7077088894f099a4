package vn.emr.api.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.emr.core.postgres.Backup;
import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.PrivateFiles;
import vn.emr.core.seal.Epochs;

/**
 * {@code ./emr restore DIR}: puts the backup in DIR into the configured data folder, which must be absent or empty.
 * Exit codes as {@link BackupCommand}.
 */
public final class RestoreCommand {
    private RestoreCommand() {}

    /** Takes one argument, the folder of the backup. */
    public static void main(String... args) {
        System.exit(BackupCommand.exitCode(settings -> run(settings, Path.of(args[0]))));
    }

    private static int run(Settings settings, Path backup) {
        if (settings.externalDatabase().isPresent()) {
            System.err.println("QUARKUS_DATASOURCE_JDBC_URL names a PostgreSQL of your own: restore it with its own"
                    + " tools (the base copy with its WAL, or pg_restore), then copy blobs, keys, mappings, dialects and"
                    + " drivers into "
                    + settings.dataDir() + ".");
            return 3;
        }
        Backup.Report report = Backup.restore(backup, settings.dataDir());
        tellTheSeal(settings.dataDir(), report);
        System.out.printf(
                "Restored into %s: %d files, %d rows in %d tables, everything until %s. Start it with ./emr %s%n",
                settings.dataDir(),
                report.files(),
                report.rows(),
                report.tables(),
                report.moment(),
                Files.exists(settings.dataDir().resolve("demo/anchor")) ? "demo" : "run");
        return 0;
    }

    /** The next start begins a new epoch of the seal and names what was told and is lost. */
    private static void tellTheSeal(Path dataDir, Backup.Report report) {
        try {
            PrivateFiles.write(dataDir.resolve(Epochs.RESTORED), report.moment() + "\n");
        } catch (IOException e) {
            throw new DatabaseUnusable("The restored folder cannot be marked: " + e.getMessage() + ".", e);
        }
    }
}
