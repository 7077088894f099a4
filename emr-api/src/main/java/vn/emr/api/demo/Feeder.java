package vn.emr.api.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Feeds the sample hospital to a running server through its real doors, prints what happened and what to try, and then
 * serves the sample's studies and answers its orders until it is stopped. A second run on the same data folder only
 * serves.
 *
 * <p>Exit codes: 0 all as the sample says; 1 a message that should have been applied was not; 2 wrong arguments; 3 the
 * server did not become ready, or the studies cannot be served.
 */
public final class Feeder {
    private static final long WATCH_MILLIS = 3_000;
    private static final int GONE_AFTER_MISSES = 4;
    /** Long enough to see the order waiting, short enough to wait for. */
    private static final Duration RESULT_AFTER = Duration.ofSeconds(4);

    private final FeederOptions options;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Feeder(FeederOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String... args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        FeederOptions options;
        try {
            options = FeederOptions.read(System.getenv(), args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + FeederOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(options, out));
    }

    /** Runs to the end and returns the exit code. */
    static int run(FeederOptions options, PrintStream out) throws InterruptedException {
        try {
            return new Feeder(options, out).run();
        } catch (IOException e) {
            out.println("Không nạp được dữ liệu mẫu. / The sample was not fed. " + e.getMessage());
            return 3;
        }
    }

    private int run() throws IOException, InterruptedException {
        FeedNotes notes = new FeedNotes(options.dataDir());
        waitForServer();
        SampleHospital sample = SampleHospital.at(notes.anchor(Instant.now()));
        Optional<Properties> before = options.again() ? Optional.empty() : notes.fed(sample.digest());
        return before.isPresent() ? servesOnly(notes, sample, before.get()) : feeds(notes, sample);
    }

    private int servesOnly(FeedNotes notes, SampleHospital sample, Properties counts)
            throws IOException, InterruptedException {
        try (Archives archives = new Archives(options, notes.folder())) {
            archives.open(sample, done -> {});
            out.println("Dữ liệu mẫu đã có sẵn. / The sample is there already.");
            new Farewell(out, options).print(sample, counts, archives.name());
            stay(sample);
        }
        return 0;
    }

    private int feeds(FeedNotes notes, SampleHospital sample) throws IOException, InterruptedException {
        Tally tally = new Tally();
        Feed feed = new Feed(
                sample,
                options,
                new NoticePoster(options.server(), http),
                new CodePoster(options.server()),
                new KeyPoster(options.server(), options.dataDir()),
                new FolderPoster(options.server()),
                new RequestPoster(options.server()),
                tally);
        try (Archives archives = new Archives(options, notes.folder())) {
            int studies = archives.wanted() ? sample.studies().size() : 0;
            Progress progress = new Progress(out, tally, feed.size(), studies);
            try {
                feed.send();
                // Last, so that the server's first question to the archive finds everybody registered.
                archives.open(sample, tally::studies);
            } finally {
                progress.end();
            }
            if (archives.studies() != studies) {
                tally.trouble(archives.name() + ": " + archives.studies() + "/" + studies + " studies");
            }
            if (tally.asExpected()) {
                notes.fed(sample.digest(), tally.counts());
            }
            new Farewell(out, options).print(sample, tally.counts(), archives.name());
            tally.troubles().forEach(t -> out.println("  ! " + t));
            if (tally.asExpected()) {
                stay(sample);
            }
        }
        return tally.asExpected() ? 0 : 1;
    }

    /** Serves on until the process is told to stop or the server is gone. */
    private void stay(SampleHospital sample) throws InterruptedException {
        if (options.once()) {
            return;
        }
        StandInLaboratory laboratory = laboratory(sample);
        try {
            int missed = 0;
            while (missed < GONE_AFTER_MISSES) {
                Thread.sleep(WATCH_MILLIS);
                missed = answers() ? 0 : missed + 1;
            }
        } finally {
            if (laboratory != null) {
                laboratory.close();
            }
        }
    }

    /** Null when its port is taken; orders wait then, as they do for a laboratory that is away. */
    private StandInLaboratory laboratory(SampleHospital sample) {
        URI address = options.laboratory() != null
                ? options.laboratory()
                : URI.create(sample.hospital().source("lis").address());
        try {
            return new StandInLaboratory(
                    address, sample, new MllpSender(options.host(), options.lisPort()), RESULT_AFTER);
        } catch (IOException e) {
            out.println("Phòng xét nghiệm mẫu không mở được, chỉ định sẽ chờ. / The stand-in laboratory is away, orders"
                    + " wait: " + address + " " + e.getMessage());
            return null;
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            URI alive = options.server().resolve("/q/health/live");
            http.send(
                    HttpRequest.newBuilder(alive).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void waitForServer() throws IOException, InterruptedException {
        URI ready = options.server().resolve("/q/health/ready");
        long end = System.nanoTime() + Duration.ofSeconds(options.waitSeconds()).toNanos();
        do {
            try {
                HttpRequest request = HttpRequest.newBuilder(ready)
                        .timeout(Duration.ofSeconds(5))
                        .build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(250);
        } while (System.nanoTime() < end);
        throw new IOException("Máy chủ chưa sẵn sàng. / No ready server at " + options.server() + ".");
    }
}
