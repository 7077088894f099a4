package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.PackagedServer;

/** The packaged server and its database are killed while results flow in; then the record is judged. */
class KillIT {
    private static final int CONNECTIONS = 8;
    private static final long LONGEST_SILENCE_SECONDS = 15;

    @Test
    void three_kills_in_the_middle_of_a_feed_lose_nothing_and_double_nothing() throws Exception {
        kills(3, 20261120L);
    }

    @Test
    @Tag("trial")
    void twelve_kills_in_the_middle_of_a_feed_lose_nothing_and_double_nothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        kills(12, seed);
    }

    private static void kills(int times, long seed) throws Exception {
        Random random = new Random(seed);
        Path folder = Folders.scratch("emr-kill-");
        try (PackagedServer server = Folders.server(folder);
                Ledger ledger = new Ledger(folder.resolve("ledger"));
                ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            server.start();
            Laboratory laboratory = new Laboratory(server, ledger, 'K');
            laboratory.register();
            List<Future<?>> connections = laboratory.open(threads, CONNECTIONS);
            for (int kill = 0; kill < times; kill++) {
                awaitMore(laboratory, 50, TimeUnit.SECONDS.toNanos(60));
                Thread.sleep(random.nextInt(200, 2_000));
                kill(server, kill % 3);
                long restarted = System.nanoTime();
                awaitMore(laboratory, 1, TimeUnit.SECONDS.toNanos(LONGEST_SILENCE_SECONDS));
                System.out.printf(
                        "kill %d: first answer after %.1f s%n", kill + 1, (System.nanoTime() - restarted) / 1e9);
            }
            awaitMore(laboratory, 50, TimeUnit.SECONDS.toNanos(60));
            laboratory.close();
            for (Future<?> connection : connections) {
                connection.get();
            }
            laboratory.settle();
            judge(server, laboratory, ledger);
        }
        Folders.remove(folder);
    }

    /** Everything, only the server, or only the database; what is down is started again by us or by the server. */
    private static void kill(PackagedServer server, int which) throws IOException, InterruptedException {
        switch (which) {
            case 0 -> {
                server.killServer();
                server.killDatabase();
                server.start();
            }
            case 1 -> {
                server.killServer();
                server.start();
            }
            default -> server.killDatabase();
        }
    }

    private static void awaitMore(Laboratory laboratory, int more, long nanos) throws InterruptedException {
        long wanted = laboratory.accepted() + more;
        long end = System.nanoTime() + nanos;
        while (laboratory.accepted() < wanted) {
            assertTrue(System.nanoTime() < end, "no answer within " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s");
            Thread.sleep(20);
        }
    }

    private static void judge(PackagedServer server, Laboratory laboratory, Ledger ledger) throws Exception {
        Record record = new Record(server);
        Map<String, Record.Found> found = record.messages('K');
        Set<String> sent = new HashSet<>();
        int unanswered = 0;
        for (long number : ledger.tried()) {
            String id = laboratory.messages().controlId(number);
            sent.add(id);
            List<String> answers = ledger.answers().getOrDefault(number, List.of());
            answers.forEach(answer -> assertTrue(answer.startsWith("MSA|AA|" + id), answer));
            assertEquals(1, Math.max(1, new HashSet<>(answers).size()), "the same answer each time: " + id);
            int documents = Laboratory.hasDocument(number) ? 1 : 0;
            Record.Found whole = new Record.Found(1, 1, Laboratory.VALUES, documents);
            if (!answers.isEmpty() || found.containsKey(id)) {
                assertEquals(whole, found.get(id), "message " + id + " answered " + answers);
            }
            unanswered += answers.isEmpty() ? 1 : 0;
        }
        assertTrue(sent.containsAll(found.keySet()), "nothing that was never sent");
        assertEquals(found.size(), record.count("diagnostic_report"), "reports");
        assertEquals((long) found.size() * Laboratory.VALUES, record.count("observation"), "values");
        record.mustBeWhole();
        record.mustBeSealed();
        System.out.printf(
                "%d messages sent, %d answered AA, %d never answered, %d kept%n",
                sent.size(), ledger.answers().size(), unanswered, found.size());
    }
}
