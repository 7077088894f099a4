package vn.emr.api.start;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged server as a process of its own, in a data folder of its own, on free ports. */
public final class ServerProcess implements AutoCloseable {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final int port;
    private Process process;

    /** Makes the folder; nothing runs yet. */
    public ServerProcess() throws IOException {
        // Not JUnit's folder: the database's user must reach it when the build runs as root.
        home = Files.createTempDirectory("emr-server-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        port = freePort();
        with("EMR_HTTP_PORT", Integer.toString(port));
        with("EMR_HIS_MLLP_PORT", Integer.toString(freePort()));
        with("EMR_LIS_MLLP_PORT", Integer.toString(freePort()));
        with("EMR_DATA_DIR", data().toString());
        // Programs ask faster than people.
        with("EMR_SIGN_INS_PER_MINUTE", "999999");
        with("EMR_REQUESTS_PER_MINUTE", "999999");
        with("EMR_REQUESTS_OF_ADDRESS_PER_MINUTE", "999999");
        with("EMR_SEARCHES_PER_MINUTE", "999999");
    }

    public ServerProcess with(String key, String value) {
        environment.put(key, value);
        return this;
    }

    public Path data() {
        return home.resolve("data");
    }

    /** A setting it was given. */
    public String setting(String key) {
        return environment.get(key);
    }

    public Path log() {
        return home.resolve("log");
    }

    public Process process() {
        return process;
    }

    /** Starts it and returns at once. */
    public ServerProcess launch(String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", PACKAGE.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("EMR_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Waits until it answers that it is ready. */
    public ServerProcess ready() throws Exception {
        long limit = System.nanoTime() + READY_LIMIT.toNanos();
        while (get("/q/health/ready") != 200) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new IllegalStateException("not ready:\n" + said());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return this;
    }

    /** The status of a plain request; 0 while nobody answers. */
    public int get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    public String said() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    /** The process number the database's own mark names, when there is one. */
    public long databasePid() throws IOException {
        return Long.parseLong(Files.readAllLines(data().resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** A connection of the account that owns the tables, for what no route tells. */
    public Connection owner() throws IOException, SQLException {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(data().resolve("keys/database.properties"))) {
            secrets.load(reader);
        }
        String database = "jdbc:postgresql://127.0.0.1:" + databasePort() + "/emr";
        return DriverManager.getConnection(database, "emr_owner", secrets.getProperty("emr_owner"));
    }

    public int databasePort() throws IOException {
        return Integer.parseInt(
                Files.readString(data().resolve("postgres-port")).strip());
    }

    public boolean databaseMarked() {
        return Files.exists(data().resolve("postgres/postmaster.pid"));
    }

    /** SIGTERM, as a service manager sends it; returns the exit code. */
    public int stop() {
        process.destroy();
        return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue();
    }

    /** kill -9 of the server only; the database stays behind. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            stop();
        }
        if (databaseMarked()) {
            ProcessHandle.of(databasePid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
