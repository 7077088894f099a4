package vn.emr.api.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;

/**
 * What the feeder keeps beside the server's data: the anchor all sample times are counted from, made once, and after a
 * complete feed the digest of what was fed with its counts.
 */
final class FeedNotes {
    private static final String DIGEST = "digest";

    private final Path folder;

    /** @param dataDir the server's data folder: whoever empties it empties both */
    FeedNotes(Path dataDir) {
        this.folder = dataDir.resolve("demo");
    }

    Path folder() {
        return folder;
    }

    /** The anchor of this data folder; {@code now} becomes it when there is none yet. */
    Instant anchor(Instant now) throws IOException {
        Path file = folder.resolve("anchor");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path whole = Files.writeString(folder.resolve("anchor.new"), now.truncatedTo(ChronoUnit.MINUTES) + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Instant.parse(Files.readString(file).strip());
    }

    /** The counts of an earlier complete feed of exactly this sample. */
    Optional<Properties> fed(String digest) throws IOException {
        Path file = folder.resolve("fed.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties counts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            counts.load(reader);
        }
        return digest.equals(counts.remove(DIGEST)) ? Optional.of(counts) : Optional.empty();
    }

    void fed(String digest, Properties counts) throws IOException {
        Properties all = new Properties();
        all.putAll(counts);
        all.setProperty(DIGEST, digest);
        Path whole = folder.resolve("fed.properties.new");
        try (Writer writer = Files.newBufferedWriter(whole)) {
            all.store(writer, null);
        }
        Files.move(whole, folder.resolve("fed.properties"), StandardCopyOption.ATOMIC_MOVE);
    }
}
