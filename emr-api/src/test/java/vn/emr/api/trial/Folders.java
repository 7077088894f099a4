package vn.emr.api.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vn.emr.api.bench.PackagedServer;

/** Scratch folders of trials, which stay for a look when a trial fails. */
final class Folders {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx512m",
            "-Xss512k",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private Folders() {}

    /** A new one on a real disk, which another account may go through (the database has one of its own) but not list. */
    static Path scratch(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), prefix);
        letThrough(folder);
        return folder;
    }

    /** The package of this build with its data in such a folder, not started yet. */
    static PackagedServer server(Path folder) throws IOException {
        return new PackagedServer(Path.of("target/quarkus-app"), folder.resolve("data"), FLAGS);
    }

    static void letThrough(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
