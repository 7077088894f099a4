package vn.emr.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of one transaction, gathered table by table and written with one multi-row statement each, all in one round trip.
 */
final class RowBatch {
    private final Map<Table, List<Object[]>> rows = new EnumMap<>(Table.class);

    /** Adds a row; the values stand in the order of {@link Table#columns}. */
    void add(Table table, Object... values) {
        if (values.length != table.columns.size()) {
            throw new IllegalArgumentException(
                    table + " has " + table.columns.size() + " columns, got " + values.length);
        }
        rows.computeIfAbsent(table, t -> new ArrayList<>()).add(values);
    }

    /** The rows gathered for a table so far. */
    List<Object[]> of(Table table) {
        return rows.getOrDefault(table, List.of());
    }

    /**
     * Writes everything. A versioned row that was not written means somebody else wrote the version in between.
     *
     * @throws StoreFault when the database says no
     * @throws VersionConflict when a version was already taken
     */
    void write(Connection connection) {
        if (rows.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder();
        for (Table table : rows.keySet()) {
            sql.append(sql.isEmpty() ? "" : ";\n").append(table.writeSql);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            int parameter = 1;
            for (Map.Entry<Table, List<Object[]>> entry : rows.entrySet()) {
                parameter = bind(connection, statement, parameter, entry.getKey(), entry.getValue());
            }
            statement.execute();
            for (Map.Entry<Table, List<Object[]>> entry : rows.entrySet()) {
                int written = statement.getUpdateCount();
                if (entry.getKey().versioned && written != entry.getValue().size()) {
                    throw new VersionConflict();
                }
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
        rows.clear();
    }

    /**
     * Adds one row by itself: what opens a page leaves a single line in the trace, for which taking arrays apart costs more than
     * the row.
     */
    static void add(Connection connection, Table table, Object[] values) {
        try (PreparedStatement statement = connection.prepareStatement(table.addSql)) {
            for (int column = 0; column < values.length; column++) {
                table.types.get(column).bind(statement, column + 1, values[column]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    private static int bind(
            Connection connection, PreparedStatement statement, int first, Table table, List<Object[]> rows)
            throws SQLException {
        int parameter = first;
        for (int column = 0; column < table.columns.size(); column++) {
            Object[] values = new Object[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[column];
            }
            statement.setObject(parameter++, table.types.get(column).array(connection, values));
        }
        return parameter;
    }
}
