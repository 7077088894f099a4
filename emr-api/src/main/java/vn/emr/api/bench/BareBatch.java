package vn.emr.api.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import vn.emr.api.bench.RowImages.Column;
import vn.emr.api.bench.RowImages.Row;

/**
 * What plain JDBC does with the rows of many messages at once: one transaction for all of them, one statement per table
 * that unfolds arrays, everything and the commit in one round trip, statements prepared once. Nothing faster is known short
 * of COPY.
 */
final class BareBatch implements Load.Worker {
    private final RowImages images;
    private final Connection connection;
    private final int messages;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param messages in each transaction */
    BareBatch(RowImages images, DataSource application, int messages) throws SQLException {
        this.images = images;
        this.connection = application.getConnection();
        this.messages = messages;
    }

    @Override
    public void once() throws SQLException {
        // In one order, whatever came first: else there would be a text, and a plan, for every order.
        Map<String, List<Object[]>> tables = new TreeMap<>();
        Map<String, Integer> firsts = new HashMap<>();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        for (int i = 0; i < messages; i++) {
            Map<UUID, UUID> ids = new HashMap<>();
            int any = ThreadLocalRandom.current().nextInt(images.messages().size());
            for (Row row : images.messages().get(any)) {
                firsts.put(row.table(), row.first());
                tables.computeIfAbsent(row.table(), t -> new ArrayList<>()).add(renewed(row, ids, now));
            }
        }
        PreparedStatement statement = statement(tables, firsts);
        int parameter = 1;
        for (Map.Entry<String, List<Object[]>> table : tables.entrySet()) {
            parameter = bind(statement, parameter, firsts.get(table.getKey()), table.getValue());
        }
        // With auto-commit all statements of one execution are one transaction.
        statement.execute();
    }

    private Object[] renewed(Row row, Map<UUID, UUID> ids, OffsetDateTime now) {
        Object[] values = new Object[row.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Bare.renewed(images.columns().get(row.first() + i), row.values()[i], ids, now);
        }
        return values;
    }

    private PreparedStatement statement(Map<String, List<Object[]>> tables, Map<String, Integer> firsts)
            throws SQLException {
        StringBuilder sql = new StringBuilder();
        tables.forEach((table, rows) -> {
            List<Column> columns = written(firsts.get(table), rows.getFirst().length);
            sql.append(sql.isEmpty() ? "" : ";\n").append("insert into ").append(table);
            sql.append(" (")
                    .append(String.join(", ", columns.stream().map(Column::name).toList()));
            sql.append(") select * from unnest(");
            sql.append(String.join(
                    ", ", columns.stream().map(c -> "?::" + c.type() + "[]").toList()));
            sql.append(")");
        });
        String text = sql.toString();
        PreparedStatement known = statements.get(text);
        if (known == null) {
            known = connection.prepareStatement(text);
            statements.put(text, known);
        }
        return known;
    }

    private List<Column> written(int first, int count) {
        return images.columns().subList(first, first + count).stream()
                .filter(Bare::written)
                .toList();
    }

    private int bind(PreparedStatement statement, int from, int first, List<Object[]> rows) throws SQLException {
        int parameter = from;
        for (int column = 0; column < rows.getFirst().length; column++) {
            Column about = images.columns().get(first + column);
            if (!Bare.written(about)) {
                continue;
            }
            Object[] values = about.type().equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = plain(rows.get(row)[column]);
            }
            String type = about.type().equals("timestamptz") || about.type().equals("jsonb") ? "text" : about.type();
            statement.setArray(parameter++, connection.createArrayOf(type, values));
        }
        return parameter;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Timestamp time -> time.toInstant().toString();
            case OffsetDateTime time -> time.toString();
            case null, default -> value;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
