package vn.emr.core.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** How a column travels as an array of {@code unnest} or alone, and how it comes back. */
enum ColumnType {
    UUID("uuid", "?::uuid[]", "uuid"),
    TEXT("text", "?::text[]", "text"),
    INTEGER("int4", "?::int4[]", "int4"),
    BIGINT("int8", "?::int8[]", "int8"),
    BOOLEAN("bool", "?::bool[]", "bool"),
    NUMERIC("numeric", "?::numeric[]", "numeric"),
    TIME("text", "?::timestamptz[]", "timestamptz"),
    BYTES("bytea", "?::bytea[]", "bytea"),
    JSON("text", "?::jsonb[]", "jsonb");

    final String arrayType;
    final String parameter;
    final String sqlType;

    ColumnType(String arrayType, String parameter, String sqlType) {
        this.arrayType = arrayType;
        this.parameter = parameter;
        this.sqlType = sqlType;
    }

    Object array(Connection connection, Object[] values) throws SQLException {
        return switch (this) {
            case UUID -> connection.createArrayOf(arrayType, values);
            case BYTES -> connection.createArrayOf(arrayType, copy(values, new byte[values.length][]));
            case INTEGER -> connection.createArrayOf(arrayType, copy(values, new Integer[values.length]));
            case BIGINT -> connection.createArrayOf(arrayType, copy(values, new Long[values.length]));
            case BOOLEAN -> connection.createArrayOf(arrayType, copy(values, new Boolean[values.length]));
            case NUMERIC -> connection.createArrayOf(arrayType, copy(values, new BigDecimal[values.length]));
            default -> connection.createArrayOf(arrayType, copy(values, new String[values.length]));
        };
    }

    /** How the column travels as a value of its own. */
    String value() {
        return this == JSON ? "?::jsonb" : "?";
    }

    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(
                    parameter,
                    switch (this) {
                        case UUID -> Types.OTHER;
                        case INTEGER -> Types.INTEGER;
                        case BIGINT -> Types.BIGINT;
                        case BOOLEAN -> Types.BOOLEAN;
                        case NUMERIC -> Types.NUMERIC;
                        case TIME -> Types.TIMESTAMP_WITH_TIMEZONE;
                        case BYTES -> Types.BINARY;
                        case TEXT, JSON -> Types.VARCHAR;
                    });
        } else {
            statement.setObject(parameter, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private static <T> T[] copy(Object[] from, T[] to) {
        for (int i = 0; i < from.length; i++) {
            @SuppressWarnings("unchecked")
            T value = (T) (from[i] instanceof Instant instant ? instant.toString() : from[i]);
            to[i] = value;
        }
        return to;
    }

    /** The value of a column in the form {@link Table#add} takes it, so that rows can be compared. */
    Object read(ResultSet results, int column) throws SQLException {
        return switch (this) {
            case UUID -> results.getObject(column, java.util.UUID.class);
            case INTEGER -> results.getObject(column, Integer.class);
            case BIGINT -> results.getObject(column, Long.class);
            case BOOLEAN -> results.getObject(column, Boolean.class);
            case NUMERIC -> results.getBigDecimal(column);
            case BYTES -> results.getBytes(column);
            case TIME -> {
                OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant().truncatedTo(ChronoUnit.MICROS);
            }
            default -> results.getString(column);
        };
    }
}
