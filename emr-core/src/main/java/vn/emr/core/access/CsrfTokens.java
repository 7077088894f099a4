package vn.emr.core.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.emr.core.store.Database;

/**
 * One CSRF token per session, the same in all tabs: HMAC-SHA256 (RFC 2104) of the session id under a key made at first
 * use. Renewing the session in one tab does not make the others' token stale.
 */
final class CsrfTokens {
    private static final String KEY = "csrf-key";

    private final Database database;
    private volatile byte[] key;

    CsrfTokens(Database database) {
        this.database = database;
    }

    String of(UUID sessionId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            byte[] sum = mac.doFinal(sessionId.toString().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private byte[] key() {
        if (key == null) {
            key = database.inTransaction(t -> {
                        t.update(
                                "insert into installation (name, value) values (?, ?) on conflict (name) do nothing",
                                KEY,
                                Secrets.next());
                        return t.first("select value from installation where name = ?", r -> r.text("value"), KEY);
                    })
                    .orElseThrow()
                    .getBytes(StandardCharsets.US_ASCII);
        }
        return key;
    }
}
