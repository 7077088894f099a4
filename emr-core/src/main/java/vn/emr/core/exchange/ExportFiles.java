package vn.emr.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.emr.core.audit.Digest;
import vn.emr.core.form.Forms;
import vn.emr.core.postgres.PrivateFiles;
import vn.emr.core.store.BlobStore;

/**
 * The files of exports below the data folder: those of folders one by one until their part is whole, then parts. The same folders give
 * the same bytes: entries stand in their order, under the moment of the export. Holds one file of one folder in memory.
 */
final class ExportFiles {
    /** One file of a folder. @param name without the folder */
    record Leaf(UUID folderId, String name, String sha256) implements Packed {
        private String kept() {
            return folderId + "." + name;
        }

        @Override
        public String entry() {
            return folderId + "/HoSoBenhAn." + name;
        }
    }

    /** A signed file, as it lies in the blob store. @param code by which it is looked up */
    record SignedLeaf(UUID folderId, UUID code, String sha256) implements Packed {
        @Override
        public String entry() {
            return folderId + "/signed/" + code + ".pdf";
        }
    }

    /** One file of a part. */
    sealed interface Packed permits Leaf, SignedLeaf {
        UUID folderId();

        /** How it is called in a part. */
        String entry();

        String sha256();
    }

    /** A part that is whole. */
    record Whole(long bytes, String sha256) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;

    ExportFiles(Path dataDir) {
        this.root = dataDir.resolve("exports");
    }

    /** Keeps one file of a folder and tells its digest. It may be lost in a crash: then it is made again. */
    String keep(UUID export, UUID folderId, String name, byte[] content) {
        String digest = BlobStore.name(content);
        Path file = of(export).resolve(new Leaf(folderId, name, digest).kept());
        try {
            Files.createDirectories(file.getParent());
            Path half = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(half, content);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException("exports: cannot write", e);
        }
    }

    /** Whether it is there as it was written. */
    boolean has(UUID export, Leaf leaf) {
        return content(export, leaf).isPresent();
    }

    /**
     * Puts the files together; the part is on the disk under its name when this ends.
     *
     * @param packed all of which are there
     * @param blobs gives signed files by their digest
     * @throws UncheckedIOException when one is not any more, and when it cannot be written
     */
    Whole join(
            UUID export,
            int part,
            Instant at,
            List<Packed> packed,
            ObjectNode manifest,
            Function<String, byte[]> blobs) {
        Path file = part(export, part);
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        MessageDigest digest = Digest.sha256();
        LocalDateTime time = LocalDateTime.ofInstant(at, Forms.ZONE);
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            half,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
                ZipOutputStream zip = new ZipOutputStream(out);
                put(zip, time, "manifest.json", written(manifest));
                for (Packed one : packed) {
                    put(zip, time, one.entry(), bytes(export, one, blobs));
                }
                zip.finish();
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.flushFolder(file.getParent());
            return new Whole(Files.size(file), HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException("exports: cannot join a part", e);
        }
    }

    /** What a part was made of is not needed beside it. */
    void drop(UUID export, List<Leaf> leaves) {
        leaves.forEach(leaf -> delete(of(export).resolve(leaf.kept())));
    }

    /** A part that is whole; empty when its file is gone. */
    Optional<Path> whole(UUID export, int part) {
        return Optional.of(part(export, part)).filter(Files::isRegularFile);
    }

    /** Removes everything of an export. */
    void remove(UUID export) {
        Path folder = of(export);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(ExportFiles::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("exports: cannot remove", e);
        }
    }

    private byte[] bytes(UUID export, Packed packed, Function<String, byte[]> blobs) throws IOException {
        return switch (packed) {
            case Leaf leaf -> content(export, leaf).orElseThrow(() -> new IOException("lost"));
            case SignedLeaf signed -> blobs.apply(signed.sha256());
        };
    }

    private Optional<byte[]> content(UUID export, Leaf leaf) {
        try {
            byte[] content = Files.readAllBytes(of(export).resolve(leaf.kept()));
            return BlobStore.name(content).equals(leaf.sha256()) ? Optional.of(content) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("exports: cannot read", e);
        }
    }

    private static void put(ZipOutputStream zip, LocalDateTime time, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] written(ObjectNode manifest) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("exports: cannot remove", e);
        }
    }

    private Path part(UUID export, int part) {
        return of(export).resolve("part-" + part + ".zip");
    }

    private Path of(UUID export) {
        return root.resolve(export.toString());
    }
}
