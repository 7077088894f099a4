package vn.emr.api.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures the packaged server on this machine and prints figures with their bars. Exit code 0 when all bars are kept, 1
 * when one is missed, 2 for wrong arguments, 3 when it could not be measured.
 */
public final class Bench {
    private static final String USAGE = """
            ./emr bench [intake|backlog [MESSAGES]|his|audit|idle|chart|record|export|sign|start|all] [--short] [--save]
              intake   acknowledged results per second, beside plain JDBC writing the same rows
              backlog  how fast files drain after an outage (usual: 500000 messages), beside plain JDBC, and the memory for it
              his      items in bulk and insurance claims over HTTP, beside plain JDBC writing the same rows
              audit    what trace and seal cost a writer, verification of a million rows, who opened one record of ten million lines
              start    CPU-seconds and time until the server is ready
              idle     memory a minute after the demo feed
              chart    the chart of a person with 5,000 values
              record   a record of 500 sheets and 10,000 values, its print, the list of a million folders, a catalogue
              export   1,000 and 10,000 records as HoSoBenhAn, beside plain JDBC reading the same rows, and the memory for it
              sign     entries signed as PAdES-B-LT and kept, the signing alone, three signatures checked, beside plain RSA 2048
              --short  shorter slices: for a look, not for a release
              --save   keep the figures as those of this release in bench/""";

    private static final List<String> PARTS =
            List.of("start", "intake", "backlog", "his", "audit", "chart", "record", "export", "sign", "idle");
    private static final int SHORT_BACKLOG = 50_000;
    /** What the server may take under load, resident. */
    static final double MOST_MEGABYTES = 700;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path application = Path.of("emr-api/target/quarkus-app");
    private final Path kept = Path.of("bench");
    private final String flags = System.getProperty("emr.bench.flags", "");
    private final Figures figures = new Figures();
    private final boolean brief;
    private final int backlog;

    private Bench(boolean brief, int backlog) {
        this.brief = brief;
        this.backlog = backlog;
    }

    public static void main(String... args) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean save = words.remove("--save");
        boolean brief = words.remove("--short");
        String what = words.isEmpty() ? "all" : words.getFirst();
        int backlog = brief ? SHORT_BACKLOG : BacklogBench.USUAL;
        if (what.equals("backlog") && words.size() == 2 && words.get(1).matches("[1-9]\\d{2,6}")) {
            backlog = Integer.parseInt(words.remove(1));
        }
        if (words.size() > 1 || !(what.equals("all") || PARTS.contains(what))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try {
            System.exit(new Bench(brief, backlog).run(what.equals("all") ? PARTS : List.of(what), save));
        } catch (Exception e) {
            System.err.println("Not measured: " + e.getMessage());
            System.exit(3);
        }
    }

    private int run(List<String> parts, boolean save) throws Exception {
        out.printf(
                "JDK %s, %d processors, flags of the server and of this program: %s%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), flags.strip());
        for (String part : parts) {
            measure(part);
        }
        figures.print(out, kept);
        if (save) {
            out.println("Kept in " + figures.save(kept, release(), flags.strip()));
        }
        return figures.hold() ? 0 : 1;
    }

    private void measure(String part) throws Exception {
        // Not below /tmp, which often is memory: the disk must be a real one.
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "emr-bench-");
        folder.toFile().setExecutable(true, false);
        try (PackagedServer server = new PackagedServer(
                application, folder.resolve("data"), List.of(flags.strip().split("\\s+")))) {
            switch (part) {
                case "intake" ->
                    new IntakeBench(server, brief ? IntakeBench.Plan.SHORT : IntakeBench.Plan.USUAL, out, figures)
                            .run();
                case "backlog" -> new BacklogBench(server, backlog, out, figures).run();
                case "his" -> new HisBench(server, brief ? 4 : 1, out, figures).run();
                case "audit" -> new AuditBench(server, brief ? 10 : 1, out, figures).run();
                case "start" -> StartBench.run(server, brief ? 3 : 5, out, figures);
                case "record" -> new RecordBench(server, brief ? 20 : 1, out, figures).run();
                case "export" -> new ExportBench(server, brief ? 33 : 1, out, figures).run();
                case "sign" -> new SignBench(server, brief ? 5 : 1, out, figures).run();
                case "idle" -> IdleBench.run(server, out, figures);
                default -> ChartBench.run(server, out, figures);
            }
        }
        remove(folder);
    }

    private String release() throws IOException {
        try (Stream<Path> jars = Files.list(application.resolve("app"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.matches("emr-api-.*\\.jar"))
                    .map(name -> name.substring("emr-api-".length(), name.length() - ".jar".length()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The package does not say its release."));
        }
    }

    /** Only after success: a folder of a failed run holds the server's log. */
    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
