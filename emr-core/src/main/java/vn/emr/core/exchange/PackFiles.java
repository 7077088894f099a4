package vn.emr.core.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;
import vn.emr.core.postgres.PrivateFiles;

/** The ZIPs of records that people brought in, below the data folder, until every record of them is settled. */
final class PackFiles {
    /** Bytes of one ZIP. */
    static final long LARGEST = 2L << 30;

    private static final int SOME = 1 << 16;

    /** A ZIP that came whole. */
    record Whole(long bytes, String sha256) {}

    private final Path root;

    PackFiles(Path dataDir) {
        this.root = dataDir.resolve("received");
    }

    /**
     * Keeps what comes; it is on the disk under its name when this ends.
     *
     * @throws Refusal TOO_LARGE over 2 GiB
     * @throws IOException when the connection breaks; nothing is kept then
     */
    Whole keep(UUID pack, InputStream body) throws IOException {
        Files.createDirectories(root);
        Path half = root.resolve(pack + ".tmp");
        try {
            Whole whole = written(half, body);
            Files.move(half, of(pack), StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.flushFolder(root);
            return whole;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static Whole written(Path file, InputStream body) throws IOException {
        MessageDigest digest = Digest.sha256();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            byte[] some = new byte[SOME];
            for (int n = body.read(some); n >= 0; n = body.read(some)) {
                bytes += n;
                if (bytes > LARGEST) {
                    throw new Refusal(Code.TOO_LARGE, "a ZIP may have 2 GiB");
                }
                out.write(some, 0, n);
            }
            channel.force(true);
        }
        return new Whole(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Where it lies, if it does. */
    Path of(UUID pack) {
        return root.resolve(pack + ".zip");
    }

    void remove(UUID pack) {
        delete(of(pack));
    }

    /** Removes what no pack names: what a crash left half, or whole and not yet written down. */
    void removeOthers(Set<UUID> packs) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.list(root)) {
            files.filter(file -> packs.stream().noneMatch(pack -> of(pack).equals(file)))
                    .forEach(PackFiles::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("received: cannot be listed", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("received: cannot remove", e);
        }
    }
}
