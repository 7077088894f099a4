package vn.emr.core.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import vn.emr.core.access.Secrets;
import vn.emr.core.federation.NotSignedIn.Why;

/**
 * The authorization code flow with PKCE S256: state, nonce and verifier are new for every sign-in, known to this server only and
 * bound to the browser by a key of its own; an answer uses them up, whatever becomes of it. Kept in memory: whoever is on the
 * way while the server restarts begins again.
 */
final class CodeFlow {
    /** From the button to the answer. */
    static final Duration ANSWERED_WITHIN = Duration.ofMinutes(10);

    private static final int MOST = 10_000;
    private static final int LONGEST_CODE = 4096;
    private static final int LONGEST_ANSWER = 256 * 1024;

    /**
     * A sign-in that was begun.
     *
     * @param to where the browser goes
     * @param browserKey what only this browser knows, and brings back
     */
    record Begun(URI to, String browserKey) {}

    /** What the browser brings back from the provider. */
    record Answer(String code, String state, String error, String issuer) {}

    private record Pending(String state, String nonce, String verifier, Instant begun) {}

    private final Provider provider;
    private final Discovery discovery;
    private final TokenCheck check;
    private final Clock clock;
    private final Cache<String, Pending> pending = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(ANSWERED_WITHIN)
            .build();

    CodeFlow(Provider provider, Discovery discovery, TokenCheck check, Clock clock) {
        this.provider = provider;
        this.discovery = discovery;
        this.check = check;
        this.clock = clock;
    }

    /** @throws NotSignedIn UNREACHABLE */
    Begun begin() {
        URI endpoint = discovery.endpoints().authorization();
        String browserKey = Secrets.next();
        Pending one = new Pending(Secrets.next(), Secrets.next(), Secrets.next(), clock.instant());
        pending.put(name(browserKey), one);
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", provider.clientId());
        asked.put("redirect_uri", provider.returnAddress().toString());
        asked.put("scope", "openid profile");
        asked.put("state", one.state());
        asked.put("nonce", one.nonce());
        asked.put("code_challenge", base64(Secrets.sha256(one.verifier())));
        asked.put("code_challenge_method", "S256");
        // At a desk of many people the one before must not be taken for the one who presses the button.
        asked.put("prompt", "login");
        asked.put("max_age", "0");
        String more = endpoint.getRawQuery() == null ? "?" : "&";
        return new Begun(URI.create(endpoint + more + form(asked)), browserKey);
    }

    /**
     * Changes what the browser brought back into what the provider says of the person.
     *
     * @throws NotSignedIn CANCELLED, LATE, NOT_VOUCHED or UNREACHABLE
     */
    JwtClaims finish(String browserKey, Answer answer) {
        Pending one = browserKey == null ? null : pending.asMap().remove(name(browserKey));
        if (one == null || !clock.instant().isBefore(one.begun().plus(ANSWERED_WITHIN))) {
            throw new NotSignedIn(Why.LATE, "not begun here");
        }
        if (!TokenCheck.same(one.state(), answer.state())) {
            throw new NotSignedIn(Why.LATE, "state");
        }
        // RFC 9207: a provider that names itself in the answer must be ours.
        TokenCheck.demand(answer.issuer() == null || answer.issuer().equals(provider.issuer()), "issuer of the answer");
        if (answer.error() != null) {
            throw new NotSignedIn(
                    Why.CANCELLED, answer.error().matches("[a-z_]{1,40}") ? answer.error() : "an error of no name");
        }
        TokenCheck.demand(
                answer.code() != null
                        && !answer.code().isEmpty()
                        && answer.code().length() <= LONGEST_CODE,
                "no code");
        return check.idToken(token(answer.code(), one.verifier()), one.nonce(), one.begun());
    }

    private String token(String code, String verifier) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("grant_type", "authorization_code");
        asked.put("code", code);
        asked.put("redirect_uri", provider.returnAddress().toString());
        asked.put("code_verifier", verifier);
        HttpRequest request = HttpRequest.newBuilder(discovery.endpoints().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + credentials())
                .POST(BodyPublishers.ofString(form(asked)))
                .build();
        HttpResponse<byte[]> answer = discovery.ask(request, LONGEST_ANSWER);
        TokenCheck.demand(answer.statusCode() == 200, "token endpoint " + answer.statusCode());
        JsonNode token = Discovery.json(answer.body()).path("id_token");
        TokenCheck.demand(token.isTextual(), "no ID token");
        return token.asText();
    }

    /** RFC 6749, 2.3.1: both are encoded as in a form before they are joined. */
    private String credentials() {
        String both = encoded(provider.clientId()) + ":" + encoded(provider.secret());
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String name(String browserKey) {
        return HexFormat.of().formatHex(Secrets.sha256(browserKey));
    }
}
