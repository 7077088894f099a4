package vn.emr.core.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the monthly partitions of history, trace and messages ahead of time. Only the owner account may do that. Rows whose
 * month has none (a clock far off) go to the default partition, which is always kept.
 */
public final class Partitions {
    /** A server that is left alone for so long still has a partition for the month. */
    private static final int MONTHS_AHEAD = 6;

    private static final List<String> TABLES = List.of("inbound", "revision", "audit_event");

    private final String jdbcUrl;
    private final String owner;
    private final String password;

    public Partitions(String jdbcUrl, String owner, String password) {
        this.jdbcUrl = jdbcUrl;
        this.owner = owner;
        this.password = password;
    }

    /**
     * Makes what is missing from this month on; returns the names of new partitions.
     *
     * @throws StoreFault when the database says no
     */
    public List<String> ensure(Instant now) {
        List<String> made = new ArrayList<>();
        YearMonth first = YearMonth.from(now.atZone(ZoneOffset.UTC));
        try (Connection connection = DriverManager.getConnection(jdbcUrl, owner, password);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
                    YearMonth month = first.plusMonths(ahead);
                    String name = "%s_%d%02d".formatted(table, month.getYear(), month.getMonthValue());
                    if (!exists(statement, name) && !defaultHolds(statement, table, month)) {
                        statement.execute("create table %s partition of %s for values from ('%s') to ('%s')"
                                .formatted(name, table, start(month), start(month.plusMonths(1))));
                        made.add(name);
                    }
                }
            }
            return made;
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet results = statement.executeQuery("select to_regclass('" + name + "') is not null")) {
            return results.next() && results.getBoolean(1);
        }
    }

    /** A month whose rows are in the default partition already stays there: rows are not moved while people work. */
    private static boolean defaultHolds(Statement statement, String table, YearMonth month) throws SQLException {
        String time = table.equals("inbound") ? "received_at" : table.equals("revision") ? "committed_at" : "at";
        String sql = "select exists (select 1 from %s_default where %s >= '%s' and %s < '%s')"
                .formatted(table, time, start(month), time, start(month.plusMonths(1)));
        try (ResultSet results = statement.executeQuery(sql)) {
            return results.next() && results.getBoolean(1);
        }
    }

    private static String start(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }
}
