package vn.emr.core.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One row of a query, read by column name; null stays null. Valid only inside the mapper it was given to. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    public UUID uuid(String column) {
        return get(column, UUID.class);
    }

    public String text(String column) {
        try {
            return results.getString(column);
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    public Integer integer(String column) {
        return get(column, Integer.class);
    }

    public Long number(String column) {
        return get(column, Long.class);
    }

    public Boolean bool(String column) {
        return get(column, Boolean.class);
    }

    public BigDecimal decimal(String column) {
        return get(column, BigDecimal.class);
    }

    public Instant instant(String column) {
        OffsetDateTime time = get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public byte[] bytes(String column) {
        try {
            return results.getBytes(column);
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    /** An array column of uuid or text. */
    @SuppressWarnings("unchecked")
    public <T> T[] array(String column) {
        try {
            var array = results.getArray(column);
            return array == null ? null : (T[]) array.getArray();
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    private <T> T get(String column, Class<T> type) {
        try {
            return results.getObject(column, type);
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }
}
