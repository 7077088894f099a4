package vn.emr.his.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Values of columns as a notice can say them, whatever types a product has. */
final class Values {
    private enum Kind {
        TIME,
        TIME_WITH_ZONE,
        DAY,
        NUMBER,
        FLAG,
        BYTES,
        TEXT
    }

    private final ResultSet results;
    private final Kind[] kinds;

    Values(ResultSet results) throws SQLException {
        this.results = results;
        ResultSetMetaData columns = results.getMetaData();
        kinds = new Kind[columns.getColumnCount()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = kind(columns.getColumnType(i + 1), columns.getColumnTypeName(i + 1));
        }
    }

    private static Kind kind(int type, String name) {
        String product = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (product.equals("timestamptz")
                || product.equals("datetimeoffset")
                || product.contains("zone") && !product.contains("without")) {
            return Kind.TIME_WITH_ZONE;
        }
        return switch (type) {
            case Types.TIMESTAMP -> Kind.TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIME_WITH_ZONE;
            case Types.DATE -> Kind.DAY;
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> Kind.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Kind.FLAG;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
            default -> Kind.TEXT;
        };
    }

    /** Puts what is said into the row; returns about how many bytes that is. A value the driver cannot give is left out. */
    long into(ObjectNode row, String name, int column) throws SQLException {
        Object value = value(column);
        switch (value) {
            case null -> {
                return 0;
            }
            case BigDecimal number -> row.put(name, number);
            case Boolean flag -> row.put(name, flag);
            case byte[] bytes -> row.put(name, Base64.getEncoder().encodeToString(bytes));
            // Always with seconds: how exact a time is must not hang on its value.
            case LocalDateTime time -> row.put(name, DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            case OffsetDateTime time -> row.put(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
            default -> row.put(name, value.toString());
        }
        return row.get(name).isTextual() ? row.get(name).textValue().length() : Long.BYTES;
    }

    /** Days that are no days, such as 0000-00-00, make some drivers throw: then their text is taken, or nothing. */
    private Object value(int column) throws SQLException {
        try {
            return read(column);
        } catch (SQLException e) {
            if (results.isClosed()) {
                throw e;
            }
        }
        try {
            return results.getString(column);
        } catch (SQLException e) {
            if (results.isClosed()) {
                throw e;
            }
            return null;
        }
    }

    private Object read(int column) throws SQLException {
        return switch (kinds[column - 1]) {
            case TIME -> results.getObject(column, LocalDateTime.class);
            case TIME_WITH_ZONE -> results.getObject(column, OffsetDateTime.class);
            case DAY -> results.getObject(column, LocalDate.class);
            case NUMBER -> results.getBigDecimal(column);
            case FLAG -> {
                boolean flag = results.getBoolean(column);
                yield results.wasNull() ? null : flag;
            }
            case BYTES -> results.getBytes(column);
            case TEXT -> results.getString(column);
        };
    }

    /** A time or a number, null for anything else. */
    Object watermark(int column) throws SQLException {
        return switch (read(column)) {
            case LocalDateTime time -> time;
            case OffsetDateTime time -> time;
            case LocalDate day -> day.atStartOfDay();
            case BigDecimal number -> number;
            case null, default -> null;
        };
    }

    /** A number or a text. */
    Object key(int column) throws SQLException {
        return kinds[column - 1] == Kind.NUMBER ? results.getBigDecimal(column) : results.getString(column);
    }

    /** Whole numbers as such: an index of whole numbers is not used for decimals everywhere. */
    static void bind(PreparedStatement query, int place, Object value) throws SQLException {
        if (value instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0
                && number.precision() <= 18) {
            query.setLong(place, number.longValue());
        } else {
            query.setObject(place, value);
        }
    }
}
