package vn.emr.api.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a start costs until {@code /q/health/ready} answers 200, after the first one has made the database. */
final class StartBench {
    private static final double CPU_BAR = 8;

    private StartBench() {}

    static void run(PackagedServer server, int times, PrintStream out, Figures figures) throws Exception {
        PackagedServer.Start first = server.start();
        server.stop();
        List<PackagedServer.Start> starts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            starts.add(server.start());
            server.stop();
        }
        double cpu = Load.median(
                starts.stream().map(PackagedServer.Start::cpuSeconds).toList());
        double database = Load.median(
                starts.stream().map(PackagedServer.Start::databaseCpuSeconds).toList());
        double wall =
                Load.median(starts.stream().map(PackagedServer.Start::seconds).toList());
        out.printf(
                "%nStart to ready, median of %d: %.1f CPU-seconds (and %.1f of the database), %.1f s on the clock;"
                        + " the first one %.1f s%n",
                times, cpu, database, wall, first.seconds());
        figures.atMost("start to ready: CPU-seconds", cpu + database, "s", CPU_BAR);
        figures.add("start to ready: wall", wall, "s");
    }
}
