package vn.emr.core.organization;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.emr.core.outgoing.Elsewhere;

/**
 * What is fetched from a sender that does not send, as its settings say.
 *
 * @param mappings setting {@code pull-mappings}: names of mapping files, in the order they are read
 * @param database setting {@code pull-database}: its JDBC address; null when it is asked over HTTP
 * @param api setting {@code pull-address}: base of its HTTP interface, without a slash at the end; null for a database
 * @param user setting {@code pull-user}, with {@code password}
 * @param bearer setting {@code bearer}: token of the HTTP interface instead of user and password
 * @param every setting {@code pull-every}: seconds between two rounds, 5 to 86,400; 60 when left out
 * @param again setting {@code pull-again}: minutes until an open visit is asked for again, 1 to 1,440; 15 when left out
 * @param from setting {@code pull-from}: the day a list is first asked from; null for the day before the first round
 */
public record PullSettings(
        List<String> mappings,
        JdbcAddress database,
        URI api,
        String user,
        String password,
        String bearer,
        Duration every,
        Duration again,
        LocalDate from) {
    /** Settings that are the pull door's alone. */
    public static final String PREFIX = "pull-";

    /** A setting that cannot work, with a Vietnamese sentence. */
    public static final class Fault extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final String setting;

        private Fault(String setting, String sentence) {
            super(sentence);
            this.setting = setting;
        }

        public String setting() {
            return setting;
        }
    }

    /**
     * @param plainText whether the sender may do without TLS on another machine
     * @throws Fault for the first setting that cannot work
     */
    public static PullSettings of(Map<String, String> settings, boolean plainText) {
        Map<String, String> given = settings == null ? Map.of() : settings;
        String database = text(given, "pull-database");
        String api = text(given, "pull-address");
        must((database == null) != (api == null), "pull-database", "Cần đúng một trong pull-database và pull-address");
        String bearer = text(given, "bearer");
        String user = text(given, "pull-user");
        must(database == null || user != null, "pull-user", "Cần pull-user: tài khoản chỉ đọc của cơ sở dữ liệu");
        must(
                bearer == null || api != null && user == null,
                "bearer",
                "bearer chỉ dùng với pull-address, thay cho pull-user");
        must(
                (user + bearer + text(given, "password")).matches("\\P{Cntrl}{0,4000}"),
                "password",
                "Tên, mật khẩu và bearer không được có ký tự điều khiển");
        must(bearer == null || bearer.matches("[\\x21-\\x7E]+"), "bearer", "bearer có ký tự không dùng được");
        return new PullSettings(
                mappings(text(given, "pull-mappings")),
                database == null ? null : database(database, plainText),
                api == null ? null : api(api, plainText),
                user,
                text(given, "password"),
                bearer,
                Duration.ofSeconds(number(given, "pull-every", 60, 5, 86_400)),
                Duration.ofMinutes(number(given, "pull-again", 15, 1, 1_440)),
                day(text(given, "pull-from")));
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "pull " + mappings;
    }

    private static List<String> mappings(String text) {
        List<String> names = text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
        must(
                !names.isEmpty()
                        && names.size() <= 20
                        && names.stream().allMatch(name -> name.matches("[a-z][a-z0-9-]{0,39}"))
                        && names.stream().distinct().count() == names.size(),
                "pull-mappings",
                "Cần tên các tệp ánh xạ, cách nhau bằng dấu phẩy, ví dụ sen-vang-nguoi-benh, sen-vang-luot-kham");
        return names;
    }

    private static JdbcAddress database(String text, boolean plainText) {
        JdbcAddress address;
        try {
            address = JdbcAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Fault(
                    "pull-database",
                    "Cần địa chỉ JDBC của PostgreSQL, Oracle, SQL Server hoặc MySQL, chỉ với các tham số được phép, không"
                            + " kèm tên và mật khẩu; ví dụ jdbc:postgresql://10.0.0.5:5432/his?sslmode=require");
        }
        must(
                address.encrypted() || address.here() || plainText,
                "pull-database",
                "Kết nối tới máy khác phải mã hóa (sslmode, encrypt, tcps), trừ khi hệ thống được phép không mã hóa");
        return address;
    }

    private static URI api(String text, boolean plainText) {
        String sentence = "Cần địa chỉ https://máy[:cổng]/đường-dẫn, không kèm tên, mật khẩu, tham số";
        must(text.matches("(?i)https?://[^\\s?#@{}]{1,400}"), "pull-address", sentence);
        URI base;
        try {
            base = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new Fault("pull-address", sentence);
        }
        must(base.getHost() != null, "pull-address", sentence);
        String host = base.getHost();
        must(!Elsewhere.literally(host), "pull-address", "Không hỏi địa chỉ link-local hoặc multicast");
        boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        must(
                "https".equalsIgnoreCase(base.getScheme()) || here || plainText,
                "pull-address",
                "Phải là https, trừ khi hệ thống được phép không mã hóa");
        return base;
    }

    private static LocalDate day(String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Fault("pull-from", "Cần một ngày như 2026-01-31");
        }
    }

    private static int number(Map<String, String> settings, String name, int otherwise, int least, int most) {
        String text = text(settings, name);
        int number = text == null ? otherwise : text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        must(number >= least && number <= most, name, "Cần một số từ " + least + " đến " + most);
        return number;
    }

    private static String text(Map<String, String> settings, String name) {
        String value = settings.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static void must(boolean holds, String setting, String sentence) {
        if (!holds) {
            throw new Fault(setting, sentence);
        }
    }
}
