package vn.emr.api.start;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.access.Right;
import vn.emr.core.privacy.Declaration;
import vn.emr.core.privacy.Register;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;

/**
 * What the file for level 2 of information system security (hồ sơ đề xuất cấp độ) asks a system about itself: where data
 * goes, ports, parts, classes of data, who may do what, how many people are in it. In Vietnamese, as Markdown.
 */
final class Dossier {
    /** Personal data of so many people online asks for more than level 2 did so far. */
    private static final long MANY_PEOPLE = 10_000;

    private static final String ROLES = """
            select code, name_vi, reaches, rights, in_treatment, completed, archived, idle_minutes, second_factor
            from role_now where enabled and tenant_id = (select id from tenant order by id limit 1)
            union all
            select code, name_vi, reaches, rights, in_treatment, completed, archived, idle_minutes, second_factor
            from role_template where not exists (select 1 from tenant)
            order by code
            """;

    private record Role(
            String code,
            String name,
            List<String> reaches,
            Set<String> rights,
            Set<String> inTreatment,
            Set<String> completed,
            Set<String> archived,
            int idleMinutes,
            boolean secondFactor) {

        /** Where the right holds: always, or in which states of a record. */
        String cell(Right right) {
            if (!right.ofRecord()) {
                return rights.contains(right.name()) ? "x" : "";
            }
            return Stream.of("Đ", "H", "L")
                    .filter(state -> (state.equals("Đ") ? inTreatment : state.equals("H") ? completed : archived)
                            .contains(right.name()))
                    .collect(Collectors.joining());
        }
    }

    private Dossier() {}

    static String of(Settings settings, Database database) {
        StringBuilder text = new StringBuilder();
        text.append("# Hồ sơ cấp độ 2: phần do hệ thống tự ghi\n\n");
        text.append("Máy chủ ghi ra bằng `./emr dossier`, theo cấu hình và dữ liệu đang có; không sửa bằng tay.\n");
        flows(text);
        ports(text, settings);
        parts(text, settings);
        classes(text);
        roles(text, database);
        people(text, database);
        register(text, database);
        return text.toString();
    }

    private static void flows(StringBuilder text) {
        table(
                text,
                "1. Luồng dữ liệu",
                List.of("Từ", "Đến", "Cách truyền", "Dữ liệu", "Bảo vệ"),
                List.of(
                        List.of(
                                "HIS, LIS",
                                "máy chủ EMR",
                                "HL7 v2 qua MLLP",
                                "hành chính, lượt khám, chỉ định, kết quả",
                                "TLS với chứng thư của nguồn; không mã hóa chỉ khi được khai báo"),
                        List.of(
                                "HIS",
                                "máy chủ EMR",
                                "HTTP (thông báo, XML giám định, tệp dài)",
                                "như trên, hồ sơ giám định BHYT",
                                "HTTPS, khóa riêng của từng nguồn, phạm vi và hạn dùng"),
                        List.of(
                                "HIS, LIS",
                                "máy chủ EMR",
                                "thư mục tệp, SFTP, Kafka",
                                "như trên",
                                "quyền thư mục; SFTP và Kafka có khóa ghim và TLS"),
                        List.of(
                                "máy chủ EMR",
                                "cơ sở dữ liệu hoặc giao diện của HIS",
                                "JDBC chỉ đọc, HTTP",
                                "dữ liệu được khai báo trong tệp ánh xạ",
                                "TLS, tài khoản chỉ đọc"),
                        List.of(
                                "máy chủ EMR",
                                "kho ảnh",
                                "DICOMweb",
                                "tham chiếu ca chụp, không có ảnh",
                                "HTTPS, tài khoản riêng"),
                        List.of("máy chủ EMR", "LIS", "HL7 v2 qua MLLP", "chỉ định", "TLS, kiểm tra tên máy"),
                        List.of(
                                "máy chủ EMR",
                                "hệ thống đăng ký nhận",
                                "webhook, Kafka, hỏi lần lượt",
                                "có thay đổi gì, không có nội dung bệnh án",
                                "HTTPS, chữ ký HMAC"),
                        List.of(
                                "trình duyệt",
                                "máy chủ EMR",
                                "HTTPS",
                                "màn hình hồ sơ theo quyền",
                                "phiên có hạn, CSRF, chính sách nội dung"),
                        List.of(
                                "máy chủ EMR",
                                "nơi giữ điểm kiểm của nhật ký",
                                "thư mục, syslog TLS",
                                "giá trị băm đã ký, không có dữ liệu người bệnh",
                                "chữ ký ECDSA")));
    }

