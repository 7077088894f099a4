package vn.emr.core.drop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * A file that its sender writes again and again under one name, and that stays where it is: what it says is copied when it
 * lies quietly, and taken under a dated name. New is what differs from what was taken last, in its bytes or in the time it
 * was written. What was taken is remembered on the disk, after it was taken: a crash between takes it twice, which is
 * harmless, and never not at all. Used by one thread at a time.
 */
final class Handoff {
    /** The setting of a source that names the file. */
    static final String SETTING = "handoff-file";

    /** A larger one is copied only when its size or time is another; a smaller one is compared at every look. */
    private static final long SMALL = 1 << 20;

    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS-", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    /** How a file looks without being opened. */
    record Looks(long modified, long size) {}

    /** The folder the sender writes into. */
    interface Place {
        /** Null when there is no such plain file. */
        Looks looks(String name) throws IOException;

        void copy(String name, Path to) throws IOException;

        /** Makes a copy a claimed file; when this returns it is on the disk under that name. */
        void take(Path copy, String as) throws IOException;
    }

    private final String name;
    private final Path folder;
    private final InstantSource clock;
    private Looks seen;
    private Instant since;

    /**
     * @param name of the file; null when nothing is handed over so
     * @param here the sender's folder on this machine, in which is remembered what was taken
     */
    Handoff(String name, Path here, InstantSource clock) {
        this.name = name;
        this.folder = here.resolve("handoff");
        this.clock = clock;
    }

    /** Whether this file is only copied. */
    boolean is(String file) {
        return file.equals(name);
    }

    /** Takes what the file says now, if that is new. An empty file says nothing. */
    void look(Place place) throws IOException {
        if (name == null) {
            return;
        }
        Looks looks = place.looks(name);
        Instant now = clock.instant();
        if (!Objects.equals(looks, seen)) {
            seen = looks;
            since = now;
        }
        if (looks == null || looks.size() == 0 || since.isAfter(now.minus(DropFolder.QUIET))) {
            return;
        }
        String written = looks.modified() + " " + looks.size();
        String last = last();
        if (looks.size() > SMALL && last.endsWith(" " + written)) {
            return;
        }
        Path copy = Files.createDirectories(folder).resolve("copy.tmp");
        try {
            place.copy(name, copy);
        } catch (NoSuchFileException gone) {
            // Taken away, or about to be put there anew.
            return;
        }
        String says = Checksum.of(copy) + " " + written;
        if (looks.equals(place.looks(name)) && !says.equals(last)) {
            force(copy);
            place.take(copy, DATED.format(now) + name);
            remember(says);
        }
        Files.deleteIfExists(copy);
    }

    private String last() throws IOException {
        try {
            return Files.readString(folder.resolve("last"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private void remember(String says) throws IOException {
        Path next = Files.writeString(folder.resolve("last.tmp"), says + "\n", StandardCharsets.US_ASCII);
        force(next);
        Files.move(next, folder.resolve("last"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
