package vn.emr.api.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/**
 * Acknowledged results per second, beside plain JDBC that writes the same rows into the same PostgreSQL. Ours and bare take
 * turns, so that both meet the same machine; client and server share its processors.
 */
final class IntakeBench {
    /** @param pairs how often each row of the table is measured */
    record Plan(int pairs, double sliceSeconds, int warmUpMessages, int images) {
        static final Plan USUAL = new Plan(5, 4, 30_000, 1_000);
        static final Plan SHORT = new Plan(3, 2, 10_000, 300);
    }

    private static final int PATIENTS = 1_000;
    /** By connections: few have to wait for the disk alone, many share its flushes. */
    private static final Map<Integer, Double> BARS = Map.of(8, 0.6, 32, 0.85);

    private final PackagedServer server;
    private final Plan plan;
    private final PrintStream out;
    private final Figures figures;
    private final AtomicLong next = new AtomicLong(1);

    private Commits commits;
    private ResultMessages five;
    private ResultMessages nineteen;

    IntakeBench(PackagedServer server, Plan plan, PrintStream out, Figures figures) {
        this.server = server;
        this.plan = plan;
        this.out = out;
        this.figures = figures;
    }

    void run() throws Exception {
        server.start();
        commits = new Commits(server);
        five = new ResultMessages('B', PATIENTS, 5, Instant.now());
        nineteen = new ResultMessages('C', PATIENTS, 19, Instant.now());
        register(five);
        DataSource bare = BareDatabase.make(server);
        out.printf(
                "%nIntake: ORU^R01 2.5.1 of %,d bytes with 5 OBX, %,d bytes with 19 OBX, %,d patients%n",
                five.frame(1).length, nineteen.frame(1).length, PATIENTS);
        out.printf(
                "%-22s %10s %10s %26s %8s %10s %8s %32s %20s%n",
                "",
                "ours/s",
                "bare/s",
                "ours / bare (spread)",
                "p95 ms",
                "commits/s",
                "each",
                "ours: us server + db + client",
                "bare: us db + client");
        warmUp(() -> ours(five), plan.warmUpMessages());
        RowImages images = images("B%");
        warmUp(() -> new Bare(images, bare), plan.warmUpMessages() / 3);
        pairs("5 OBX, 1 connection", 1, five, images, bare);
        double eight = pairs("5 OBX, 8 connections", 8, five, images, bare);
        double many = pairs("5 OBX, 32 connections", 32, five, images, bare);
        figures.atLeast("intake 5 OBX: ours at 32 / ours at 8 connections", many / eight, "", 1);
        warmUp(() -> ours(nineteen), plan.warmUpMessages() / 10);
        pairs("19 OBX, 8 connections", 8, nineteen, images("C%"), bare);
        commits.close();
        figures.atMost("intake: peak memory", Processes.peakMegabytes(server.pid()), "MB", Bench.MOST_MEGABYTES);
        server.stop();
    }

    /** By count, not by time: on a busy machine the compiler needs longer. */
    private void warmUp(Load.Opening opening, int messages) throws Exception {
        for (long done = 0; done < messages; ) {
            done += Load.run(8, plan.sliceSeconds(), opening).count();
        }
    }

    private void register(ResultMessages messages) throws IOException {
        try (Sender his = new Sender(server.hisPort())) {
            for (int patient = 0; patient < PATIENTS; patient++) {
                mustBeAccepted(his.send(messages.registration(patient)));
            }
        }
    }

    private Load.Worker ours(ResultMessages messages) throws IOException {
        Sender sender = new Sender(server.lisPort());
        return new Load.Worker() {
            @Override
            public void once() throws IOException {
                mustBeAccepted(sender.send(messages.frame(next.getAndIncrement())));
            }

            @Override
            public void close() throws IOException {
                sender.close();
            }
        };
    }

    private static void mustBeAccepted(byte[] answer) {
        if (!Sender.code(answer).equals("AA")) {
            throw new IllegalStateException("not accepted: " + Sender.acknowledgement(answer));
        }
    }

    private RowImages images(String controlIds) throws IOException, SQLException {
        try (Connection owner = server.database("emr", "emr_owner").getConnection()) {
            RowImages images = RowImages.read(owner, controlIds, plan.images());
            if (images.messages().isEmpty()) {
                throw new IllegalStateException("The results were not filed under their patients.");
            }
            return images;
        }
    }

    /** Returns how many of ours were acknowledged in a second. */
    private double pairs(String name, int connections, ResultMessages messages, RowImages images, DataSource bare)
            throws Exception {
        List<Measured> our = new ArrayList<>();
        List<Measured> plain = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < plan.pairs(); pair++) {
            our.add(measured(connections, () -> ours(messages)));
            plain.add(measured(connections, () -> new Bare(images, bare)));
            ratios.add(
                    our.getLast().slice().perSecond() / plain.getLast().slice().perSecond());
        }
        double ratio = Load.median(ratios);
        out.printf(
                "%-22s %10.0f %10.0f %10.2f (%.2f to %.2f) %8.1f %10.0f %8.1f %14.0f + %.0f + %.0f %10.0f + %.0f%n",
                name,
                median(our, m -> m.slice().perSecond()),
                median(plain, m -> m.slice().perSecond()),
                ratio,
                ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
                ratios.stream().mapToDouble(r -> r).max().orElseThrow(),
                median(our, m -> m.slice().p95Millis()),
                median(our, m -> m.commits() / m.seconds()),
                median(our, m -> m.slice().count() / (double) m.commits()),
                median(our, Measured::server),
                median(our, Measured::database),
                median(our, Measured::client),
                median(plain, Measured::database),
                median(plain, Measured::client));
        String figure = "intake " + name + ": ours / bare";
        Double bar = messages == five ? BARS.get(connections) : null;
        if (bar == null) {
            figures.add(figure, ratio, "");
        } else {
            figures.atLeast(figure, ratio, "", bar);
        }
        return median(our, m -> m.slice().perSecond());
    }

    /** One slice, with what a message cost each process in microseconds of a processor. */
    private record Measured(
            Load.Slice slice, double seconds, long commits, double server, double database, double client) {}

    private Measured measured(int connections, Load.Opening opening) throws Exception {
        long client = ProcessHandle.current().pid();
        double serverBefore = Processes.cpuSeconds(server.pid());
        double databaseBefore = Processes.cpuSecondsWithChildren(server.databaseProcess());
        double clientBefore = Processes.cpuSeconds(client);
        long transactions = commits.now();
        Load.Slice slice = Load.run(connections, plan.sliceSeconds(), opening);
        double each = 1e6 / slice.count();
        return new Measured(
                slice,
                slice.count() / slice.perSecond(),
                commits.since(transactions),
                (Processes.cpuSeconds(server.pid()) - serverBefore) * each,
                (Processes.cpuSecondsWithChildren(server.databaseProcess()) - databaseBefore) * each,
                (Processes.cpuSeconds(client) - clientBefore) * each);
    }

    private static double median(List<Measured> all, ToDoubleFunction<Measured> figure) {
        return Load.median(all.stream().map(m -> figure.applyAsDouble(m)).toList());
    }
}
