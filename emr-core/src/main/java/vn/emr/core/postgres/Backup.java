package vn.emr.core.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.emr.core.postgres.Manifest.CopiedFile;

/**
 * Copies a whole record - database, documents, keys and the files its senders are read by - while the server runs, proves
 * the copy by restoring it, and restores it. Only for the embedded database; another PostgreSQL is backed up by its own tools.
 */
public final class Backup {
    /** Holds the time of the last proven backup, in the data folder. */
    private static final String LAST = "last-backup";

    private static final String BLOBS = "blobs";
    /** Beside the database; what senders left in the drop folder is their own until it is kept, and then in the record. */
    private static final List<String> BESIDES = List.of(BLOBS, "keys", "mappings", "dialects", "drivers", "demo");
    /** Of a demo: where its sample stands. Its archive is filled again. */
    private static final Set<String> DEMO = Set.of("anchor", "fed.properties");

    private static final long MARGIN_BYTES = 256L << 20;

    private Backup() {}

    /**
     * What was copied or restored.
     *
     * @param moment everything committed until then is in it, nothing later
     */
    public record Report(Instant moment, int files, long bytes, int tables, long rows) {
        static Report of(Manifest manifest) {
            return new Report(
                    manifest.taken(),
                    manifest.files().size(),
                    manifest.bytes(),
                    manifest.tables().size(),
                    manifest.rows());
        }
    }

    /**
     * Copies the record of {@code dataDir} into {@code targetDir} and proves the copy by a restore into a scratch
     * folder beside the data. A server that is not running is started for the time of the copy.
     *
     * @throws DatabaseUnusable when the target is not empty, a disk has no room, or the copy turned out not to be whole
     */
    public static Report backup(Path dataDir, Path targetDir) {
        Path home = dataDir.toAbsolutePath().normalize();
        return backup(home, targetDir, home);
    }

    static Report backup(Path home, Path targetDir, Path programs) {
        Path target = targetDir.toAbsolutePath().normalize();
        try {
            if (!Files.exists(home.resolve(EmbeddedPostgres.SECRETS))) {
                throw new DatabaseUnusable("There is no EMR database in " + home + " to back up.");
            }
            mustBeUsable(target, home);
            mustHaveRoom(home, target);
            Manifest manifest = copyRunningOrStarted(home, target, programs);
            PrivateFiles.flushTree(target);
            manifest.write(target);
            prove(home, target, programs);
            PrivateFiles.write(home.resolve(LAST), Instant.now() + "\n");
            return Report.of(manifest);
        } catch (IOException e) {
            throw new DatabaseUnusable("The backup to " + target + " failed: " + e.getMessage() + ".", e);
        } catch (SQLException e) {
            throw new DatabaseUnusable(
                    "The backup to " + target + " failed in the database: " + DatabaseUnusable.firstLine(e) + ".", e);
        }
    }

    /**
     * Puts the backup of {@code backupDir} into {@code dataDir}, which must be absent or empty, brings the database to
     * the backup's moment and compares every file and table with the manifest.
     */
    public static Report restore(Path backupDir, Path dataDir) {
        Path home = dataDir.toAbsolutePath().normalize();
        return restore(backupDir, home, home);
    }

    static Report restore(Path backupDir, Path home, Path programs) {
        Path backup = backupDir.toAbsolutePath().normalize();
        try {
            mustBeUsable(home, backup);
            return Report.of(Restore.into(home, backup, programs, true));
        } catch (IOException e) {
            throw new DatabaseUnusable("The restore into " + home + " failed: " + e.getMessage() + ".", e);
        } catch (SQLException e) {
            throw new DatabaseUnusable(
                    "The restore into " + home + " failed in the database: " + DatabaseUnusable.firstLine(e) + ".", e);
        }
    }

    /** When the last proven backup of this data folder was finished. */
    public static Optional<Instant> last(Path dataDir) {
        try {
            return Optional.of(
                    Instant.parse(Files.readString(dataDir.resolve(LAST)).strip()));
        } catch (NoSuchFileException | DateTimeParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseUnusable("The file " + dataDir.resolve(LAST) + " cannot be read.", e);
        }
    }

    private static Manifest copyRunningOrStarted(Path home, Path target, Path programs)
            throws IOException, SQLException {
        Cluster cluster = new Cluster(home, Binaries.unpack(programs), Unprivileged.here(), true);
        Optional<Postmaster> running = cluster.running();
        if (running.isPresent()) {
            return copy(home, target, running.get().port());
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, programs, true)) {
            return copy(home, target, postgres.port());
        }
    }

    private static Manifest copy(Path home, Path target, int port) throws IOException, SQLException {
        PrivateFiles.folder(target, "rwx------");
        DatabaseSecrets secrets = DatabaseSecrets.read(home.resolve(EmbeddedPostgres.SECRETS));
        BaseCopy base = new BaseCopy(home.resolve("postgres"), target.resolve("postgres"), port, secrets);
        BaseCopy.Copied copied = base.copy(files -> files.addAll(besides(home, target)));
        return new Manifest(Manifest.FORMAT, copied.moment(), Binaries.MAJOR, copied.files(), copied.tables());
    }

    private static List<CopiedFile> besides(Path home, Path target) throws IOException {
        List<CopiedFile> files = new ArrayList<>();
        for (String folder : BESIDES) {
            if (Files.isDirectory(home.resolve(folder))) {
                Predicate<Path> wanted = folder.equals("demo") ? file -> DEMO.contains(file.toString()) : any -> true;
                files.addAll(CheckedCopy.tree(home.resolve(folder), target.resolve(folder), folder, wanted));
            }
        }
        return files;
    }

    /** A copy that was never restored is a hope, not a backup. */
    private static void prove(Path home, Path target, Path programs) throws IOException, SQLException {
        // Beside the data, because the database's user can certainly reach it there.
        Path scratch = Files.createTempDirectory(home, "backup-check-");
        try {
            Restore.into(scratch, target, programs, false);
        } catch (DatabaseUnusable e) {
            Files.deleteIfExists(target.resolve(Manifest.FILE));
            throw new DatabaseUnusable(
                    "The copy in " + target + " could not be restored, do not rely on it. " + e.getMessage(), e);
        } finally {
            PrivateFiles.deleteTree(scratch);
        }
    }

    private static void mustBeUsable(Path folder, Path other) throws IOException {
        if (folder.startsWith(other) || other.startsWith(folder)) {
            throw new DatabaseUnusable("The folders " + folder + " and " + other + " must not contain one another.");
        }
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new DatabaseUnusable("The folder " + folder + " is not empty: nothing was written to it.");
                }
            }
        }
    }

    private static void mustHaveRoom(Path home, Path target) throws IOException {
        long database = CheckedCopy.size(home.resolve("postgres"));
        long blobs = CheckedCopy.size(home.resolve(BLOBS));
        Path existing = target;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        mustHaveRoom(existing, database + blobs);
        // The documents are proved by their digests in the copy itself, only the database is unpacked.
        mustHaveRoom(home, database);
    }

    private static void mustHaveRoom(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + MARGIN_BYTES) {
            throw new DatabaseUnusable("The disk of " + folder + " has " + (free >> 20) + " MB free; the backup needs "
                    + ((bytes + MARGIN_BYTES) >> 20) + " MB there.");
        }
    }
}
