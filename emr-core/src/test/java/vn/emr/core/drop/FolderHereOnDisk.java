package vn.emr.core.drop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.Outcome;

/** A folder on a real disk; what takes the messages in is a list. */
abstract class FolderHereOnDisk {
    @TempDir
    Path folder;

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T03:00:00Z"));
    final Taking taking = new Taking();
    final List<String> taken = taking.taken;

    DropFolder drop(Function<byte[], CompletionStage<Outcome>> intake) {
        return drop(null, intake);
    }

    /** @param handedOver name of the file that is written again and again, or null */
    DropFolder drop(String handedOver, Function<byte[], CompletionStage<Outcome>> intake) {
        return new DropFolder(
                folder,
                new Handoff(handedOver, folder, now::get),
                now::get,
                Taking.FORMATS,
                Taking.underWay(intake),
                FolderHereOnDisk::open);
    }

    /** As the system does it for everybody but root, who may read whatever the permissions say. */
    static InputStream open(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_READ)) {
            throw new AccessDeniedException(file.toString());
        }
        return Files.newInputStream(file);
    }

    void permit(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    void put(String name, String text, int secondsAgo) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(now.get().minusSeconds(secondsAgo)));
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    List<String> names(String sub) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** The first look only sees a file, the second takes it when it stayed as it was. */
    static void lookTwice(DropFolder drop) throws IOException {
        drop.look(() -> false);
        drop.look(() -> false);
    }
}
