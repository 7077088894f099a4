package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import vn.emr.api.bench.PackagedServer;

/** The folder of a sender of files, whose server is killed while it reads them. */
final class FilesUnderKills {
    static final String FOLDER = "files";
    private static final long LONGEST_SECONDS = 300;

    private FilesUnderKills() {}

    /** The sample's laboratory sends files of every kind too. */
    static void senderOfFiles(PackagedServer server) throws Exception {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement()) {
            sql.execute("update source set drop_folder = '" + FOLDER
                    + "', allowed_types = '*', version = version + 1 where sending_application = 'SAOMAI_LIS'");
        }
    }

    /** Files of answers by name, with their size. */
    static Map<String, Long> answers(Path folder) throws IOException {
        Map<String, Long> found = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.(ack|result\\.ndjson)"))
                        .toList()) {
                    found.put(file.getFileName().toString(), Files.size(file));
                }
            } catch (NoSuchFileException e) {
                // Filed just now: it is counted at the next look.
            }
        }
        return found;
    }

    private static long answered(Path drop) throws IOException {
        Map<String, Long> all = answers(drop.resolve("working"));
        all.putAll(answers(drop.resolve("done")));
        return all.values().stream().mapToLong(size -> size).sum();
    }

    /**
     * Kills the server, and every other time its database, whenever so much more is answered.
     *
     * @param more bytes of answers until the next kill
     */
    static void kill(PackagedServer server, Path drop, int times, LongSupplier more) throws Exception {
        for (int kill = 0; kill < times; kill++) {
            awaitMore(drop, more.getAsLong());
            server.killServer();
            if (kill % 2 == 0) {
                server.killDatabase();
            }
            server.start();
        }
    }

    /** Waits until so many bytes more are answered, or until everything is. */
    private static void awaitMore(Path drop, long bytes) throws Exception {
        long wanted = answered(drop) + bytes;
        await(() -> answered(drop) >= wanted);
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "not within " + LONGEST_SECONDS + " s");
            Thread.sleep(5);
        }
    }
}
