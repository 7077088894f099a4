package vn.emr.core.outbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.Elsewhere;
import vn.emr.core.record.NounKind;

/**
 * How a subscriber is told of changes; from the settings of a source.
 *
 * @param address setting {@code webhook-address}: https, or http to this machine or for a source that may go without TLS
 * @param secret setting {@code webhook-secret}: at least 24 characters, or {@code whsec_} and base64
 * @param kinds setting {@code webhook-kinds}: nouns such as {@code encounter,diagnostic_report}; all when left out
 * @param tries setting {@code webhook-tries}: after so many an event that is not taken is parked; 10 unless told
 */
record Webhook(URI address, byte[] secret, Set<NounKind> kinds, int tries) {
    static final String ADDRESS = "webhook-address";
    private static final String PREFIX = "whsec_";
    private static final int LEAST_SECRET = 24;

    static boolean wants(Source source) {
        return source.settings != null && source.settings.get(ADDRESS) != null;
    }

    /** @throws Refusal MALFORMED_FIELD with a Vietnamese sentence when the source is not configured well */
    static Webhook of(Source source) {
        return new Webhook(
                address(source),
                secret(text(source, "webhook-secret", "")),
                kinds(text(source, "webhook-kinds", "")),
                tries(text(source, "webhook-tries", "10")));
    }

    private static URI address(Source source) {
        String text = text(source, ADDRESS, "");
        URI address = text.matches("https?://[^\\s?#@]{1,500}") ? parsed(text) : null;
        if (address == null || address.getHost() == null) {
            throw bad("webhook-address phải là địa chỉ https, không có tham số");
        }
        if (Elsewhere.literally(address.getHost())) {
            throw bad("webhook-address không được là địa chỉ link-local, multicast hoặc của dịch vụ đám mây");
        }
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost());
        if (address.getScheme().equals("http") && !here && !source.plainText) {
            throw bad("webhook-address phải là https, trừ khi hệ thống được phép không mã hóa");
        }
        return address;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            return null;
        }
    }

    private static byte[] secret(String text) {
        try {
            byte[] secret = text.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                    : text.getBytes(StandardCharsets.UTF_8);
            if (secret.length >= LEAST_SECRET) {
                return secret;
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below.
        }
        throw bad("webhook-secret cần ít nhất 24 ký tự, hoặc whsec_ và base64");
    }

    private static Set<NounKind> kinds(String text) {
        try {
            return text.isEmpty()
                    ? Set.of(NounKind.values())
                    : Arrays.stream(text.split(","))
                            .map(kind -> NounKind.valueOf(kind.strip().toUpperCase(java.util.Locale.ROOT)))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw bad("webhook-kinds có tên không được biết");
        }
    }

    private static int tries(String text) {
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw bad("webhook-tries phải là số từ 1 tới 999");
        }
        return Integer.parseInt(text);
    }

    /** The signature of one sending (standardwebhooks.com): HMAC-SHA-256 over id, time and body. */
    String signature(UUID id, long epochSecond, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + epochSecond + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static String text(Source source, String name, String otherwise) {
        String value = source.settings == null ? null : source.settings.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static Refusal bad(String sentence) {
        return new Refusal(Code.MALFORMED_FIELD, sentence);
    }
}
