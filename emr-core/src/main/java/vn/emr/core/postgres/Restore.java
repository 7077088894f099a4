package vn.emr.core.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.emr.core.postgres.Manifest.CopiedFile;

/** Makes a data folder from a backup and compares it with the backup's manifest. */
final class Restore {
    private static final String SIGNAL = "recovery.signal";
    private static final String OVERRIDES = "postgresql.auto.conf";

    /** Read after all other settings and only heeded because of the signal file; both are removed afterwards. */
    private static final String TO_THE_MOMENT = """
            restore_command = 'false'
            recovery_target_name = '%s'
            recovery_target_action = 'promote'
            hot_standby = off
            """.formatted(BaseCopy.MOMENT);

    private Restore() {}

    /**
     * Fills {@code home} from {@code backup}.
     *
     * @param programs where the database programs are or go
     * @param keep false when the result is only looked at: documents are checked in place and nothing need survive
     */
    static Manifest into(Path home, Path backup, Path programs, boolean keep) throws IOException, SQLException {
        Manifest manifest = Manifest.read(backup);
        mustBeComplete(manifest, backup);
        PrivateFiles.folder(home, "rwx--x--x");
        for (CopiedFile file : manifest.files()) {
            boolean needed = keep || !file.path().startsWith("blobs/");
            copyOrCheck(backup, file, needed ? home.resolve(file.path()).normalize() : null, home);
        }
        Path data = home.resolve("postgres");
        String before = overrides(data);
        Files.writeString(data.resolve(OVERRIDES), before + TO_THE_MOMENT);
        Files.writeString(data.resolve(SIGNAL), "");
        folders(data, backup.resolve("postgres"));
        owned(data);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, programs, keep)) {
            mustHold(manifest, postgres, backup);
            Files.writeString(data.resolve(OVERRIDES), before);
        }
        if (keep) {
            PrivateFiles.flushTree(home);
        }
        return manifest;
    }

    private static String overrides(Path data) throws IOException {
        Path file = data.resolve(OVERRIDES);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Every file of the manifest and no other: a stray one would be taken for part of the record. */
    private static void mustBeComplete(Manifest manifest, Path backup) throws IOException {
        Set<String> named = new HashSet<>();
        manifest.files().forEach(file -> named.add(file.path()));
        try (Stream<Path> found = Files.walk(backup)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = backup.relativize(file).toString();
                if (!named.contains(name) && !name.equals(Manifest.FILE)) {
                    throw damaged(backup, name + " is not in the manifest");
                }
            }
        }
    }

    private static void copyOrCheck(Path backup, CopiedFile file, Path to, Path home) throws IOException {
        Path from = backup.resolve(file.path()).normalize();
        if (!from.startsWith(backup) || (to != null && !to.startsWith(home))) {
            throw damaged(backup, "the manifest names a file outside");
        }
        if (!Files.isRegularFile(from)) {
            throw damaged(backup, file.path() + " is missing");
        }
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(from), sha256());
                OutputStream out = to == null ? OutputStream.nullOutputStream() : create(to)) {
            long bytes = in.transferTo(out);
            String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (bytes != file.bytes() || !digest.equals(file.sha256())) {
                throw damaged(backup, file.path() + " is not what was written");
            }
        }
    }

    private static OutputStream create(Path file) throws IOException {
        PrivateFiles.folder(file.getParent(), "rwx------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    /** Empty folders are not in the manifest, and the database wants them. */
    private static void folders(Path data, Path backup) throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            for (Path folder : all.filter(Files::isDirectory).toList()) {
                PrivateFiles.folder(data.resolve(backup.relativize(folder).toString()), "rwx------");
            }
        }
    }

    private static void owned(Path data) throws IOException {
        Unprivileged user = Unprivileged.here();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                user.own(path);
            }
        }
    }

    private static void mustHold(Manifest manifest, EmbeddedPostgres postgres, Path backup) throws SQLException {
        List<TableContents> restored;
        try (Connection connection = Accounts.connect(
                postgres.port(), Accounts.DATABASE, postgres.secrets().superuser())) {
            restored = TableContents.all(connection);
        }
        for (TableContents expected : manifest.tables()) {
            if (!restored.contains(expected)) {
                throw damaged(backup, "the rows of table " + expected.table() + " differ");
            }
        }
        if (restored.size() != manifest.tables().size()) {
            throw damaged(backup, "there are other tables than at the moment of the backup");
        }
    }

    private static DatabaseUnusable damaged(Path backup, String what) {
        return new DatabaseUnusable("The backup in " + backup + " is damaged: " + what + ".");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
