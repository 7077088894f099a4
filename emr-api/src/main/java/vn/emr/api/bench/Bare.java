package vn.emr.api.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import vn.emr.api.bench.RowImages.Column;
import vn.emr.api.bench.RowImages.Row;
import vn.emr.core.Ids;

/**
 * What plain JDBC does with the same rows: one transaction per message, one multi-row statement per table, all of them and
 * the commit in one round trip, statements prepared once.
 */
final class Bare implements Load.Worker {
    private static final Set<String> UNIQUE_TEXTS = Set.of(
            "control_id", "report_key", "coverage_key", "appointment_key", "immunization_key", "visit_number", "value");

    private static final Set<String> OUR_TIMES = Set.of("at", "received_at", "committed_at", "revised_at");

    private final RowImages images;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Bare(RowImages images, DataSource application) throws SQLException {
        this.images = images;
        this.connection = application.getConnection();
    }

    @Override
    public void once() throws SQLException {
        List<Row> rows = images.messages()
                .get(ThreadLocalRandom.current().nextInt(images.messages().size()));
        PreparedStatement statement = statement(rows);
        Map<UUID, UUID> ids = new HashMap<>();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        int parameter = 1;
        for (Row row : rows) {
            for (int i = 0; i < row.values().length; i++) {
                Column column = images.columns().get(row.first() + i);
                if (written(column)) {
                    bind(statement, parameter++, column, renewed(column, row.values()[i], ids, now));
                }
            }
        }
        // With auto-commit all statements of one execution are one transaction.
        statement.execute();
    }

    static boolean written(Column column) {
        return !column.name().equals("txid");
    }

    static Object renewed(Column column, Object value, Map<UUID, UUID> ids, OffsetDateTime now) {
        if (value instanceof RowImages.Made made) {
            return ids.computeIfAbsent(made.id(), old -> Ids.next());
        }
        if (value instanceof String text && UNIQUE_TEXTS.contains(column.name())) {
            // The same length: a number from 0 to 10^12 in base 36 and what is left of the old text.
            String unique = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
            return unique.length() >= text.length() ? unique : unique + text.substring(unique.length());
        }
        return value != null && OUR_TIMES.contains(column.name()) ? now : value;
    }

    private static void bind(PreparedStatement statement, int parameter, Column column, Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(
                    parameter,
                    switch (column.type()) {
                        case "text", "jsonb" -> Types.VARCHAR;
                        case "int4", "int2" -> Types.INTEGER;
                        case "bool" -> Types.BOOLEAN;
                        case "bytea" -> Types.BINARY;
                        case "numeric" -> Types.NUMERIC;
                        case "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
                        default -> Types.OTHER;
                    });
        } else if (value instanceof java.sql.Timestamp time) {
            statement.setObject(parameter, time.toInstant().atOffset(ZoneOffset.UTC));
        } else {
            statement.setObject(parameter, value);
        }
    }

    /** One text for all messages with as many rows in each table. */
    private PreparedStatement statement(List<Row> rows) throws SQLException {
        StringBuilder sql = new StringBuilder();
        String table = null;
        for (Row row : rows) {
            if (row.table().equals(table)) {
                sql.append(", ").append(marks(row));
            } else {
                table = row.table();
                sql.append(sql.isEmpty() ? "" : ";\n")
                        .append("insert into ")
                        .append(table)
                        .append(" (");
                sql.append(String.join(
                        ", ", columns(row).stream().map(Column::name).toList()));
                sql.append(") values ").append(marks(row));
            }
        }
        String text = sql.toString();
        PreparedStatement known = statements.get(text);
        if (known == null) {
            known = connection.prepareStatement(text);
            statements.put(text, known);
        }
        return known;
    }

    private List<Column> columns(Row row) {
        return images.columns().subList(row.first(), row.first() + row.values().length).stream()
                .filter(Bare::written)
                .toList();
    }

    private String marks(Row row) {
        return "("
                + String.join(
                        ", ", columns(row).stream().map(c -> "?::" + c.type()).toList())
                + ")";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
