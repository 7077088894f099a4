package vn.emr.core.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import vn.emr.core.postgres.DatabaseAddress.Account;

/** Makes the owner and the application account and the database of the embedded server. */
final class Accounts {
    static final String DATABASE = "emr";
    private static final String MAINTENANCE = "postgres";
    private static final String CANNOT_CONNECT_NOW = "57P03";
    private static final int RECOVERY_LIMIT_MINUTES = 60;

    private Accounts() {}

    /** Makes what is not there yet; repeating it changes nothing. */
    static void complete(int port, DatabaseSecrets secrets) throws SQLException {
        try (Connection connection = connect(port, MAINTENANCE, secrets.superuser());
                Statement sql = connection.createStatement()) {
            if (!exists(sql, "select 1 from pg_roles where rolname = '" + DatabaseSecrets.OWNER + "'")) {
                sql.execute(login(secrets.owner()));
            }
            if (!exists(sql, "select 1 from pg_roles where rolname = '" + DatabaseSecrets.APPLICATION + "'")) {
                sql.execute(login(secrets.application()));
            }
            if (!exists(sql, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                createDatabase(sql, DATABASE, "template0");
            }
        }
    }

    /** A database of the owner, closed to everybody but our accounts. */
    static void createDatabase(Statement sql, String name, String template) throws SQLException {
        sql.execute("create database " + name + " owner " + DatabaseSecrets.OWNER + " template " + template);
        sql.execute("revoke all on database " + name + " from public");
        sql.execute("grant connect on database " + name + " to " + DatabaseSecrets.APPLICATION);
    }

    /** Waits until a server that has started takes connections: after a restore it first walks to its moment. */
    static void awaitOpen(int port, DatabaseSecrets secrets) throws SQLException {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(RECOVERY_LIMIT_MINUTES);
        while (true) {
            try {
                connect(port, MAINTENANCE, secrets.superuser()).close();
                return;
            } catch (SQLException e) {
                if (!CANNOT_CONNECT_NOW.equals(e.getSQLState()) || System.nanoTime() > limit) {
                    throw e;
                }
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    /** True when the server on {@code port} knows our passwords, so it is ours and takes connections. */
    static boolean works(int port, DatabaseSecrets secrets) {
        try (Connection connection = connect(port, MAINTENANCE, secrets.superuser())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    static Connection connect(int port, String database, Account account) throws SQLException {
        DriverManager.setLoginTimeout(10);
        return DriverManager.getConnection(DatabaseAddress.url(port, database), account.user(), account.password());
    }

    private static String login(Account account) {
        // The password is our own base64 text: no quote can be in it.
        return "create role " + account.user() + " login password '" + account.password() + "'";
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return row.next();
        }
    }
}
