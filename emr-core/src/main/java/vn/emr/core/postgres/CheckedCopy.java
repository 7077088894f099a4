package vn.emr.core.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.emr.core.postgres.Manifest.CopiedFile;

/** Copies files with their digests, private to their owner; the caller flushes them. */
final class CheckedCopy {
    private static final int BUFFER = 1 << 20;

    private CheckedCopy() {}

    /**
     * Copies the tree {@code from} to {@code to}.
     *
     * @param wanted decides by the path relative to {@code from}; a refused folder is skipped with all below it
     * @param name how the tree is called in the manifest
     */
    static List<CopiedFile> tree(Path from, Path to, String name, Predicate<Path> wanted) throws IOException {
        List<CopiedFile> copied = new ArrayList<>();
        PrivateFiles.folder(to, "rwx------");
        for (Path entry : entries(from)) {
            Path relative = entry.getFileName();
            if (wanted.test(relative)) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Predicate<Path> below = inner -> wanted.test(relative.resolve(inner));
                    copied.addAll(tree(entry, to.resolve(relative), name + "/" + relative, below));
                } else {
                    file(entry, to.resolve(relative), name + "/" + relative).ifPresent(copied::add);
                }
            }
        }
        return copied;
    }

    /** Copies one file; empty when it vanished, as files of a running database do. */
    static Optional<CopiedFile> file(Path from, Path to, String name) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                FileChannel out =
                        FileChannel.open(to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
                while (part.hasRemaining()) {
                    out.write(part);
                }
                bytes += read;
            }
        } catch (NoSuchFileException e) {
            if (e.getFile().equals(from.toString())) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new CopiedFile(name, bytes, HexFormat.of().formatHex(digest.digest())));
    }

    /** The bytes of all files below {@code folder}; zero when it is absent. */
    static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(CheckedCopy::sizeOfFile).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long sizeOfFile(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (FileSystemException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
