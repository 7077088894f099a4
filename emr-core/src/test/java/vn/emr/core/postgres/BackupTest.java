package vn.emr.core.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.postgres.DatabaseAddress.Account;

class BackupTest {
    @TempDir
    Path folder;

    @Test
    void a_backup_taken_while_rows_arrive_holds_everything_until_one_moment() throws Exception {
        try (Place place = Place.empty();
                Place other = Place.empty()) {
            DatabaseAddress at;
            AtomicLong confirmed = new AtomicLong();
            long confirmedBefore;
            Backup.Report report;
            try (EmbeddedPostgres postgres = place.start()) {
                at = postgres.address();
                run(at, "create table left_side (id bigint primary key, what text default repeat('đ', 300))");
                run(at, "create table right_side (id bigint primary key)");
                blob(place, "ab/abcdef", "a document");
                Writer writer = new Writer(at, confirmed);
                confirmedBefore = writer.untilRunning();
                report = Backup.backup(place.home(), folder.resolve("copy"), Place.programs());
                long during = confirmed.get();
                writer.end();
                assertTrue(during > confirmedBefore, "nothing was written while the copy ran");
            }
            assertTrue(Duration.between(Backup.last(place.home()).orElseThrow(), Instant.now())
                            .toMinutes()
                    < 5);

            Files.delete(other.home());
            assertEquals(report, Backup.restore(folder.resolve("copy"), other.home(), Place.programs()));
            assertEquals("a document", Files.readString(other.home().resolve("blobs/ab/abcdef")));
            try (EmbeddedPostgres restored = other.start()) {
                at = restored.address();
                long left = number(at, "select count(*) from left_side");
                assertEquals(left, number(at, "select count(*) from right_side"), "a transaction was torn");
                assertEquals(left, number(at, "select max(id) from left_side"), "a row in the middle is missing");
                assertTrue(left >= confirmedBefore && left <= confirmed.get(), left + " rows");
                run(at, "insert into right_side values (-1)");
            }
        }
    }

    @Test
    void what_opens_the_secrets_in_settings_of_senders_comes_back_with_the_record() throws Exception {
        UUID source = Ids.next();
        try (Place place = Place.empty();
                Place other = Place.empty()) {
            place.start().close();
            String kept = new SealedSettings(place.home().toString()).seal(source, "password", "mật khẩu của kho ảnh");
            Backup.backup(place.home(), folder.resolve("copy"), Place.programs());
            Files.delete(other.home());
            Backup.restore(folder.resolve("copy"), other.home(), Place.programs());
            assertEquals(
                    Map.of("password", "mật khẩu của kho ảnh"),
                    new SealedSettings(other.home().toString()).open(source, Map.of("password", kept)));
        }
    }

    @Test
    void what_senders_are_read_by_comes_back_and_what_they_left_for_us_does_not() throws Exception {
        List<String> kept = List.of(
                "mappings/luot-kham.json",
                "dialects/lis-mau.json",
                "drivers/ojdbc.jar",
                "demo/anchor",
                "demo/fed.properties");
        List<String> left = List.of("drop/his/hoso.xml", "demo/orthanc/index");
        try (Place place = Place.empty();
                Place other = Place.empty()) {
            place.start().close();
            for (String file : Stream.concat(kept.stream(), left.stream()).toList()) {
                Files.createDirectories(place.home().resolve(file).getParent());
                Files.writeString(place.home().resolve(file), file);
            }
            Backup.backup(place.home(), folder.resolve("copy"), Place.programs());
            Files.delete(other.home());
            Backup.restore(folder.resolve("copy"), other.home(), Place.programs());
            for (String file : kept) {
                assertEquals(file, Files.readString(other.home().resolve(file)));
            }
            left.forEach(file -> assertFalse(Files.exists(other.home().resolve(file)), file));
        }
    }

