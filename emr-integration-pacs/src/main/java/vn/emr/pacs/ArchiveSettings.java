package vn.emr.pacs;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.Elsewhere;

/**
 * How one archive is asked, from the settings of its source.
 *
 * @param base address of its DICOMweb service, without a slash at the end
 * @param authorization value of the header, null when the archive wants none
 * @param period time between two looks ({@code periodSeconds}, default 30)
 * @param windowDays how far back studies are asked for ({@code windowDays}, default 30)
 * @param pageSize studies per request ({@code pageSize}, default 100)
 * @param timeLimit for one whole answer ({@code timeoutSeconds}, default 20)
 */
record ArchiveSettings(
        URI base, String authorization, Duration period, int windowDays, int pageSize, Duration timeLimit) {

    /** Reads {@code address} and the settings, among them {@code username} and {@code password}, or {@code bearer}. */
    static ArchiveSettings of(Source source) throws ArchiveTrouble {
        Map<String, String> settings = source.settings == null ? Map.of() : source.settings;
        return new ArchiveSettings(
                base(source.address),
                authorization(settings),
                Duration.ofSeconds(number(settings, "periodSeconds", 30, 1, 86_400)),
                number(settings, "windowDays", 30, 1, 3_660),
                number(settings, "pageSize", 100, 1, 1_000),
                Duration.ofSeconds(number(settings, "timeoutSeconds", 20, 1, 600)));
    }

    private static URI base(String address) throws ArchiveTrouble {
        try {
            URI base = URI.create(address.strip().replaceAll("/+$", ""));
            boolean web = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
            if (web
                    && base.getHost() != null
                    && !Elsewhere.literally(base.getHost())
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null) {
                return base;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw new ArchiveTrouble(
                "Địa chỉ kho ảnh phải có dạng http(s)://máy[:cổng]/đường-dẫn, không kèm tên và mật khẩu");
    }

    private static String authorization(Map<String, String> settings) throws ArchiveTrouble {
        String bearer = settings.get("bearer");
        String user = settings.get("username");
        if (bearer != null && user != null) {
            throw new ArchiveTrouble("Khai báo cả bearer lẫn username: chỉ được dùng một");
        }
        String value = null;
        if (bearer != null) {
            value = "Bearer " + bearer;
        } else if (user != null) {
            String pair = user + ":" + settings.getOrDefault("password", "");
            value = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
        if (value != null && !value.matches("[\\x20-\\x7E]+")) {
            throw new ArchiveTrouble("bearer có ký tự không hợp lệ");
        }
        return value;
    }

    private static int number(Map<String, String> settings, String name, int otherwise, int least, int most)
            throws ArchiveTrouble {
        String text = settings.get(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new ArchiveTrouble("Giá trị " + name + " phải là số từ " + least + " đến " + most);
        }
        return number;
    }
}
