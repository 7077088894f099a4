package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The disk below the data folder. Messages are taken only while a twentieth of it, or 10 GiB of a large one, is free: what
 * is left then keeps the database, reading and its trace alive. A reserve file is the last margin: it is given up when
 * nothing else is left, and laid by again when there is room. All of it happens by itself, in both directions.
 */
@ApplicationScoped
public class DiskSpace {
    private static final Logger LOG = Logger.getLogger(DiskSpace.class);
    private static final long ENOUGH = 10L << 30;
    private static final int RESERVE = 64 << 20;

    /** Bytes of a disk. */
    public record Room(long free, long total) {
        private long least() {
            return Math.min(total / 20, ENOUGH);
        }
    }

    private final Path reserve;
    private final Supplier<Room> measure;
    private volatile boolean full;

    @Inject
    public DiskSpace(@ConfigProperty(name = "emr.data.dir") String dataDir) {
        this(Path.of(dataDir, "reserve"), () -> measured(Path.of(dataDir)));
    }

    /** For another way of measuring. */
    public DiskSpace(Path reserve, Supplier<Room> measure) {
        this.reserve = reserve;
        this.measure = measure;
    }

    /** Whether no message is taken now; as {@link #look} last saw it. */
    public boolean full() {
        return full;
    }

    /** Bytes that are free now. */
    public long free() {
        return measure.get().free();
    }

    /** Measures, and acts on it; called every second. */
    public void look() {
        Room room = measure.get();
        // A tenth more is asked for before going on, so that it does not go on and off with every file.
        boolean now = room.free() < (full ? room.least() + room.least() / 10 : room.least());
        if (now != full) {
            full = now;
            LOG.warnf(
                    "disk of the data folder: %s",
                    now ? "nearly full, no message is taken" : "messages are taken again");
        }
        try {
            if (room.free() < RESERVE) {
                Files.deleteIfExists(reserve);
            } else if (room.free() > 2 * room.least() + RESERVE && !Files.exists(reserve)) {
                layBy();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf("reserve file: %s", e.getClass().getName());
        }
    }

    /** Random bytes: a file system that compresses would keep zeros in no space at all. */
    private void layBy() throws IOException {
        Path half = reserve.resolveSibling("reserve.tmp");
        byte[] part = new byte[1 << 20];
        Random random = new Random(1);
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (int written = 0; written < RESERVE; written += part.length) {
                random.nextBytes(part);
                for (ByteBuffer left = ByteBuffer.wrap(part); left.hasRemaining(); ) {
                    channel.write(left);
                }
            }
        }
        Files.move(half, reserve);
    }

    private static Room measured(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return new Room(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
