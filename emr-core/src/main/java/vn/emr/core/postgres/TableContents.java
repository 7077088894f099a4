package vn.emr.core.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * How many rows a table has and a sum over the contents of all of them, independent of their order. Equal sums do not
 * prove equality against an attacker; they find what disks and copying do.
 */
record TableContents(String table, long rows, String contents) {
    private static final String TABLES = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
               and n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast%'
             order by 1
            """;

    /** All tables as the connection's transaction sees them. */
    static List<TableContents> all(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<TableContents> all = new ArrayList<>();
        try (Statement sql = connection.createStatement()) {
            try (ResultSet row = sql.executeQuery(TABLES)) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            // The name comes quoted from the catalogue itself.
            for (String table : tables) {
                try (ResultSet row = sql.executeQuery(
                        "select count(*), sum(hashtextextended(t::text, 0)::numeric) from only " + table + " t")) {
                    row.next();
                    BigDecimal sum = row.getBigDecimal(2);
                    all.add(new TableContents(table, row.getLong(1), sum == null ? "0" : sum.toPlainString()));
                }
            }
        }
        return all;
    }
}