    private static void ports(StringBuilder text, Settings settings) {
        boolean tls = settings.get(Setting.EMR_TLS_CERT).isPresent();
        boolean web = tls || !settings.trustedProxies().isEmpty();
        boolean mllpTls = settings.get(Setting.EMR_MLLP_TLS_CERT).isPresent();
        String mllpHost = settings.get(Setting.EMR_MLLP_HOST).orElseThrow();
        String mllp = mllpTls ? "TLS hoặc không mã hóa theo nguồn" : "không mã hóa";
        table(
                text,
                "2. Cổng mở",
                List.of("Cổng", "Địa chỉ", "Dùng cho", "Mã hóa"),
                List.of(
                        List.of(
                                port(settings, Setting.EMR_HTTP_PORT),
                                web ? "mọi địa chỉ" : "127.0.0.1",
                                "màn hình và giao diện HTTP",
                                tls ? "TLS 1.2, 1.3" : web ? "do proxy" : "không, chỉ trong máy"),
                        List.of(port(settings, Setting.EMR_HIS_MLLP_PORT), mllpHost, "bản tin của HIS", mllp),
                        List.of(port(settings, Setting.EMR_LIS_MLLP_PORT), mllpHost, "bản tin của LIS", mllp),
                        List.of(
                                "tự chọn",
                                "127.0.0.1",
                                settings.externalDatabase().isPresent()
                                        ? "không có: dùng PostgreSQL của bệnh viện"
                                        : "PostgreSQL kèm theo",
                                "SCRAM-SHA-256, chỉ trong máy")));
    }

    private static String port(Settings settings, Setting port) {
        return settings.get(port).orElseThrow();
    }

    private static void parts(StringBuilder text, Settings settings) {
        String database = settings.externalDatabase().isPresent() ? "PostgreSQL của bệnh viện" : "PostgreSQL kèm theo";
        table(
                text,
                "3. Thành phần",
                List.of("Thành phần", "Vai trò"),
                List.of(
                        List.of(
                                "Máy chủ EMR (Java, Quarkus, Camel)",
                                "nhận bản tin, giữ hồ sơ, phân quyền, nhật ký, màn hình"),
                        List.of(database, "hồ sơ, nhật ký, hàng đợi; tài khoản ứng dụng không sửa, không xóa lịch sử"),
                        List.of("Kho tệp `blobs`", "tài liệu và bản tin lớn, đặt tên theo SHA-256"),
                        List.of(
                                "Thư mục `keys`",
                                "khóa ký, khóa niêm phong cấu hình, mật khẩu cơ sở dữ liệu; chỉ chủ sở hữu đọc")));
        text.append("\nDanh mục đầy đủ kèm phiên bản và giá trị băm: `emr.cdx.json` (CycloneDX) trong gói cài đặt.\n");
    }

    private static void classes(StringBuilder text) {
        String nouns =
                Stream.of(NounKind.values()).map(kind -> "`" + kind + "`").collect(Collectors.joining(", "));
        table(
                text,
                "4. Lớp dữ liệu",
                List.of("Lớp", "Gồm", "Giữ"),
                List.of(
                        List.of(
                                "Dữ liệu cá nhân nhạy cảm (sức khỏe)",
                                nouns,
                                "theo thời hạn của hồ sơ bệnh án; chỉ thêm phiên bản"),
                        List.of("Bản tin gốc", "từng bản tin như đã đến, kết quả xử lý", "cùng hồ sơ"),
                        List.of(
                                "Nhật ký truy cập",
                                "ai, lúc nào, từ đâu, làm gì, vì sao; được niêm phong theo chuỗi",
                                "cùng hồ sơ, không xóa theo tuổi"),
                        List.of(
                                "Tài khoản và quyền",
                                "người dùng, vai trò, phiên",
                                "còn dùng; lịch sử vai trò giữ lại"),
                        List.of(
                                "Bí mật",
                                "khóa nguồn (chỉ SHA-256), mật khẩu hệ thống ngoài (niêm phong AES-256-GCM), mật khẩu người (Argon2id)",
                                "tới khi thay"),
                        List.of(
                                "Nhật ký kỹ thuật",
                                "sự kiện của máy chủ, không có dữ liệu người bệnh",
                                "theo máy chủ")));
    }

