package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;
import vn.emr.core.postgres.PrivateFiles;

/**
 * Documents and large messages as files named by the SHA-256 of their content. File and folder are on the disk before the
 * row that names them commits. A blob is never deleted inline; the sweeper takes what no row has named for a day.
 *
 * <p>Each file begins with a header: {@code EMRB}, format 1, and 16 bytes of key id, all zero while content is not
 * encrypted.
 */
@ApplicationScoped
public class BlobStore {
    private static final byte[] HEADER = Arrays.copyOf(new byte[] {'E', 'M', 'R', 'B', 1}, 21);

    private final Path folder;
    private final Database database;

    @Inject
    public BlobStore(@ConfigProperty(name = "emr.data.dir") String dataDir, Database database) {
        this.folder = Path.of(dataDir, "blobs");
        this.database = database;
    }

    /** The name a content has: lower-case hex of its SHA-256. */
    public static String name(byte[] content) {
        return HexFormat.of().formatHex(Digest.sha256().digest(content));
    }

    /** Stores a content and returns its name once file and folder are on the disk. Storing it again does nothing. */
    public String put(byte[] content) {
        String name = name(content);
        Path file = file(name);
        try {
            if (Files.exists(file)) {
                // Young again: the sweeper must not take it before the row that names it commits.
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return name;
            }
            Files.createDirectories(file.getParent());
            Path temporary = file.resolveSibling(name + "." + Ids.next() + ".tmp");
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer[] parts = {ByteBuffer.wrap(HEADER), ByteBuffer.wrap(content)};
                while (parts[1].hasRemaining()) {
                    channel.write(parts);
                }
                channel.force(true);
            }
            move(temporary, file);
            for (Path parent = file.getParent(); !parent.equals(folder.getParent()); parent = parent.getParent()) {
                PrivateFiles.flushFolder(parent);
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("blob store: cannot write", e);
        }
    }

    /**
     * The content of a blob, checked against its name.
     *
     * @throws UncheckedIOException when it is missing or damaged; other content is never returned
     */
    public byte[] get(String name) {
        try {
            byte[] all = Files.readAllBytes(file(name));
            byte[] content = Arrays.copyOfRange(all, Math.min(HEADER.length, all.length), all.length);
            if (!name(content).equals(name)) {
                throw new IOException("blob is damaged: " + name);
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("blob is missing: " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException("blob store: cannot read " + name, e);
        }
    }

    /**
     * The content of a message.
     *
     * @param row as its row holds it; null: it is the blob of this name
     * @param size when it came
     * @throws Refusal DESTROYED when nothing is left of it
     */
    public byte[] content(byte[] row, String name, int size) {
        if (row != null && row.length == 0 && size > 0) {
            throw new Refusal(Code.DESTROYED, "its content was destroyed with the record it told of");
        }
        return row != null ? row : get(name);
    }

    public boolean exists(String name) {
        return Files.exists(file(name));
    }

    /** Deletes files older than a day that no row names; returns how many. */
    public int sweep(Instant now) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int swept = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (old(file, now) && (name.endsWith(".tmp") || !named(name))) {
                    Files.delete(file);
                    swept++;
                }
            }
            return swept;
        } catch (IOException e) {
            throw new UncheckedIOException("blob store: cannot sweep", e);
        }
    }

    /** Deletes one now, when no row names it and it is older than a day; a younger one is left to the sweeper. */
    public void drop(String name, Instant now) {
        Path file = file(name);
        try {
            if (Files.exists(file) && old(file, now) && !named(name)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("blob store: cannot delete", e);
        }
    }

    private static boolean old(Path file, Instant now) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(1, ChronoUnit.DAYS));
    }

    private boolean named(String name) {
        List<Integer> found = database.query("""
                select 1 as one where exists (select 1 from inbound where body_sha256 = ?)
                  or exists (select 1 from revision where kind = 'CLINICAL_DOCUMENT' and content->>'sha256' = ?)
                  or exists (select 1 from scan_blob where sha256 = ?)
                  or exists (select 1 from signed_file where sha256 = ?)
                  or exists (select 1 from patient_signature where drawing = ?)
                  or exists (select 1 from import_piece p join import_file f on f.id = p.import_id
                             where p.sha256 = ? and (f.state = 'RUNNING'
                               or f.state = 'RECEIVING' and f.begun_at > now() - interval '7 days'))
                """, row -> row.integer("one"), name, name, name, name, name, name);
        return !found.isEmpty();
    }

    private Path file(String name) {
        if (!name.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a blob name");
        }
        return folder.resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the data directory must be on a file system with atomic rename", e);
        }
    }
}
