package vn.emr.his.pull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;

/** A hospital's own database with the view its IT made for us, and an account that may read that view alone. */
final class HospitalView {
    final DatabaseAddress address = TestDatabase.empty();
    final String user;

    HospitalView() throws SQLException {
        user = address.application().user();
        run("create schema emr");
        run("""
                create table emr.luot_kham (
                  id bigint primary key, so_vao_vien text, ma_bn text, ho_ten text, ngay_sinh date, gioi_tinh text,
                  so_cccd text, so_the_bhyt text, dien_thoai text, trang_thai int, hinh_thuc text,
                  ngay_vao timestamp, ngay_ra timestamp, ma_khoa text, ly_do text, ngay_sua timestamp)
                """);
        run("create view emr.v_luot_kham as select * from emr.luot_kham");
        run("grant usage on schema emr to " + user);
        run("grant select on emr.v_luot_kham to " + user);
    }

    String url() {
        return address.jdbcUrl().replaceFirst("\\?.*", "");
    }

    int port() {
        return Integer.parseInt(url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    String password() {
        return address.application().password();
    }

    /** Something the hospital's own systems do. */
    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        url(), address.owner().user(), address.owner().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Visits with numbers in this range, changed one minute after the other. */
    void visits(int from, int to, String firstChange) throws SQLException {
        run("""
                insert into emr.luot_kham
                select n, 'LK' || n, lpad(n::text, 7, '0'), 'Người thứ ' || n, '1958-03-01', 'Nữ', null, null, null, 1,
                       'NOI_TRU', '2026-03-01 08:00', null, 'NOI', 'Đau bụng',
                       timestamp '%s' + (n - %d) * interval '1 minute'
                from generate_series(%d, %d) as n
                """.formatted(firstChange, from, from, to - 1));
    }
}