    private static void roles(StringBuilder text, Database database) {
        List<Role> roles = database.query(
                ROLES,
                row -> new Role(
                        row.text("code"),
                        row.text("name_vi"),
                        List.of(row.<String>array("reaches")),
                        Set.of(row.<String>array("rights")),
                        Set.of(row.<String>array("in_treatment")),
                        Set.of(row.<String>array("completed")),
                        Set.of(row.<String>array("archived")),
                        row.integer("idle_minutes"),
                        row.bool("second_factor")));
        table(
                text,
                "5. Vai trò",
                List.of("Vai trò", "Tên", "Phạm vi", "Phút không thao tác", "Lớp xác thực thứ hai"),
                roles.stream()
                        .map(role -> List.of(
                                role.code(),
                                role.name(),
                                String.join(", ", new TreeSet<>(role.reaches())),
                                Integer.toString(role.idleMinutes()),
                                role.secondFactor() ? "luôn luôn" : "theo mạng"))
                        .toList());
        text.append(
                "\nMa trận quyền: x là có; với quyền trên hồ sơ, Đ là khi đang điều trị, H là đã hoàn thành, L là đã lưu trữ.\n");
        for (Right right : Right.values()) {
            if (right.ofPeople()) {
                String cells = roles.stream()
                        .filter(role -> !role.cell(right).isEmpty())
                        .map(role -> role.code() + (right.ofRecord() ? " (" + role.cell(right) + ")" : ""))
                        .collect(Collectors.joining(", "));
                text.append("\n- `").append(right).append("`: ").append(cells.isEmpty() ? "không vai trò nào" : cells);
            }
        }
        text.append('\n');
    }

    private static void people(StringBuilder text, Database database) {
        long people = database.first("select count(*) as n from patient", row -> row.number("n"))
                .orElse(0L);
        text.append("\n## 6. Số người bệnh trực tuyến\n\n")
                .append(String.format("%,d", people).replace(',', '.'))
                .append(
                        people > MANY_PEOPLE
                                ? " người: VƯỢT ngưỡng 10.000, cần xem lại cấp độ.\n"
                                : " người: dưới ngưỡng 10.000 để xem lại cấp độ.\n");
    }

    private static void register(StringBuilder text, Database database) {
        table(
                text,
                "7. Sổ xử lý dữ liệu cá nhân",
                List.of("Nơi nhận", "Mục đích", "Căn cứ", "Dữ liệu", "Bên nhận", "Quốc gia", "Thời hạn"),
                Register.of(database, null, Instant.now()).stream()
                        .map(Dossier::destination)
                        .toList());
    }

    private static List<String> destination(Register.Destination to) {
        Declaration said = to.declared();
        if (said == null) {
            return List.of(to.name(), "chưa khai báo: không gửi gì", "", "", "", "", "");
        }
        String ground =
                switch (said.ground()) {
                    case CARE -> "khám bệnh, chữa bệnh";
                    case LEGAL_DUTY -> "nghĩa vụ theo luật";
                    case PROCESSOR -> "bên xử lý theo hợp đồng";
                    case CONSENT -> "sự đồng ý của người bệnh";
                };
        return Stream.of(
                        to.name(),
                        said.purpose(),
                        said.basis() == null ? ground : ground + ": " + said.basis(),
                        said.data(),
                        said.receiver(),
                        said.country(),
                        said.term())
                .map(cell -> cell == null ? "" : cell.replace('|', '/').replaceAll("\\s+", " "))
                .toList();
    }

    private static void table(StringBuilder text, String title, List<String> head, List<List<String>> rows) {
        text.append("\n## ").append(title).append("\n\n");
        text.append("| ").append(String.join(" | ", head)).append(" |\n");
        text.append("|").append("---|".repeat(head.size())).append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    }
}
