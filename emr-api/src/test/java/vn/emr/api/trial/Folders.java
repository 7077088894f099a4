package vn.emr.api.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Scratch folders of trials, which stay for a look when a trial fails. */
final class Folders {
    private Folders() {}

    /** A new one on a real disk, which another account may go through (the database has one of its own) but not list. */
    static Path scratch(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), prefix);
        letThrough(folder);
        return folder;
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
