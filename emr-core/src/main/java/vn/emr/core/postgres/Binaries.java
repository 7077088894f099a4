package vn.emr.core.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs, unpacked from the archive on the class path into a folder named by the archive's checksum,
 * so that an upgrade gets a folder of its own.
 */
record Binaries(Path home) {
    static final int MAJOR = 18;
    private static final String FOLDER = "pgsql-";

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Unpacks below {@code parent} when not there yet; a half unpacked folder is never taken for a whole one. */
    static Binaries unpack(Path parent) throws IOException {
        URL archive = archive();
        Path home = parent.resolve(FOLDER + mark(archive));
        if (!Files.isDirectory(home)) {
            Path half = Files.createTempDirectory(parent, "unpacking-");
            extract(archive, half);
            try {
                Files.move(PrivateFiles.folder(half, "rwxr-xr-x"), home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process was faster, or the disk really does not take it.
                PrivateFiles.deleteTree(half);
                if (!Files.isDirectory(home)) {
                    throw e;
                }
            }
        }
        return new Binaries(home);
    }

    /** Removes the programs of earlier releases and what an interrupted unpacking left. */
    void removeOthers() throws IOException {
        try (var siblings = Files.newDirectoryStream(home.getParent(), "{" + FOLDER + "*,unpacking-*}")) {
            for (Path sibling : siblings) {
                if (!sibling.equals(home)) {
                    PrivateFiles.deleteTree(sibling);
                }
            }
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> System.getProperty("os.arch");
                };
        String name = "postgres-" + system + "-" + processor + ".txz";
        URL archive = Binaries.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new DatabaseUnusable("This package carries no database programs for " + system + " on " + processor
                    + " (" + name + "); set QUARKUS_DATASOURCE_JDBC_URL to use a PostgreSQL of your own.");
        }
        return archive;
    }

    private static String mark(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            // The checksum is in the jar's directory: no need to read 15 MB at each start.
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Integer.toHexString(archive.toString().hashCode());
    }

    private static void extract(URL archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    PrivateFiles.folder(file, "rwxr-xr-x");
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    PrivateFiles.folder(file.getParent(), "rwxr-xr-x");
                    Files.copy(tar, file);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(file, mode(program));
                }
            }
        }
    }

    private static Set<PosixFilePermission> mode(boolean program) {
        return PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--");
    }
}
