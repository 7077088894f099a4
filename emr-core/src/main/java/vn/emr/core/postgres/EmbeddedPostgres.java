package vn.emr.core.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL of our own in the data folder: made at first start, reachable on the loopback only, watched while it
 * runs and stopped in order. Never runs as root.
 *
 * <p>Layout of the data folder: {@code pgsql-*} the programs, {@code postgres} the database, {@code postgres-log} its
 * log, {@code keys/database.properties} its passwords, {@code postgres-port} its port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** Where the passwords are, below the data folder. */
    static final String SECRETS = "keys/database.properties";

    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final int PORT_TRIES = 5;

    private final Cluster cluster;
    private final DatabaseSecrets secrets;
    private final FileChannel use;
    private final int port;
    private final Watch watch;

    private EmbeddedPostgres(Cluster cluster, DatabaseSecrets secrets, FileChannel use, Postmaster postmaster) {
        this.cluster = cluster;
        this.secrets = secrets;
        this.use = use;
        this.port = postmaster.port();
        this.watch = new Watch(cluster, postmaster.pid());
    }

    /**
     * Starts the database of {@code dataDir}, making it first where there is none, or takes over one that a killed
     * server left running.
     *
     * @throws DatabaseUnusable with one sentence when the folder, the disk or a port is not usable
     */
    public static EmbeddedPostgres start(Path dataDir) {
        Path home = dataDir.toAbsolutePath().normalize();
        return start(home, home, true);
    }

    static EmbeddedPostgres start(Path home, Path programs, boolean durable) {
        Unprivileged user = Unprivileged.here();
        try {
            PrivateFiles.folder(home, "rwx--x--x");
            FileChannel use = claim(home);
            try {
                user.mustReach(home);
                Binaries binaries = Binaries.unpack(programs);
                return open(new Cluster(home, binaries, user, durable), use);
            } catch (IOException | SQLException | RuntimeException e) {
                use.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw StartTrouble.of(home, reason(e));
        } catch (IOException e) {
            throw StartTrouble.of(home, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new DatabaseUnusable(
                    "The database in " + home + " started but refused its own accounts: "
                            + DatabaseUnusable.firstLine(e) + ".",
                    e);
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? "Permission denied: error: " + e.getMessage() : "error: " + e.getReason();
    }

    private static EmbeddedPostgres open(Cluster cluster, FileChannel use) throws IOException, SQLException {
        Path file = cluster.home().resolve(SECRETS);
        DatabaseSecrets secrets;
        if (cluster.exists()) {
            cluster.mustBeOurVersion();
            secrets = DatabaseSecrets.read(file);
        } else {
            // Passwords first: a crash in between leaves passwords without a database, never the reverse.
            secrets = DatabaseSecrets.random();
            PrivateFiles.folder(file.getParent(), "rwx------");
            secrets.write(file);
            cluster.create(secrets.superuser());
        }
        Optional<Postmaster> orphan = adopt(cluster, secrets);
        Postmaster postmaster = orphan.isPresent() ? orphan.get() : startOnFreePort(cluster);
        Accounts.awaitOpen(postmaster.port(), secrets);
        Accounts.complete(postmaster.port(), secrets);
        if (cluster.binaries().home().startsWith(cluster.home())) {
            cluster.binaries().removeOthers();
        }
        return new EmbeddedPostgres(cluster, secrets, use, postmaster);
    }

    /** A server left by a killed parent is kept when it is ours, as we would start it and lets us in; else stopped. */
    private static Optional<Postmaster> adopt(Cluster cluster, DatabaseSecrets secrets) throws IOException {
        Optional<Postmaster> orphan = cluster.running();
        if (orphan.isEmpty()) {
            return orphan;
        }
        boolean changed = cluster.configure(orphan.get().port());
        if (!changed
                && cluster.startedByOurPrograms()
                && Accounts.works(orphan.get().port(), secrets)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "database found running (process {0}), taken over",
                    Long.toString(orphan.get().pid()));
            return orphan;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "database found running (process {0}), stopped",
                Long.toString(orphan.get().pid()));
        cluster.stop();
        return Optional.empty();
    }

    private static Postmaster startOnFreePort(Cluster cluster) throws IOException {
        Path remembered = cluster.home().resolve("postgres-port");
        int port = freePort(remembered);
        for (int tries = 1; ; tries++) {
            cluster.configure(port);
            try {
                Postmaster started = cluster.start();
                PrivateFiles.write(remembered, port + "\n");
                return started;
            } catch (StartTrouble.PortTaken e) {
                if (tries == PORT_TRIES) {
                    throw new DatabaseUnusable("No port on 127.0.0.1 could be opened for the database.", e);
                }
                port = anyFreePort();
            }
        }
    }

    private static int freePort(Path remembered) throws IOException {
        try {
            int port = Integer.parseInt(Files.readString(remembered).strip());
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            }
        } catch (NoSuchFileException | NumberFormatException e) {
            return anyFreePort();
        } catch (BindException e) {
            LOG.log(System.Logger.Level.INFO, "the database port of last time is taken by another program");
            return anyFreePort();
        }
    }

    private static int anyFreePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** One server per data folder: the lock ends with the process, also after kill -9. */
    @SuppressWarnings("resource") // the channel is the claim: it stays open as long as the server runs
    private static FileChannel claim(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "claimed by this very process");
        }
        if (lock == null) {
            channel.close();
            throw new DatabaseUnusable(
                    "Another EMR server is using the folder " + home + ": stop it, or choose another EMR_DATA_DIR.");
        }
        return channel;
    }

    /** How the application and the migrations reach the database. The port stays the same while this object lives. */
    public DatabaseAddress address() {
        return DatabaseAddress.loopback(port, Accounts.DATABASE, secrets.application(), secrets.owner());
    }

    int port() {
        return port;
    }

    DatabaseSecrets secrets() {
        return secrets;
    }

    /** The process number of the server at this moment. */
    long pid() {
        return watch.pid();
    }

    /** Stops the database in order; the application must have ended its work before. */
    @Override
    public void close() {
        watch.end(Duration.ofSeconds(5));
        cluster.stop();
        release();
    }

    /** Lets go of the folder and leaves the database running, as a killed server does; for tests. */
    void abandon() {
        watch.end(Duration.ofSeconds(5));
        release();
    }

    private void release() {
        try {
            use.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the claim on the data folder ends with this process", e);
        }
    }
}
