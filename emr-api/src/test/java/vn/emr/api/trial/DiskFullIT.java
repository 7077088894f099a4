package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;
import vn.emr.api.bench.Sender;

/**
 * The disk of the packaged server fills up while results flow in: first nearly, then wholly, so that the database itself
 * cannot write. A real file system of its own is filled; making one needs root.
 */
class DiskFullIT {
    private static final int CONNECTIONS = 2;
    private static final int MEGABYTES = 700;

    @Test
    void a_full_disk_stops_the_intake_loses_nothing_answered_and_it_goes_on_without_a_restart() throws Exception {
        Path folder = Folders.scratch("emr-disk-");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "none", disk.toString()),
                "a small file system can be mounted by root only");
        try {
            Folders.letThrough(disk);
            fillAndFree(disk, folder);
        } finally {
            run("umount", disk.toString());
        }
        Folders.remove(folder);
    }

    private static void fillAndFree(Path disk, Path folder) throws Exception {
        Path filler = disk.resolve("filler");
        try (PackagedServer server = Folders.server(disk);
                Ledger ledger = new Ledger(folder.resolve("ledger"));
                ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            server.start();
            Laboratory laboratory = new Laboratory(server, ledger, 'D');
            laboratory.register();
            // Nearly full, nobody else sending: one message is told to come again, and is taken when there is room.
            fill(filler, MEGABYTES / 33);
            await(() -> probe(server, laboratory).equals("AE"), 20);
            Files.delete(filler);
            await(() -> probe(server, laboratory).equals("AA"), 20);
            List<Future<?>> connections = laboratory.open(threads, CONNECTIONS);
            try {
                await(() -> laboratory.accepted() > 50, 60);
                // To the last byte, in one go and faster than anybody looks.
                fill(filler, 0);
                await(() -> stands(laboratory), 60);
                Files.delete(filler);
                long before = laboratory.accepted();
                await(() -> laboratory.accepted() > before + 50, 60);
            } finally {
                laboratory.close();
            }
            for (Future<?> connection : connections) {
                connection.get();
            }
            laboratory.settle();
            judge(server, laboratory, ledger);
        }
    }

    /** Writes until so many megabytes are left. */
    private static void fill(Path filler, long leaving) throws IOException {
        byte[] part = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(filler).getUsableSpace() > leaving << 20) {
                out.write(part);
            }
        } catch (IOException full) {
            assertEquals(0, leaving, full.getMessage());
        }
    }

    private static String probe(PackagedServer server, Laboratory laboratory) {
        try (Sender sender = new Sender(server.hisPort())) {
            return Sender.code(sender.send(laboratory.messages().registration(0)));
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether nothing was answered AA for two seconds. */
    private static boolean stands(Laboratory laboratory) {
        long before = laboratory.accepted();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        return laboratory.accepted() == before;
    }

    private static void await(BooleanSupplier condition, int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + seconds + " s");
            Thread.sleep(100);
        }
    }

    private static void judge(PackagedServer server, Laboratory laboratory, Ledger ledger) throws Exception {
        Record record = new Record(server);
        Map<String, Record.Found> found = record.messages('D');
        for (long number : ledger.tried()) {
            String id = laboratory.messages().controlId(number);
            List<String> answers = ledger.answers().getOrDefault(number, List.of());
            answers.forEach(answer -> assertTrue(answer.startsWith("MSA|AA|" + id), answer));
            int documents = Laboratory.hasDocument(number) ? 1 : 0;
            if (!answers.isEmpty() || found.containsKey(id)) {
                assertEquals(new Record.Found(1, 1, Laboratory.VALUES, documents), found.get(id), id);
            }
        }
        record.mustBeWhole();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
