package vn.emr.api.bench;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server as it is shipped, run as a child process in the demo mode on an embedded PostgreSQL of its own data folder,
 * with fsync on. The folder stays when the server ends.
 */
public final class PackagedServer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final String LOOPBACK = "127.0.0.1";

    /** What a start cost until the server said it is ready. */
    public record Start(double seconds, double cpuSeconds, double databaseCpuSeconds) {}

    private final Path application;
    private final Path data;
    private final List<String> flags;
    private final int httpPort;
    private final int hisPort;
    private final int lisPort;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Thread killer = new Thread(this::killServer, "no server is left behind");
    private Process process;

    /**
     * @param application the folder of the package
     * @param data the data folder, made when missing
     * @param flags of the virtual machine
     */
    public PackagedServer(Path application, Path data, List<String> flags) throws IOException {
        this.application = application.toAbsolutePath();
        this.data = data.toAbsolutePath();
        this.flags = List.copyOf(flags);
        if (!Files.exists(this.application.resolve("quarkus-run.jar"))) {
            throw new IOException("There is no package in " + this.application + ": ./emr build");
        }
        try (ServerSocket a = free();
                ServerSocket b = free();
                ServerSocket c = free()) {
            this.httpPort = a.getLocalPort();
            this.hisPort = b.getLocalPort();
            this.lisPort = c.getLocalPort();
        }
        Runtime.getRuntime().addShutdownHook(killer);
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK));
    }

    /** Starts and waits until the server is ready. */
    public Start start() throws IOException, InterruptedException {
        Files.createDirectories(data);
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(flags);
        command.addAll(List.of(
                "-Demr.mode=demo",
                "-jar",
                application.resolve("quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("EMR_") || name.startsWith("QUARKUS_"));
        builder.environment().put("EMR_DATA_DIR", data.toString());
        builder.environment().put("EMR_HTTP_PORT", Integer.toString(httpPort));
        builder.environment().put("EMR_HIS_MLLP_PORT", Integer.toString(hisPort));
        builder.environment().put("EMR_LIS_MLLP_PORT", Integer.toString(lisPort));
        // What is measured asks faster than people.
        for (String pace : List.of(
                "EMR_SIGN_INS_PER_MINUTE",
                "EMR_SEARCHES_PER_MINUTE",
                "EMR_REQUESTS_PER_MINUTE",
                "EMR_REQUESTS_OF_ADDRESS_PER_MINUTE")) {
            builder.environment().put(pace, "999999");
        }
        long begun = System.nanoTime();
        process = builder.start();
        awaitReady(begun);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Start(
                seconds, Processes.cpuSeconds(process.pid()), Processes.cpuSecondsWithChildren(databaseProcess()));
    }

    private void awaitReady(long begun) throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(uri("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        while (System.nanoTime() - begun < LONGEST_START.toNanos()) {
            if (!process.isAlive()) {
                throw new IOException(
                        "The server ended at its start with code " + process.exitValue() + ": see " + log());
            }
            // A bare connection first: an HTTP client that is refused costs the machine more than the server's start.
            if (listens(httpPort)) {
                try {
                    if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // It listens, but does not answer yet.
                }
            }
            Thread.sleep(50);
        }
        throw new IOException("The server was not ready in time: see " + log());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the server printed, start after start. */
    public Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    public Path data() {
        return data;
    }

    public URI uri(String path) {
        return URI.create("http://" + LOOPBACK + ":" + httpPort + path);
    }

    public int httpPort() {
        return httpPort;
    }

    public int hisPort() {
        return hisPort;
    }

    public int lisPort() {
        return lisPort;
    }

    /** The process number of the running server. */
    public long pid() {
        return process.pid();
    }

    /** The process number of its database. */
    public long databaseProcess() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** A database of the server's PostgreSQL, as one of its accounts: emr_super, emr_owner or emr_app. */
    public PGSimpleDataSource database(String name, String account) throws IOException {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("keys/database.properties"))) {
            secrets.load(reader);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {LOOPBACK});
        source.setPortNumbers(new int[] {
            Integer.parseInt(Files.readString(data.resolve("postgres-port")).strip())
        });
        source.setDatabaseName(name);
        source.setUser(account);
        source.setPassword(secrets.getProperty(account));
        return source;
    }

    /** Stops it in order. */
    public void stop() throws IOException, InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IOException("The server did not stop in time: see " + log());
            }
        }
    }

    /** Ends the server as {@code kill -9} does; its database runs on. */
    public void killServer() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Ends the database and all its processes as {@code kill -9} does. */
    public void killDatabase() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(databaseProcess()).orElse(null);
        if (postmaster == null) {
            return;
        }
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        all.addAll(postmaster.children().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            killServer();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}
