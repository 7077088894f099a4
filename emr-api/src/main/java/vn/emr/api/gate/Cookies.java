package vn.emr.api.gate;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookies of a browser session: never readable by scripts, never sent by other sites. */
final class Cookies {
    static final String ACCESS = "emr_access";
    static final String REFRESH = "emr_refresh";
    static final String BEGUN = "emr_provider";
    private static final Duration SIGN_IN = Duration.ofMinutes(10);
    private static final String API = "/api/v1";
    private static final String SESSION = "/api/v1/session";

    private Cookies() {}

    static NewCookie access(String token, boolean secure) {
        return cookie(ACCESS, token, API, Tokens.LIFE, secure);
    }

    static NewCookie refresh(String key, Duration life, boolean secure) {
        return cookie(REFRESH, key, SESSION, life, secure);
    }

    /** Comes along when the browser is sent back by the identity provider, which is another site; empty: not any more. */
    static NewCookie begun(String key, boolean secure) {
        Duration life = key.isEmpty() ? Duration.ZERO : SIGN_IN;
        return cookie(BEGUN, key, SESSION + "/provider", life, secure, NewCookie.SameSite.LAX);
    }

    static NewCookie[] none(boolean secure) {
        return new NewCookie[] {
            cookie(ACCESS, "", API, Duration.ZERO, secure), cookie(REFRESH, "", SESSION, Duration.ZERO, secure)
        };
    }

    private static NewCookie cookie(String name, String value, String path, Duration life, boolean secure) {
        return cookie(name, value, path, life, secure, NewCookie.SameSite.STRICT);
    }

    private static NewCookie cookie(
            String name, String value, String path, Duration life, boolean secure, NewCookie.SameSite site) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge((int) life.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(site)
                .build();
    }
}
