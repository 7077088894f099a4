package vn.emr.api.start;

import java.nio.file.Path;
import java.util.function.ToIntFunction;
import vn.emr.core.postgres.Backup;
import vn.emr.core.postgres.DatabaseUnusable;

/**
 * {@code ./emr backup DIR}: copies the record of the configured data folder into DIR, which must be absent or empty.
 * Exit codes: 0 copied and proven, 1 failed, 2 a setting is wrong, 3 the database is not ours to copy.
 */
public final class BackupCommand {
    private BackupCommand() {}

    /** Takes one argument, the target folder. */
    public static void main(String... args) {
        System.exit(exitCode(settings -> run(settings, Path.of(args[0]))));
    }

    private static int run(Settings settings, Path target) {
        if (settings.externalDatabase().isPresent()) {
            System.err.println(external(settings.dataDir()));
            return 3;
        }
        System.out.println(
                "Copying " + settings.dataDir() + " to " + target + " and restoring the copy to prove it ...");
        Backup.Report report = Backup.backup(settings.dataDir(), target);
        System.out.printf(
                "Backed up and proven: %d files, %d MB, %d rows in %d tables, everything until %s.%n",
                report.files(), report.bytes() >> 20, report.rows(), report.tables(), report.moment());
        System.out.println("It holds passwords and keys: keep it where only those who may read the record can.");
        return 0;
    }

    /** The exit code of a command that needs the settings; what went wrong is said on the error stream. */
    static int exitCode(ToIntFunction<Settings> command) {
        try {
            return command.applyAsInt(Settings.read(System.getenv()));
        } catch (SettingsRefused e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (DatabaseUnusable e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    static String external(Path dataDir) {
        return "QUARKUS_DATASOURCE_JDBC_URL names a PostgreSQL of your own: back it up with its own tools (pg_basebackup"
                + " with a WAL archive, or pg_dump), after it copy " + dataDir.resolve("blobs") + " and "
                + dataDir.resolve("keys") + ", and then tell the health page: date -u +%FT%TZ > "
                + dataDir.resolve("last-backup");
    }
}