    @Test
    void a_damaged_backup_is_refused_naming_the_file() throws Exception {
        try (Place place = Place.empty();
                Place other = Place.empty()) {
            place.start().close();
            blob(place, "ab/abcdef", "a document");
            Path copy = folder.resolve("copy");
            Backup.backup(place.home(), copy, Place.programs());
            Files.delete(other.home());
            Files.writeString(copy.resolve("blobs/ab/abcdef"), "A document");
            assertEquals(
                    "The backup in " + copy + " is damaged: blobs/ab/abcdef is not what was written.",
                    refused(() -> Backup.restore(copy, other.home(), Place.programs())));
            Files.delete(copy.resolve("blobs/ab/abcdef"));
            PrivateFiles.deleteTree(other.home());
            assertTrue(refused(() -> Backup.restore(copy, other.home(), Place.programs()))
                    .contains("blobs/ab/abcdef is missing"));
        }
    }

    @Test
    void nothing_is_written_into_a_folder_that_is_not_empty() throws Exception {
        try (Place place = Place.empty()) {
            place.start().close();
            Path used = Files.createDirectory(folder.resolve("used"));
            Files.writeString(used.resolve("precious"), "x");
            assertTrue(refused(() -> Backup.backup(place.home(), used, Place.programs()))
                    .contains("is not empty"));
            assertTrue(refused(() -> Backup.restore(folder.resolve("copy"), place.home(), Place.programs()))
                    .contains("is not empty"));
            assertTrue(refused(() -> Backup.backup(place.home(), place.home().resolve("inside"), Place.programs()))
                    .contains("must not contain one another"));
            try (Stream<Path> left = Files.list(used)) {
                assertEquals(1, left.count());
            }
            assertTrue(Backup.last(place.home()).isEmpty());
        }
    }

    @Test
    void an_unfinished_backup_is_not_taken_for_one() throws Exception {
        Path half = Files.createDirectories(folder.resolve("half/postgres")).getParent();
        assertTrue(refused(() -> Backup.restore(half, folder.resolve("new"), Place.programs()))
                .contains("holds no finished backup"));
        assertFalse(Files.exists(folder.resolve("new")));
        assertTrue(refused(() -> Backup.backup(folder.resolve("nothing"), folder.resolve("x"), Place.programs()))
                .startsWith("There is no EMR database in"));
    }

    /** Writes the next number into both tables in one transaction, again and again. */
    private static final class Writer {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong confirmed;
        private final Thread thread;
        private volatile SQLException trouble;

        Writer(DatabaseAddress at, AtomicLong confirmed) {
            this.confirmed = confirmed;
            this.thread = Thread.ofPlatform().start(() -> write(at));
        }

        long untilRunning() {
            while (confirmed.get() < 50) {
                Pause.of(Duration.ofMillis(5));
            }
            return confirmed.get();
        }

        void end() throws Exception {
            ended.set(true);
            thread.join();
            if (trouble != null) {
                throw trouble;
            }
        }

        private void write(DatabaseAddress at) {
            try (Connection connection = owner(at);
                    Statement sql = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (long id = 1; !ended.get(); id++) {
                    // The order changes, so that waiting for both tables at once meets a writer holding either.
                    String first = id % 2 == 0 ? "left_side" : "right_side";
                    String second = id % 2 == 0 ? "right_side" : "left_side";
                    sql.execute("insert into " + first + " (id) values (" + id + ")");
                    sql.execute("insert into " + second + " (id) values (" + id + ")");
                    connection.commit();
                    confirmed.set(id);
                }
            } catch (SQLException e) {
                trouble = e;
            }
        }
    }

    private static void blob(Place place, String name, String text) throws Exception {
        Path file = place.home().resolve("blobs").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String refused(Executable action) {
        return assertThrows(DatabaseUnusable.class, action).getMessage();
    }

    private static Connection owner(DatabaseAddress at) throws SQLException {
        Account owner = at.owner();
        return DriverManager.getConnection(at.jdbcUrl(), owner.user(), owner.password());
    }

    private static void run(DatabaseAddress at, String text) throws SQLException {
        try (Connection connection = owner(at);
                Statement sql = connection.createStatement()) {
            sql.execute(text);
        }
    }

    private static long number(DatabaseAddress at, String query) throws SQLException {
        try (Connection connection = owner(at);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
