package vn.emr.core.signature.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.outgoing.Elsewhere;
import vn.emr.core.signature.Algorithm;

/**
 * A signing service as the settings name it.
 *
 * @param kind setting {@code kind}: {@code vnpt-sp769}, {@code vnpt-csc} or {@code viettel-mysign}
 * @param base setting {@code address}: what stands before the paths of its documentation, such as {@code
 *     https://gwsca.vnpt.vn/sca/sp769}, {@code https://gwsca.vnpt.vn} or {@code https://remotesigning.viettel.vn/vtss/service/ras};
 *     https, plain only on this machine
 * @param client setting {@code client}: sp_id or client_id of this hospital
 * @param password setting {@code password}, kept sealed: sp_password or client_secret
 * @param profile setting {@code profile}: profile_id of MySign; null for the others
 * @param algorithm setting {@code algorithm}: how it signs with RSA keys, {@code rsa-pkcs1} (when left out) or {@code rsa-pss};
 *     {@code ecdsa} takes only keys for that
 * @param timeLimit setting {@code time-limit}: seconds for one answer, 1 to 60; 20 when left out
 * @param notifyAddress setting {@code notify-address}: where VNPT (CSC) tells the end of a transaction; null: it is asked only
 */
public record ProviderSettings(
        Kind kind,
        URI base,
        String client,
        String password,
        String profile,
        Algorithm algorithm,
        Duration timeLimit,
        URI notifyAddress) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int TIME_LIMIT_SECONDS = 20;

    /** What a service speaks. */
    public enum Kind {
        /** VNPT SmartCA, interface "sp769", documentation 4.1 of 2024. */
        VNPT_SP769,
        /** VNPT SmartCA, the interface like that of the Cloud Signature Consortium, documentation 1.1 of 15/05/2024. */
        VNPT_CSC,
        /** Viettel MySign, CSC 1.0 with an authorization that waits for the phone. */
        VIETTEL_MYSIGN
    }

    /**
     * @param settings opened: the password in clear
     * @throws Refusal MALFORMED_FIELD with a Vietnamese sentence and the name of the first setting that cannot work
     */
    public static ProviderSettings of(Map<String, String> settings) {
        Kind kind = kind(text(settings, "kind"));
        String profile = text(settings, "profile");
        must(
                kind != Kind.VIETTEL_MYSIGN || profile != null,
                "profile",
                "MySign cần profile, ví dụ adss:ras:profile:001");
        String notify = text(settings, "notify-address");
        return new ProviderSettings(
                kind,
                address("address", text(settings, "address")),
                secret(settings, "client"),
                secret(settings, "password"),
                profile,
                algorithm(settings),
                timeLimit(text(settings, "time-limit")),
                notify == null ? null : address("notify-address", notify));
    }

    /**
     * How a service signs by its settings.
     *
     * @throws Refusal MALFORMED_FIELD
     */
    public static Algorithm algorithm(Map<String, String> settings) {
        return algorithm(text(settings, "algorithm"));
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "vnpt-sp769" -> Kind.VNPT_SP769;
            case "vnpt-csc" -> Kind.VNPT_CSC;
            case "viettel-mysign" -> Kind.VIETTEL_MYSIGN;
            case null, default -> throw bad("kind", "Cần kind: vnpt-sp769, vnpt-csc hoặc viettel-mysign");
        };
    }

    private static Algorithm algorithm(String text) {
        return switch (text) {
            case "rsa-pkcs1" -> Algorithm.RSA_PKCS1_SHA256;
            case null -> Algorithm.RSA_PKCS1_SHA256;
            case "rsa-pss" -> Algorithm.RSA_PSS_SHA256;
            case "ecdsa" -> Algorithm.ECDSA_SHA256;
            default -> throw bad("algorithm", "Cần algorithm: rsa-pkcs1, rsa-pss hoặc ecdsa");
        };
    }

    private static Duration timeLimit(String text) {
        int seconds = text == null ? TIME_LIMIT_SECONDS : text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
        must(seconds >= 1 && seconds <= 60, "time-limit", "Cần số giây từ 1 đến 60");
        return Duration.ofSeconds(seconds);
    }

    private static URI address(String name, String text) {
        String sentence = "Cần địa chỉ https://máy[:cổng]/đường-dẫn, không kèm tên, mật khẩu, tham số";
        must(text != null && text.matches("https?://[^\\s?#@]{1,400}"), name, sentence);
        URI address;
        try {
            address = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw bad(name, sentence);
        }
        must(address.getHost() != null && !Elsewhere.literally(address.getHost()), name, sentence);
        must(
                address.getScheme().equals("https") || LOOPBACK.contains(address.getHost()),
                name,
                "Phải là https, trừ trên chính máy này");
        return address;
    }

    private static String secret(Map<String, String> settings, String name) {
        String text = text(settings, name);
        must(text != null && text.matches("\\P{Cntrl}{1,400}"), name, "Cần " + name + " do nhà cung cấp chữ ký số cấp");
        return text;
    }

    private static String text(Map<String, String> settings, String name) {
        String value = settings.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static void must(boolean holds, String name, String sentence) {
        if (!holds) {
            throw bad(name, sentence);
        }
    }

    private static Refusal bad(String name, String sentence) {
        return new Refusal(Code.MALFORMED_FIELD, sentence, name);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return kind + " at " + base;
    }
}
