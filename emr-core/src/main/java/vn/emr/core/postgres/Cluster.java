package vn.emr.core.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * One PostgreSQL data folder and the programs that make, start and stop it. Knows files and processes, no SQL.
 *
 * @param home the folder that holds the data folder and its log folder
 * @param durable false only for tests
 */
record Cluster(Path home, Binaries binaries, Unprivileged user, boolean durable) {
    private static final System.Logger LOG = System.getLogger(Cluster.class.getName());
    /** Recovery after a crash replays at most max_wal_size; ten minutes is generous on a slow disk. */
    private static final int START_LIMIT_SECONDS = 600;

    private static final int STOP_LIMIT_SECONDS = 60;
    private static final int WORKERS_LIMIT_SECONDS = 10;

    Path data() {
        return home.resolve("postgres");
    }

    Path log() {
        return home.resolve("postgres-log");
    }

    private Path startLog() {
        return log().resolve("start.log");
    }

    /** Part of the title of every process of this cluster. */
    String name() {
        CRC32 mark = new CRC32();
        mark.update(data().toString().getBytes(StandardCharsets.UTF_8));
        return "emr-" + HexFormat.of().toHexDigits((int) mark.getValue());
    }

    boolean exists() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /** Makes an empty cluster with one account; an interrupted attempt leaves nothing that looks whole. */
    void create(DatabaseAddress.Account superuser) throws IOException {
        Path half = home.resolve("postgres.new");
        Path password = home.resolve("postgres.pw");
        PrivateFiles.deleteTree(half);
        user.own(PrivateFiles.folder(half, "rwx------"));
        try {
            PrivateFiles.write(password, superuser.password() + "\n");
            user.own(password);
            Unprivileged.Ended ended = user.run(
                    300,
                    binaries.program("initdb").toString(),
                    "--pgdata=" + half,
                    "--username=" + superuser.user(),
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--data-checksums",
                    durable ? "--sync-method=fsync" : "--no-sync");
            if (ended.code() != 0) {
                throw StartTrouble.of(home, ended.said());
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.flushFolder(home);
    }

    /** Refuses a folder made by another major version: its files mean something else. */
    void mustBeOurVersion() throws IOException {
        String version = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!version.equals(Integer.toString(Binaries.MAJOR))) {
            throw new DatabaseUnusable("The folder " + data() + " was made by PostgreSQL " + version
                    + " and this package carries PostgreSQL " + Binaries.MAJOR
                    + ": use the release that made it, or restore a backup into a new folder.");
        }
    }

    /** Writes the settings; true when they differ from what a running server was started with. */
    boolean configure(int port) throws IOException {
        ServerSettings settings = new ServerSettings(port, name(), durable);
        boolean server = replace(data().resolve("postgresql.conf"), settings.postgresqlConf());
        boolean entry = replace(data().resolve("pg_hba.conf"), settings.pgHbaConf());
        return server || entry;
    }

    private boolean replace(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        PrivateFiles.write(file, text);
        user.own(file);
        return true;
    }

    /** Starts the server and returns when it takes connections, after recovery if the last end was a crash. */
    Postmaster start() throws IOException {
        clearDead();
        user.own(PrivateFiles.folder(log(), "rwx------"));
        Files.deleteIfExists(startLog());
        Unprivileged.Ended ended = user.run(
                START_LIMIT_SECONDS + 10,
                binaries.program("pg_ctl").toString(),
                "start",
                "--wait",
                "--silent",
                "--timeout=" + START_LIMIT_SECONDS,
                "--pgdata=" + data(),
                "--log=" + startLog());
        Optional<Postmaster> started = running();
        if (ended.code() != 0 || started.isEmpty()) {
            throw StartTrouble.of(home, ended.said() + lastWords());
        }
        return started.get();
    }

    /** Stops the server: open transactions are rolled back, the log is flushed. Not running is fine. */
    void stop() {
        for (String how : List.of("fast", "immediate")) {
            if (running().isEmpty()) {
                return;
            }
            Unprivileged.Ended ended = user.run(
                    STOP_LIMIT_SECONDS + 10,
                    binaries.program("pg_ctl").toString(),
                    "stop",
                    "--wait",
                    "--silent",
                    "--mode=" + how,
                    "--timeout=" + STOP_LIMIT_SECONDS,
                    "--pgdata=" + data());
            if (ended.code() == 0) {
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "database stop ({0}) ended with {1}", how, ended.code());
        }
    }

    /** The living server of this folder, if any. */
    Optional<Postmaster> running() {
        return written().filter(postmaster -> Processes.servesFolder(postmaster.pid(), data()));
    }

    /** True when the running server was started from these programs and not from an earlier release's. */
    boolean startedByOurPrograms() throws IOException {
        Path options = data().resolve("postmaster.opts");
        return Files.exists(options)
                && Files.readString(options)
                        .startsWith(binaries.program("postgres").toString());
    }

    private Optional<Postmaster> written() {
        try {
            return Postmaster.parse(Files.readAllLines(data().resolve(Postmaster.FILE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseUnusable("The folder " + data() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * After a crash: waits for the last processes of the dead server, then removes its mark. PostgreSQL itself would
     * refuse to start while the number in the mark belongs to a process not yet collected, or to somebody else's.
     */
    private void clearDead() throws IOException {
        if (written().isEmpty() || running().isPresent()) {
            return;
        }
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(WORKERS_LIMIT_SECONDS);
        List<ProcessHandle> left = Processes.workers(name());
        while (!left.isEmpty()) {
            if (System.nanoTime() > limit) {
                left.forEach(ProcessHandle::destroyForcibly);
            }
            Pause.of(Duration.ofMillis(50));
            left = Processes.workers(name());
        }
        Files.deleteIfExists(data().resolve(Postmaster.FILE));
    }

    private String lastWords() throws IOException {
        StringBuilder words = new StringBuilder();
        if (Files.isReadable(startLog())) {
            words.append(Files.readString(startLog()));
        }
        return words.toString();
    }
}
