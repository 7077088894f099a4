package vn.emr.core.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import vn.emr.core.postgres.DatabaseAddress.Account;

class TestDatabaseTest {
    @Test
    void each_call_gives_a_database_of_its_own_that_the_owner_may_shape_and_the_application_may_not() throws Exception {
        DatabaseAddress one = TestDatabase.fresh();
        DatabaseAddress two = TestDatabase.fresh();
        assertNotEquals(one.jdbcUrl(), two.jdbcUrl());
        run(one, one.owner(), "create table only_here (id int)");
        assertThrows(SQLException.class, () -> run(two, two.owner(), "select * from only_here"));
        assertThrows(SQLException.class, () -> run(one, one.application(), "create table not_allowed (id int)"));
        assertThrows(SQLException.class, () -> run(one, one.application(), "create schema not_allowed"));
        assertThrows(SQLException.class, () -> run(one, one.application(), "drop table only_here"));
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "EMR_TEST_JDBC_URL", matches = ".+", disabledReason = "locale is the host's")
    void vietnamese_capitals_are_known_to_the_database() throws Exception {
        DatabaseAddress address = TestDatabase.empty();
        try (Connection connection = DriverManager.getConnection(
                        address.jdbcUrl(),
                        address.application().user(),
                        address.application().password());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select upper('đặng')")) {
            row.next();
            assertEquals("ĐẶNG", row.getString(1));
        }
    }

    private static void run(DatabaseAddress address, Account account, String text) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), account.user(), account.password());
                Statement sql = connection.createStatement()) {
            sql.execute(text);
        }
    }
}
