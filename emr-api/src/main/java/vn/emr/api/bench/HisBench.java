package vn.emr.api.bench;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import vn.emr.api.demo.SampleClaim;
import vn.emr.api.demo.SampleClaims;

/**
 * How fast a hospital information system without HL7 fills the record: items in requests of 1,000, and insurance claims in
 * files, both beside plain JDBC that writes the same rows into the same PostgreSQL in transactions of as many messages.
 */
final class HisBench {
    private static final int CONNECTIONS = 2;
    private static final int VISITS_A_REQUEST = 1_000 / HisItems.ITEMS_A_VISIT;
    private static final int CLAIMS_A_FILE = 50;
    private static final int REQUESTS = 120;
    private static final int FILES = 80;
    private static final int IMAGES = 500;
    private static final double LEAST_BULK = 0.5;
    private static final double LEAST_CLAIMS = 0.4;
    /** Of the memory in use after half of the run. */
    private static final double MOST_GROWTH = 1.15;

    private static final String OUTCOME = "\"outcome\":\"";
    private static final Pattern BAD = Pattern.compile("\\{[^{}]*\"outcome\":\"(?!applied)[^{}]*\\}");

    private final PackagedServer server;
    private final int share;
    private final PrintStream out;
    private final Figures figures;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String credential;
    private DataSource bare;

    /** @param share of the usual load: 1 for all of it, 4 for a quarter */
    HisBench(PackagedServer server, int share, PrintStream out, Figures figures) {
        this.server = server;
        this.share = share;
        this.out = out;
        this.figures = figures;
    }

    /** One way of sending: how a request is made, how many messages it holds, and where its rows are found again. */
    private record Way(
            String name,
            String path,
            String type,
            int messages,
            String controlIds,
            LongFunction<byte[]> body,
            AtomicLong next) {}

    private record Sent(double perSecond, double each, double server, double database, double megabytes) {}

    void run() throws Exception {
        server.start();
        credential = KeptRecords.credentialOf(server);
        bare = BareDatabase.make(server);
        HisItems items = new HisItems(Instant.now());
        Way bulk = new Way(
                "REST bulk",
                "/api/v1/his/notices",
                "application/x-ndjson",
                VISITS_A_REQUEST * HisItems.ITEMS_A_VISIT,
                "BENCH%",
                request -> items.lines(request * VISITS_A_REQUEST, VISITS_A_REQUEST),
                new AtomicLong());
        Way claims = new Way(
                "claims",
                "/api/v1/his/claims",
                "application/xml",
                CLAIMS_A_FILE,
                "SH2%",
                HisBench::claims,
                new AtomicLong());
        measure(bulk, REQUESTS / share, "notices", LEAST_BULK);
        measure(claims, FILES / share, "visits", LEAST_CLAIMS);
        figures.atMost(
                "bulk and claims: peak memory", Processes.peakMegabytes(server.pid()), "MB", Bench.MOST_MEGABYTES);
        server.stop();
    }

    private static byte[] claims(long file) {
        LocalDate end = LocalDate.of(2026, 3, 2);
        List<SampleClaim> visits = LongStream.range(file * CLAIMS_A_FILE, (file + 1) * CLAIMS_A_FILE)
                .mapToObj(number -> SampleClaims.claim((int) number, end))
                .toList();
        return SampleClaim.file(SampleClaims.FACILITY, visits);
    }

