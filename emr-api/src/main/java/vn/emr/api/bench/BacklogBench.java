package vn.emr.api.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * How fast a backlog of files drains after an outage, beside plain JDBC that writes the same rows into the same PostgreSQL
 * in transactions of as many messages, and how much memory the server takes for it.
 */
final class BacklogBench {
    /** As many as a large hospital's laboratory sends in a fortnight. */
    static final int USUAL = 500_000;

    private static final int PATIENTS = 1_000;
    private static final int MESSAGES_A_FILE = 1_000;
    private static final int IMAGES = 1_000;
    private static final int WARM_UP = 20_000;
    private static final long LONGEST_SECONDS = 3_600;
    private static final double LEAST_OF_BARE = 0.5;
    private static final String FOLDER = "backlog";

    private final PackagedServer server;
    private final int messages;
    private final PrintStream out;
    private final Figures figures;
    private final Path drop;

    BacklogBench(PackagedServer server, int messages, PrintStream out, Figures figures) {
        this.server = server;
        this.messages = messages;
        this.out = out;
        this.figures = figures;
        this.drop = server.data().resolve("drop").resolve(FOLDER);
    }

    /** One measured way of writing all messages. */
    private record Drained(double seconds, long commits, double serverCpu, double databaseCpu) {}

    void run() throws Exception {
        server.start();
        ResultMessages backlog = new ResultMessages('G', PATIENTS, 5, Instant.now());
        register(backlog);
        senderOfFiles();
        // The lanes, the readers and the compiler warm up on a part of their own, as the bare writer does below.
        drain(1, Math.min(WARM_UP, messages), backlog);
        Drained ours = drain(WARM_UP + 1L, messages, backlog);
        double megabytes = Processes.peakMegabytes(server.pid());
        double each = (double) messages / ours.commits();
        double perSecond = messages / ours.seconds();
        out.printf(
                "%nBacklog: %,d messages of %,d bytes in files of %,d%n",
                messages, backlog.frame(1).length, MESSAGES_A_FILE);
        out.printf(
                "ours: %.0f messages/s, %.0f commits/s, %.1f messages per commit, %.0f s; a message costs %.0f + %.0f us"
                        + " (us server + db); peak %.0f MB%n",
                perSecond,
                ours.commits() / ours.seconds(),
                each,
                ours.seconds(),
                ours.serverCpu() / messages * 1e6,
                ours.databaseCpu() / messages * 1e6,
                megabytes);
        double bare = bare((int) Math.max(1, Math.round(each)));
        figures.atLeast("backlog from files: ours / bare", perSecond / bare, "", LEAST_OF_BARE);
        figures.add("backlog from files: messages a second", perSecond, "");
        figures.add("backlog from files: messages per commit", each, "");
        figures.atMost("backlog from files: peak memory", megabytes, "MB", Bench.MOST_MEGABYTES);
        server.stop();
    }

    /** Two connections, as the server has two writers. */
    private double bare(int batch) throws Exception {
        RowImages images;
        try (Connection owner = server.database("emr", "emr_owner").getConnection()) {
            images = RowImages.read(owner, "G%", IMAGES);
        }
        DataSource application = BareDatabase.make(server);
        Load.times(2, Math.max(1, WARM_UP / batch), () -> new BareBatch(images, application, batch));
        double databaseBefore = Processes.cpuSecondsWithChildren(server.databaseProcess());
        Load.Slice slice = Load.times(2, messages / batch, () -> new BareBatch(images, application, batch));
        double database = Processes.cpuSecondsWithChildren(server.databaseProcess()) - databaseBefore;
        double perSecond = slice.perSecond() * batch;
        out.printf(
                "bare: %.0f messages/s, %.0f commits/s, %d messages per commit; a message costs %.0f us db%n",
                perSecond, slice.perSecond(), batch, database / slice.count() / batch * 1e6);
        return perSecond;
    }

    private void register(ResultMessages backlog) throws IOException {
        try (Sender his = new Sender(server.hisPort())) {
            for (int patient = 0; patient < PATIENTS; patient++) {
                byte[] answer = his.send(backlog.registration(patient));
                if (!Sender.code(answer).equals("AA")) {
                    throw new IllegalStateException("not accepted: " + Sender.acknowledgement(answer));
                }
            }
        }
    }

    /** The sample's laboratory also sends files; the server knows within five seconds. */
    private void senderOfFiles() throws IOException, SQLException {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                Statement sql = owner.createStatement()) {
            sql.execute("update source set drop_folder = '" + FOLDER + "' where sending_application = 'SAOMAI_LIS'");
        }
    }

    /** Lays so many messages into the folder at once and waits until the last file is filed. */
    private Drained drain(long from, int count, ResultMessages backlog) throws Exception {
        Path aside = server.data().resolve("drop").resolve("aside-" + from);
        int files = write(aside, from, count, backlog);
        try (Commits commits = new Commits(server)) {
            long before = commits.now();
            long done = done();
            double serverBefore = Processes.cpuSeconds(server.pid());
            double databaseBefore = Processes.cpuSecondsWithChildren(server.databaseProcess());
            Files.createDirectories(drop);
            try (Stream<Path> written = Files.list(aside)) {
                for (Path file : written.toList()) {
                    Files.move(file, drop.resolve(file.getFileName()));
                }
            }
            // Looked at a second time before it is taken: not part of draining.
            Path working = drop.resolve("working");
            await(() -> Files.isDirectory(working) && holds(working) || done() > done);
            long begun = System.nanoTime();
            await(() -> done() == done + files);
            double seconds = (System.nanoTime() - begun) / 1e9;
            mustBeApplied(from, count, backlog);
            return new Drained(
                    seconds,
                    commits.since(before),
                    Processes.cpuSeconds(server.pid()) - serverBefore,
                    Processes.cpuSecondsWithChildren(server.databaseProcess()) - databaseBefore);
        }
    }

    private static int write(Path folder, long from, int count, ResultMessages backlog) throws IOException {
        Files.createDirectories(folder);
        int files = 0;
        for (int written = 0; written < count; files++) {
            Path file = folder.resolve("%s-%06d.hl7".formatted(backlog.controlId(from), files));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                for (int i = 0; i < MESSAGES_A_FILE && written < count; i++) {
                    out.write(backlog.frame(from + written++));
                }
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
        return files;
    }

    private long done() throws IOException {
        Path done = drop.resolve("done");
        if (!Files.isDirectory(done)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(done)) {
            return files.filter(file -> file.toString().endsWith(".hl7.ack")).count();
        }
    }

    private static boolean holds(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("the files were not taken in time");
            }
            Thread.sleep(50);
        }
    }

    private void mustBeApplied(long from, int count, ResultMessages backlog) throws IOException, SQLException {
        try (Connection owner = server.database("emr", "emr_owner").getConnection();
                PreparedStatement sql = owner.prepareStatement("""
                        select count(*) from inbound
                        where outcome = 'APPLIED' and door = 'files' and control_id between ? and ?
                        """)) {
            sql.setString(1, backlog.controlId(from));
            sql.setString(2, backlog.controlId(from + count - 1));
            try (ResultSet row = sql.executeQuery()) {
                row.next();
                if (row.getLong(1) != count) {
                    throw new IllegalStateException(row.getLong(1) + " of " + count + " were applied");
                }
            }
        }
    }
}
