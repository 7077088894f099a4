package vn.emr.api.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts the transactions in which the server wrote messages: each left its number in the outbox. */
final class Commits implements AutoCloseable {
    private final Connection owner;

    Commits(PackagedServer server) throws IOException, SQLException {
        owner = server.database("emr", "emr_owner").getConnection();
    }

    /** A number above that of every transaction that began before now. */
    long now() throws SQLException {
        try (Statement sql = owner.createStatement();
                ResultSet row = sql.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())::text::int8")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Transactions that wrote something of the record since then. */
    long since(long then) throws SQLException {
        try (PreparedStatement sql =
                owner.prepareStatement("select count(distinct txid) from outbox where txid >= ?::text::xid8")) {
            sql.setString(1, Long.toString(then));
            try (ResultSet row = sql.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
