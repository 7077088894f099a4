package vn.emr.core.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.postgres.DatabaseAddress.Account;

class SafeDatabaseTest {
    @Test
    void the_embedded_database_is_safe() {
        try (Place place = Place.empty();
                EmbeddedPostgres postgres = place.start()) {
            DatabaseAddress address = postgres.address();
            assertDoesNotThrow(() -> SafeDatabase.mustBeSafe(address.jdbcUrl(), address.application()));
        }
    }

    @Test
    void a_database_with_the_safety_settings_off_is_refused_naming_each() throws Exception {
        try (Place place = Place.empty()) {
            place.start().close();
            Files.writeString(
                    place.home().resolve("postgres/local.conf"),
                    "fsync = off\nfull_page_writes = off\nsynchronous_commit = local\n");
            Unprivileged.here().own(place.home().resolve("postgres/local.conf"));
            try (EmbeddedPostgres postgres = place.start()) {
                DatabaseAddress address = postgres.address();
                String said = refused(address.jdbcUrl(), address.application());
                assertTrue(said.contains("fsync is off"), said);
                assertTrue(said.contains("full_page_writes is off"), said);
                assertTrue(said.contains("synchronous_commit is local"), said);
            }
        }
    }

    @Test
    void a_cluster_without_checksums_is_refused() throws Exception {
        try (Place place = Place.empty();
                ForeignServer foreign =
                        ForeignServer.start(place.cluster().binaries().home().resolve("bin"), place)) {
            String said = refused(foreign.url(), foreign.ordinary());
            assertEquals(
                    "The database is not safe for medical records: data_checksums is off"
                            + " (a failing disk would change the record unnoticed).",
                    said);
            assertTrue(refused(foreign.url(), foreign.superuser()).contains("is a superuser"));
        }
    }

    @Test
    void the_migrated_schema_gives_the_application_account_no_way_to_change_history() throws Exception {
        assertEquals(List.of(), tableFaults(TestDatabase.fresh()));
    }

    @Test
    void an_account_that_may_change_an_insert_only_table_or_one_partition_of_it_is_refused() throws Exception {
        DatabaseAddress address = TestDatabase.empty();
        asOwner(address, "create table revision (id int, at date) partition by range (at)");
        asOwner(address, "create table revision_default partition of revision default");
        asOwner(
                address,
                "grant select, insert on revision to " + address.application().user());
        assertEquals(List.of(), tableFaults(address));

        asOwner(
                address,
                "grant delete on revision_default to " + address.application().user());
        assertEquals(
                List.of("the application account may change or delete rows of revision_default"), tableFaults(address));

        asOwner(
                address,
                "revoke delete on revision_default from "
                        + address.application().user());
        asOwner(
                address,
                "grant update (at) on revision to " + address.application().user());
        assertEquals(List.of("the application account may change or delete rows of revision"), tableFaults(address));
    }

    @Test
    void the_owner_of_the_tables_is_refused_as_application_account() throws Exception {
        DatabaseAddress address = TestDatabase.empty();
        asOwner(address, "create table audit_event (id int)");
        String said = refused(address.jdbcUrl(), address.owner());
        assertTrue(said.contains("rows of audit_event"), said);
    }

    @Test
    void a_wrong_password_is_one_sentence_without_the_password() {
        DatabaseAddress address = TestDatabase.empty();
        Account wrong = new Account(address.application().user(), "guess-not-to-be-printed");
        String said = refused(address.jdbcUrl(), wrong);
        assertTrue(said.startsWith("The database cannot be reached as user " + wrong.user()), said);
        assertTrue(!said.contains(wrong.password()), said);
    }

    private static String refused(String url, Account account) {
        return assertThrows(DatabaseUnusable.class, () -> SafeDatabase.mustBeSafe(url, account))
                .getMessage();
    }

    private static List<String> tableFaults(DatabaseAddress address) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                address.jdbcUrl(),
                address.application().user(),
                address.application().password())) {
            return SafeDatabase.faults(connection).stream()
                    .filter(fault -> fault.contains("account"))
                    .toList();
        }
    }

    private static void asOwner(DatabaseAddress address, String text) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        address.jdbcUrl(),
                        address.owner().user(),
                        address.owner().password());
                Statement sql = connection.createStatement()) {
            sql.execute(text);
        }
    }
}
