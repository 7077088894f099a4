package vn.emr.core.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import vn.emr.core.postgres.DatabaseAddress.Account;

/**
 * Databases for tests: one server per JVM, a new migrated database per call. The server is the embedded one without
 * fsync, in a folder that is removed when the JVM ends; or one made with the PostgreSQL programs in the folder that
 * system property {@code emr.test.postgres.bin} names; or the external one of {@code EMR_TEST_JDBC_URL} (a superuser's
 * URL with user and password in it, such as {@code jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres&password=x}).
 */
public final class TestDatabase {
    private static final String KNOWN = "emr.test.database.";
    private static final String TEMPLATE = "emr_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A new database with every migration applied and no rows of its own. */
    public static DatabaseAddress fresh() {
        // Test frameworks load this class more than once in a JVM; the properties are what the copies share.
        synchronized (System.getProperties()) {
            try {
                Server server = server();
                if (System.getProperty(KNOWN + "template") == null) {
                    migratedTemplate(server);
                }
                return copy(server, System.getProperty(KNOWN + "template"));
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("no database for tests: " + e.getMessage(), e);
            }
        }
    }

    /** A new database without any table. */
    public static DatabaseAddress empty() {
        synchronized (System.getProperties()) {
            try {
                return copy(server(), "template0");
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("no database for tests: " + e.getMessage(), e);
            }
        }
    }

    /** At most 12 connections of the server's own account; idle ones are given back after two seconds. */
    public static AgroalDataSource pool(DatabaseAddress address) {
        Account account = address.application();
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(12)
                            .reapTimeout(Duration.ofSeconds(2))
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(address.jdbcUrl())
                                    .principal(new NamePrincipal(account.user()))
                                    .credential(new SimplePassword(account.password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applies every migration as the owner, with the placeholder the server itself uses. */
    public static void migrate(DatabaseAddress address) {
        migrate(address, "latest");
    }

    /** The same up to a version, as a server of that time left its database. */
    public static void migrate(DatabaseAddress address, String version) {
        Flyway.configure()
                .dataSource(
                        address.jdbcUrl(),
                        address.owner().user(),
                        address.owner().password())
                .locations("classpath:db/migration")
                .placeholders(Map.of("applicationRole", address.application().user()))
                .target(version)
                .load()
                .migrate();
    }

    private record Server(String base, Account superuser, Account owner, Account application) {
        DatabaseAddress database(String name) {
            return new DatabaseAddress(base + name + "?reWriteBatchedInserts=true", application, owner);
        }

        Connection maintenance() throws SQLException {
            return DriverManager.getConnection(base + "postgres", superuser.user(), superuser.password());
        }
    }

    private static void migratedTemplate(Server server) throws SQLException {
        String template = TEMPLATE + "_" + ProcessHandle.current().pid();
        create(server, template, "template0");
        migrate(server.database(template));
        System.setProperty(KNOWN + "template", template);
    }

    private static DatabaseAddress copy(Server server, String template) throws SQLException {
        int number = COUNT.incrementAndGet();
        String name = "test_" + ProcessHandle.current().pid() + "_"
                + Integer.toHexString(System.identityHashCode(TestDatabase.class)) + "_" + number;
        create(server, name, template);
        return server.database(name);
    }

    private static void create(Server server, String name, String template) throws SQLException {
        try (Connection connection = server.maintenance();
                Statement sql = connection.createStatement()) {
            Accounts.createDatabase(sql, name, template);
        }
    }

    private static Server server() throws IOException, SQLException {
        if (System.getProperty(KNOWN + "base") == null) {
            String external = System.getenv("EMR_TEST_JDBC_URL");
            String programs = System.getProperty("emr.test.postgres.bin", "");
            Server started;
            if (external != null && !external.isBlank()) {
                started = external(external);
            } else {
                started = programs.isBlank() ? embedded() : hospitals(Path.of(programs));
            }
            remember("super", started.superuser());
            remember("owner", started.owner());
            remember("application", started.application());
            System.setProperty(KNOWN + "base", started.base());
        }
        return new Server(System.getProperty(KNOWN + "base"), recall("super"), recall("owner"), recall("application"));
    }

    private static void remember(String role, Account account) {
        System.setProperty(KNOWN + role, account.user());
        System.setProperty(KNOWN + role + ".password", account.password());
    }

    private static Account recall(String role) {
        return new Account(System.getProperty(KNOWN + role), System.getProperty(KNOWN + role + ".password"));
    }

    private static Server embedded() throws IOException {
        Path top = Path.of(System.getProperty("java.io.tmpdir"), "emr-test-" + System.getProperty("user.name"));
        PrivateFiles.folder(top, "rwxr-xr-x");
        sweep(top);
        Path home = top.resolve("run-" + ProcessHandle.current().pid());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home, top, false);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(postgres, home), "test database end"));
        DatabaseSecrets secrets = postgres.secrets();
        return new Server(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/",
                secrets.superuser(),
                secrets.owner(),
                secrets.application());
    }

    private static void discard(EmbeddedPostgres postgres, Path home) {
        try {
            postgres.close();
            remove(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Left to a process of its own: an ending JVM has half a minute, and hundreds of databases are a quarter of a million files. */
    private static void remove(Path home) throws IOException {
        new ProcessBuilder("rm", "-rf", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Ends and removes what a killed test run left. */
    private static void sweep(Path top) throws IOException {
        try (var runs = Files.newDirectoryStream(top, "run-*")) {
            for (Path run : runs) {
                long owner = Long.parseLong(run.getFileName().toString().substring("run-".length()));
                if (ProcessHandle.of(owner).isEmpty()) {
                    new Cluster(run, Binaries.unpack(top), Unprivileged.here(), false).stop();
                    PrivateFiles.deleteTree(run);
                }
            }
        }
    }

    /** The PostgreSQL installed on this machine, as a hospital's own server: older, and not made by us. */
    private static Server hospitals(Path bin) throws SQLException {
        Place place = Place.empty();
        ForeignServer foreign = ForeignServer.start(bin, place, "-c", "fsync=off");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            foreign.close();
                            try {
                                remove(place.home());
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        "test database end"));
        return external(foreign.url() + "?user=" + foreign.superuser().user() + "&password=any");
    }

    private static Server external(String url) throws SQLException {
        Properties parsed = org.postgresql.Driver.parseURL(url, null);
        Account superuser = new Account(parsed.getProperty("user"), parsed.getProperty("password"));
        Account owner = new Account(DatabaseSecrets.OWNER, "test-owner");
        Account application = new Account(DatabaseSecrets.APPLICATION, "test-application");
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            role(sql, owner);
            role(sql, application);
        }
        String base = "jdbc:postgresql://" + parsed.getProperty("PGHOST") + ":" + parsed.getProperty("PGPORT") + "/";
        return new Server(base, superuser, owner, application);
    }

    private static void role(Statement sql, Account account) throws SQLException {
        try (ResultSet known = sql.executeQuery("select 1 from pg_roles where rolname = '" + account.user() + "'")) {
            if (known.next()) {
                return;
            }
        }
        sql.execute("create role " + account.user() + " login password '" + account.password() + "'");
    }
}
