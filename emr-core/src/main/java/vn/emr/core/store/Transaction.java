package vn.emr.core.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.PGStatement;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * One open database transaction. Parameters are {@code ?}; arrays of UUID or String become SQL arrays; a text with a NUL and a
 * time far out of the calendar are refused (MALFORMED_FIELD).
 */
public final class Transaction {
    private static final Instant FIRST = Instant.parse("-4000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+200000-01-01T00:00:00Z");

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** All rows of a query, mapped. The caller bounds the number of rows in the SQL. */
    public <T> List<T> query(String sql, Function<Row, T> mapper, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return rows(statement, mapper);
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    /**
     * The same for questions that are found in different ways by what they are asked with: planned each time, for these parameters.
     * Functions of the database that it calls keep their plans.
     */
    public <T> List<T> queryPlanned(String sql, Function<Row, T> mapper, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            return rows(statement, mapper);
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Function<Row, T> mapper) throws SQLException {
        try (ResultSet results = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
                rows.add(mapper.apply(row));
            }
            return rows;
        }
    }

    /** Hands over the rows of a query one by one, however many they are, with so many at once on their way. */
    public void each(String sql, int atOnce, Consumer<Row> rows, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.setFetchSize(atOnce);
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results);
                while (results.next()) {
                    rows.accept(row);
                }
            }
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    /**
     * Asks several questions in one round trip. Each sees what was committed before it began, so a lock among them holds
     * for those after it.
     */
    public void ask(List<Question> questions) {
        if (questions.isEmpty()) {
            return;
        }
        String sql = questions.stream().map(Question::sql).collect(joining(";\n"));
        Object[] parameters =
                questions.stream().flatMap(q -> Arrays.stream(q.parameters())).toArray();
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.execute();
            for (Question question : questions) {
                try (ResultSet results = statement.getResultSet()) {
                    Row row = new Row(results);
                    while (results.next()) {
                        question.rows().accept(row);
                    }
                }
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    public <T> Optional<T> first(String sql, Function<Row, T> mapper, Object... parameters) {
        return query(sql, mapper, parameters).stream().findFirst();
    }

    /** Runs an insert, update or delete and tells how many rows it touched. */
    public int update(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw StoreFault.of(e);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, adapt(parameters[i]));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private Object adapt(Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Instant instant -> mustBeTime(instant).atOffset(ZoneOffset.UTC);
            case UUID[] ids -> connection.createArrayOf("uuid", ids);
            case byte[][] many -> connection.createArrayOf("bytea", many);
            case String[] texts -> {
                Arrays.stream(texts).forEach(Transaction::mustBeText);
                yield connection.createArrayOf("text", texts);
            }
            case String text -> mustBeText(text);
            case Enum<?> word -> word.name();
            default -> value;
        };
    }

    /** The same for times: those of PostgreSQL are from 4713 BC to 294276. */
    private static Instant mustBeTime(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a time that no calendar has");
        }
        return time;
    }

    /** The database takes no NUL in a text; asking it all the same would be a fault of ours in its eyes. */
    private static String mustBeText(String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a text holds a character that no text has");
        }
        return text;
    }
}