    private void measure(Way way, int requests, String unit, double least) throws Exception {
        send(way, requests / 2);
        Sent first = send(way, requests / 2);
        Sent second = send(way, requests / 2);
        double perSecond = 2 / (1 / first.perSecond() + 1 / second.perSecond());
        double each = (first.each() + second.each()) / 2;
        out.printf(
                "%n%s, %d connections: %.0f %s/s, %.1f messages per commit; a message costs %.0f + %.0f us (us server +"
                        + " db); memory %.0f MB after half, %.0f MB at the end%n",
                way.name(),
                CONNECTIONS,
                perSecond,
                unit,
                each,
                second.server(),
                second.database(),
                first.megabytes(),
                second.megabytes());
        double plain = plain(way, requests, (int) Math.max(1, Math.round(each)));
        figures.atLeast(way.name() + ": ours / bare", perSecond / plain, "", least);
        figures.add(way.name() + ": " + unit + " a second", perSecond, "");
        figures.atMost(
                way.name() + ": memory at the end / after half",
                second.megabytes() / first.megabytes(),
                "",
                MOST_GROWTH);
    }

    private Sent send(Way way, int requests) throws Exception {
        // Made before the clock runs: what a sender does is not ours.
        List<byte[]> bodies = IntStream.range(0, requests)
                .mapToObj(i -> way.body().apply(way.next().getAndIncrement()))
                .toList();
        AtomicLong taken = new AtomicLong();
        try (Commits commits = new Commits(server)) {
            long before = commits.now();
            double serverBefore = Processes.cpuSeconds(server.pid());
            double databaseBefore = Processes.cpuSecondsWithChildren(server.databaseProcess());
            Load.Slice slice = Load.times(
                    CONNECTIONS, requests, () -> sender(way, () -> bodies.get((int) taken.getAndIncrement())));
            double messages = (double) requests * way.messages();
            return new Sent(
                    slice.perSecond() * way.messages(),
                    messages / commits.since(before),
                    (Processes.cpuSeconds(server.pid()) - serverBefore) / messages * 1e6,
                    (Processes.cpuSecondsWithChildren(server.databaseProcess()) - databaseBefore) / messages * 1e6,
                    Processes.residentMegabytes(server.pid()));
        }
    }

    private interface Bodies {
        byte[] next();
    }

    private Load.Worker sender(Way way, Bodies bodies) {
        return new Load.Worker() {
            @Override
            public void once() throws Exception {
                HttpRequest request = HttpRequest.newBuilder(server.uri(way.path()))
                        .header("Authorization", "Bearer " + credential)
                        .header("Content-Type", way.type())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.next()))
                        .build();
                mustBeApplied(way, http.send(request, HttpResponse.BodyHandlers.ofString()));
            }

            @Override
            public void close() {
                // The connections belong to the client, which all workers share.
            }
        };
    }

    private static void mustBeApplied(Way way, HttpResponse<String> answer) {
        int outcomes = answer.body().split(OUTCOME, -1).length - 1;
        Matcher bad = BAD.matcher(answer.body());
        boolean found = bad.find();
        if (answer.statusCode() != 207 || outcomes != way.messages() || found) {
            throw new IllegalStateException("not applied: %d, %d outcomes %s"
                    .formatted(answer.statusCode(), outcomes, found ? bad.group() : ""));
        }
    }

    /** Two connections, as the server has two writers. */
    private double plain(Way way, int requests, int batch) throws Exception {
        RowImages images;
        try (Connection owner = server.database("emr", "emr_owner").getConnection()) {
            images = RowImages.read(owner, way.controlIds(), IMAGES);
        }
        long batches = (long) requests * way.messages() / batch;
        Load.times(2, Math.max(1, batches / 4), () -> new BareBatch(images, bare, batch));
        double before = Processes.cpuSecondsWithChildren(server.databaseProcess());
        Load.Slice slice = Load.times(2, batches, () -> new BareBatch(images, bare, batch));
        double database = Processes.cpuSecondsWithChildren(server.databaseProcess()) - before;
        double rows = images.messages().stream().mapToInt(List::size).average().orElseThrow();
        out.printf(
                "bare: %.0f messages/s of %.1f rows, %d messages per commit; a message costs %.0f us db%n",
                slice.perSecond() * batch, rows, batch, database / slice.count() / batch * 1e6);
        return slice.perSecond() * batch;
    }
}
