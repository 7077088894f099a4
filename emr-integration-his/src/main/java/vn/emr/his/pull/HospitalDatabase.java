package vn.emr.his.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import vn.emr.core.organization.JdbcAddress;
import vn.emr.core.organization.JdbcAddress.Product;
import vn.emr.core.organization.PullSettings;
import vn.emr.his.NoticeTranslator;
import vn.emr.his.pull.Mapping.View;

/**
 * A database of the hospital, read and never written. Every connection is for one round, read-only; every question has a
 * limit of rows, bytes and time, and no transaction is open while its rows are handed over. What its driver says may hold
 * values, so troubles are told by SQLSTATE alone.
 */
final class HospitalDatabase {
    /** How long one question may take. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CONNECT_SECONDS = 10;
    private static final int NETWORK_MILLIS = 90_000;
    /** Rows the driver holds at a time. */
    private static final int FETCH = 8;

    /** Bytes of them: a notice of each may be as large as any. */
    private static final long FETCHED = (FETCH + 1L) * NoticeTranslator.SIZE_LIMIT;

    /** @param bytes about how large it is */
    record Row(ObjectNode columns, Mark mark, long bytes) {}

    /** @param more whether there may be further rows behind */
    record Page(List<Row> rows, boolean more) {}

    private final JdbcAddress address;
    private final PullSettings settings;
    private final Drivers drivers;
    private final Duration patience;

    /** @param patience with one question, in whole seconds */
    HospitalDatabase(PullSettings settings, Drivers drivers, Duration patience) {
        this.address = settings.database();
        this.settings = settings;
        this.drivers = drivers;
        this.patience = patience;
    }

    /** @throws PullTrouble when it cannot be reached or refuses the account */
    Connection connect() throws PullTrouble {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password() == null ? "" : settings.password());
        limits(properties);
        try {
            Connection connection = drivers.of(address.url()).connect(address.url(), properties);
            if (connection == null) {
                throw new PullTrouble("Trình điều khiển không nhận địa chỉ này", true);
            }
            try {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (SQLException e) {
            throw trouble(e, true);
        }
    }

    private void limits(Properties properties) {
        switch (address.product()) {
            case POSTGRESQL -> {
                properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
                properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
                properties.setProperty("ApplicationName", "emr");
                properties.setProperty("maxResultBuffer", String.valueOf(FETCHED));
            }
            case ORACLE -> {
                properties.setProperty("oracle.net.CONNECT_TIMEOUT", String.valueOf(CONNECT_SECONDS * 1000));
                properties.setProperty("oracle.jdbc.ReadTimeout", String.valueOf(NETWORK_MILLIS));
            }
            case SQLSERVER -> properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
            case MYSQL -> properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS * 1000));
        }
    }

    /** The rows behind a mark in the order of watermark and key; from the first one on when it is null. */
    Page page(Connection connection, View view, Mark from) throws PullTrouble {
        try (PreparedStatement query = connection.prepareStatement(sql(address.product(), view, from))) {
            query.setQueryTimeout((int) patience.toSeconds());
            query.setFetchSize(Math.min(view.page(), FETCH));
            query.setMaxRows(view.page());
            if (from != null) {
                Values.bind(query, 1, from.at());
                if (from.key() != null) {
                    Values.bind(query, 2, from.at());
                    Values.bind(query, 3, from.key());
                }
            }
            Page page;
            try (ResultSet results = query.executeQuery()) {
                page = read(results, view);
            }
            connection.rollback();
            return page;
        } catch (SQLException e) {
            throw trouble(e, false);
        }
    }

    /** Names are plain identifiers, see {@link MappingFile}; everything else is a parameter or a number. */
    static String sql(Product product, View view, Mark from) {
        String columns = String.join(", ", new TreeSet<>(view.columns()));
        String w = view.watermark();
        String k = view.key();
        String where = """
                %1$s is not null""";
        if (from != null && from.key() == null) {
            where = """
                    %1$s >= ?""";
        } else if (from != null) {
            where = """
                    %1$s >= ? and (%1$s > ? or %2$s > ?)""";
        }
        String rows = """
                %s from %s where %s order by %s, %s""".formatted(columns, view.name(), where.formatted(w, k), w, k);
        String whole =
                switch (product) {
                    case POSTGRESQL, MYSQL -> """
                    select %s limit %d""";
                    case SQLSERVER -> """
                    select top (%2$d) %1$s""";
                    case ORACLE -> """
                    select * from (select %s) where rownum <= %d""";
                };
        return whole.formatted(rows, view.page());
    }

    private static Page read(ResultSet results, View view) throws SQLException, PullTrouble {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        Values values = new Values(results);
        List<String> columns = new ArrayList<>(new TreeSet<>(view.columns()));
        while (results.next()) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            Object at = null;
            Object key = null;
            long size = 0;
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i);
                size += values.into(row, column, i + 1);
                at = column.equals(view.watermark()) ? values.watermark(i + 1) : at;
                key = column.equals(view.key()) ? values.key(i + 1) : key;
            }
            if (at == null || key == null) {
                throw new PullTrouble(
                        "Khung nhìn " + view.name() + ": cột mốc phải là thời gian hoặc số, cột khóa không được trống",
                        false);
            }
            rows.add(new Row(row, new Mark(at, key), size));
            bytes += size;
            if (bytes > NoticeTranslator.SIZE_LIMIT) {
                return new Page(rows, true);
            }
        }
        return new Page(rows, rows.size() == view.page());
    }

    private static PullTrouble trouble(SQLException e, boolean connecting) {
        String state = e.getSQLState() == null ? "?????" : e.getSQLState().replaceAll("[^A-Za-z0-9]", "?");
        String told =
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "28" -> "Cơ sở dữ liệu của bệnh viện từ chối tài khoản đã khai báo";
                    case "42" -> "Không có khung nhìn hoặc cột này, hoặc tài khoản không được đọc";
                    case "57" -> "Cơ sở dữ liệu của bệnh viện dừng câu hỏi: quá lâu hoặc đang tắt";
                    default ->
                        connecting
                                ? "Không kết nối được tới cơ sở dữ liệu của bệnh viện"
                                : "Cơ sở dữ liệu của bệnh viện trả lời lỗi";
                };
        boolean away = connecting || state.startsWith("08") || state.startsWith("57P");
        return new PullTrouble(told + " (SQLSTATE " + state + ")", away);
    }
}
