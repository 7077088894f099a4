package vn.emr.api.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Memory at rest: some time after the sample hospital was fed through the doors and one chart was opened. */
final class IdleBench {
    private static final double BAR_MB = 350;
    private static final int REST_SECONDS = 60;

    private IdleBench() {}

    static void run(PackagedServer server, PrintStream out, Figures figures) throws Exception {
        server.start();
        feed(server);
        Clinician doctor = new Clinician(server);
        doctor.signIn("bs.noi", "SongHong-2026");
        String patient = doctor.find("nguyen van");
        doctor.get("/api/v1/patients/" + patient);
        doctor.get("/api/v1/patients/" + patient + "/laboratory");
        Thread.sleep(TimeUnit.SECONDS.toMillis(REST_SECONDS));
        double resident = Processes.residentMegabytes(server.pid());
        out.printf(
                "%nIdle: %.0f MB resident, %d s after the demo feed and one opened chart (without PostgreSQL)%n",
                resident, REST_SECONDS);
        figures.atMost("idle memory", resident, "MB", BAR_MB);
        server.stop();
    }

    private static void feed(PackagedServer server) throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "vn.emr.api.demo.Feeder",
                "--once",
                "--archive",
                "none",
                "--data",
                server.data().toString(),
                "--http",
                Integer.toString(server.httpPort()),
                "--his",
                Integer.toString(server.hisPort()),
                "--lis",
                Integer.toString(server.lisPort()));
        Process feeder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(server.log().toFile()))
                .start();
        if (!feeder.waitFor(5, TimeUnit.MINUTES) || feeder.exitValue() != 0) {
            feeder.destroyForcibly();
            throw new IOException("The sample hospital could not be fed: see " + server.log());
        }
    }
}
