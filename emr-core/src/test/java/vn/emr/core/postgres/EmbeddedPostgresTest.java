package vn.emr.core.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import vn.emr.core.postgres.DatabaseAddress.Account;

class EmbeddedPostgresTest {
    @Test
    void what_was_written_at_the_first_start_is_there_at_the_second_on_the_same_port() throws Exception {
        try (Place place = Place.empty()) {
            DatabaseAddress first;
            try (EmbeddedPostgres postgres = place.start()) {
                first = postgres.address();
                write(first, "create table kept as select 42 as answer");
            }
            assertThrows(SQLException.class, () -> read(first, first.owner(), "select 1"));
            try (EmbeddedPostgres postgres = place.start()) {
                assertEquals(first, postgres.address());
                assertEquals("42", read(first, first.owner(), "select answer from kept"));
            }
        }
    }

    @Test
    void it_is_durable_checked_and_silent_about_patients() throws Exception {
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            DatabaseAddress at = postgres.address();
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertEquals("on", read(at, at.application(), "show " + setting));
            }
            assertEquals("127.0.0.1", read(at, at.application(), "show listen_addresses"));
            assertEquals("UTF8", read(at, at.application(), "show server_encoding"));
            String secretLooking = "NGUYEN-VAN-AN-1";
            assertThrows(
                    SQLException.class,
                    () -> read(at, at.application(), "select cast('" + secretLooking + "' as date)"));
            assertFalse(everythingIn(place.home().resolve("postgres-log")).contains(secretLooking));
        }
    }

    @Test
    void the_application_account_makes_nothing_and_the_owner_is_no_superuser() throws Exception {
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            DatabaseAddress at = postgres.address();
            write(at, "create table mine (id int)");
            for (String refused : List.of(
                    "create table t (id int)",
                    "create schema s",
                    "create temp table t (id int)",
                    "drop table mine",
                    "alter table mine add x int",
                    "create role r")) {
                SQLException said = assertThrows(SQLException.class, () -> read(at, at.application(), refused));
                assertEquals("42501", said.getSQLState(), refused);
            }
            assertEquals("f", read(at, at.owner(), "select rolsuper from pg_roles where rolname = current_user"));
            Account guess = new Account(at.application().user(), "wrong");
            assertEquals(
                    "28P01",
                    assertThrows(SQLException.class, () -> read(at, guess, "select 1"))
                            .getSQLState());
        }
    }

    @Test
    void secrets_and_data_are_for_their_owner_only() throws Exception {
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            assertEquals("rw-------", mode(place.home().resolve(EmbeddedPostgres.SECRETS)));
            assertEquals("rwx------", mode(place.home().resolve("keys")));
            assertEquals("rwx------", mode(place.home().resolve("postgres")));
            assertEquals("rwx--x--x", mode(place.home()));
            assertFalse(postgres.address()
                    .toString()
                    .contains(postgres.address().owner().password()));
        }
    }

    @Test
    void started_by_root_it_runs_as_nobody() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root has rights to drop");
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            assertEquals(
                    "nobody",
                    ProcessHandle.of(postgres.pid()).orElseThrow().info().user().orElseThrow());
            assertTrue(Files.readString(Path.of("/proc/" + postgres.pid() + "/status"))
                    .contains("Groups:\t \n"));
        }
    }

    @Test
    void a_parent_folder_that_nobody_may_enter_is_named() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root changes its user");
        try (Place place = Place.empty()) {
            Path closed = PrivateFiles.folder(place.home().resolve("closed"), "rwx------");
            String said = assertThrows(DatabaseUnusable.class, () -> EmbeddedPostgres.start(closed.resolve("data")))
                    .getMessage();
            assertTrue(said.contains("cannot enter " + closed + ":"), said);
        }
    }

    @Test
    void a_killed_database_comes_back_with_everything_committed() throws Exception {
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            DatabaseAddress at = postgres.address();
            write(at, "create table kept as select 42 as answer");
            for (int kill = 0; kill < 3; kill++) {
                long before = postgres.pid();
                ProcessHandle.of(before).orElseThrow().destroyForcibly();
                until(() -> postgres.pid() != before && Accounts.works(postgres.port(), postgres.secrets()));
                assertEquals("42", read(at, at.owner(), "select answer from kept"));
            }
        }
    }

    @Test
    void a_database_left_by_a_killed_server_is_taken_over() throws Exception {
        try (Place place = Place.empty()) {
            long orphan = leaveOrphan(place);
            try (EmbeddedPostgres postgres = place.start()) {
                assertEquals(orphan, postgres.pid());
                assertEquals("1", read(postgres.address(), postgres.address().application(), "select 1"));
            }
            until(() -> ProcessHandle.of(orphan).isEmpty());
        }
    }

    @Test
    void a_left_database_with_other_settings_is_stopped_and_started_anew() throws Exception {
        try (Place place = Place.empty()) {
            long orphan = leaveOrphan(place);
            Files.writeString(place.home().resolve("postgres/postgresql.conf"), "fsync = off\n");
            try (EmbeddedPostgres postgres = place.start()) {
                assertNotEquals(orphan, postgres.pid());
                assertEquals("on", read(postgres.address(), postgres.address().application(), "show fsync"));
            }
        }
    }

    @Test
    void a_mark_of_a_process_that_is_not_the_database_does_not_stop_the_start() throws Exception {
        try (Place place = Place.empty()) {
            place.start().close();
            Path mark = place.home().resolve("postgres/postmaster.pid");
            Files.writeString(mark, ProcessHandle.current().pid() + "\n" + place.home() + "\n1\n5432\n\n127.0.0.1\n");
            try (EmbeddedPostgres postgres = place.start()) {
                assertNotEquals(ProcessHandle.current().pid(), postgres.pid());
            }
        }
    }

    @Test
    void a_remembered_port_that_is_taken_is_changed() throws Exception {
        try (Place place = Place.empty()) {
            int first;
            try (EmbeddedPostgres postgres = place.start()) {
                first = postgres.port();
            }
            try (ServerSocket other = new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
                    EmbeddedPostgres postgres = place.start()) {
                assertNotEquals(other.getLocalPort(), postgres.port());
            }
        }
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused() {
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            String said = assertThrows(DatabaseUnusable.class, place::start).getMessage();
            assertTrue(said.startsWith("Another EMR server is using the folder " + place.home()), said);
            assertTrue(Accounts.works(postgres.port(), postgres.secrets()));
        }
    }

    @Test
    void a_folder_of_another_major_version_is_refused() throws Exception {
        try (Place place = Place.empty()) {
            place.start().close();
            Files.writeString(place.home().resolve("postgres/PG_VERSION"), "16\n");
            String said = assertThrows(DatabaseUnusable.class, place::start).getMessage();
            assertTrue(said.contains("was made by PostgreSQL 16 and this package carries PostgreSQL 18"), said);
        }
    }

    @Test
    void words_of_the_programs_become_one_sentence() {
        Path home = Path.of("/data");
        assertEquals(
                "The disk under /data is full: the database needs room to start.",
                StartTrouble.of(home, "FATAL:  could not write lock file: No space left on device")
                        .getMessage());
        assertTrue(StartTrouble.of(home, "FATAL:  lock file \"postmaster.pid\" already exists")
                .getMessage()
                .startsWith("Another PostgreSQL server is using the folder /data"));
        assertTrue(StartTrouble.of(home, "initdb: error: could not access: Permission denied")
                .getMessage()
                .startsWith("The database may not read, write or run files in /data"));
        assertEquals(
                "The database in /data did not start: something new (see postgres-log there).",
                StartTrouble.of(home, "2026 UTC [1] FATAL:  something new").getMessage());
    }

    /** Ends the parent's hold on the folder the way kill -9 does: watch and lock gone, the database running. */
    private static long leaveOrphan(Place place) throws Exception {
        EmbeddedPostgres postgres = place.start();
        long pid = postgres.pid();
        postgres.abandon();
        return pid;
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String everythingIn(Path folder) throws Exception {
        StringBuilder text = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static void write(DatabaseAddress at, String text) throws SQLException {
        read(at, at.owner(), text);
    }

    private static String read(DatabaseAddress at, Account account, String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), account.user(), account.password());
                Statement sql = connection.createStatement()) {
            if (!sql.execute(text)) {
                return "";
            }
            try (ResultSet row = sql.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Looks again until it holds, for 30 seconds at most. */
    private static void until(BooleanSupplier holds) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit, "not within 30 seconds");
            Pause.of(Duration.ofMillis(20));
        }
    }
}
