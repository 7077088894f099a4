package vn.emr.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import vn.emr.core.access.Secrets;

/**
 * An identity provider on a real socket that speaks OpenID Connect as strictly as the standard lets it: one client with one
 * redirect address, PKCE S256 or nothing, codes for one use. Whoever "signs in" there is told by {@link #signIn}; a test may have
 * a token made wrongly.
 */
public final class IdentityProvider implements AutoCloseable {
    public static final String CLIENT = "emr of the hospital";
    public static final String SECRET = "a secret: with signs + of all kinds %";

    /** How a token is signed. */
    public enum Signed {
        RIGHTLY,
        BY_NOBODY,
        /** HMAC with the public key as its secret, which everybody knows. */
        WITH_THE_PUBLIC_KEY,
        /** By a key of somebody else under the name of ours. */
        BY_ANOTHER
    }

    private record Code(Map<String, String> asked, Map<String, Object> claims, Signed signed) {}

    private final HttpServer server;
    private final String redirect;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    /** Paths that were asked, in their order. */
    public final List<String> asked = new ArrayList<>();
    /** What discovery says instead. */
    public final Map<String, Object> saysInstead = new HashMap<>();

    public volatile boolean down;
    private RsaJsonWebKey key;

    /** @param redirect the one address it sends browsers back to */
    public IdentityProvider(String redirect) {
        this.redirect = redirect;
        rotate("first");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/benh-vien";
    }

    /** From now on another key signs, and it is the only one that is shown. */
    public void rotate(String name) {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(name);
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a browser and its person do there: the address is opened, somebody signs in, and the browser is sent back.
     *
     * @param claims of the ID token besides, or instead of, the usual ones; a null leaves one out
     * @return what comes back with the browser
     */
    public static Map<String, String> signIn(URI address, Map<String, Object> claims, Signed signed) {
        String person = URLEncoder.encode(JsonUtil.toJson(claims), UTF_8);
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> sent = browser.send(
                    HttpRequest.newBuilder(URI.create(address + "&person=" + person + "&signed=" + signed))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (sent.statusCode() != 302) {
                throw new IllegalArgumentException(sent.body());
            }
            return form(URI.create(sent.headers().firstValue("Location").orElseThrow())
                    .getRawQuery());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A logout token, with these claims besides or instead. */
    public String logoutToken(Map<String, Object> claims) {
        Map<String, Object> all = usual();
        all.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return token(all, claims, Signed.RIGHTLY);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/realms/benh-vien", "");
        asked.add(path);
        try (exchange) {
            if (down) {
                send(exchange, 503, "text/plain", "away");
                return;
            }
            switch (path) {
                case "/.well-known/openid-configuration" -> send(exchange, 200, "application/json", discovery());
                case "/keys" -> send(exchange, 200, "application/json", keys());
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/logout-token" ->
                    send(
                            exchange,
                            200,
                            "text/plain",
                            logoutToken(Map.copyOf(form(exchange.getRequestURI().getRawQuery()))));
                default -> send(exchange, 404, "text/plain", "nothing here");
            }
        }
    }

    private String discovery() {
        Map<String, Object> says = new HashMap<>(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys"));
        says.putAll(saysInstead);
        return JsonUtil.toJson(says);
    }

    private String keys() {
        return new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asks = form(exchange.getRequestURI().getRawQuery());
        String wrong = !CLIENT.equals(asks.get("client_id"))
                ? "client"
                : !redirect.equals(asks.get("redirect_uri"))
                        ? "redirect_uri"
                        : !"code".equals(asks.get("response_type"))
                                        || !List.of(asks.getOrDefault("scope", "")
                                                        .split(" "))
                                                .contains("openid")
                                ? "response_type or scope"
                                : !"S256".equals(asks.get("code_challenge_method"))
                                                || asks.getOrDefault("code_challenge", "")
                                                                .length()
                                                        != 43
                                        ? "code_challenge"
                                        : null;
        if (wrong != null) {
            send(exchange, 400, "text/plain", wrong);
            return;
        }
        String code = Secrets.next();
        try {
            codes.put(code, new Code(asks, JsonUtil.parseJson(asks.get("person")), Signed.valueOf(asks.get("signed"))));
        } catch (JoseException e) {
            throw new IOException(e);
        }
        String back = redirect + "?code=" + code + "&state=" + URLEncoder.encode(asks.get("state"), UTF_8) + "&iss="
                + URLEncoder.encode(issuer(), UTF_8);
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asks = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String expected = URLEncoder.encode(CLIENT, UTF_8) + ":" + URLEncoder.encode(SECRET, UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Basic " + Base64.getEncoder().encodeToString(expected.getBytes(UTF_8))).equals(authorization)) {
            send(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}");
            return;
        }
        Code code = codes.remove(asks.getOrDefault("code", ""));
        boolean good = code != null
                && "authorization_code".equals(asks.get("grant_type"))
                && redirect.equals(asks.get("redirect_uri"))
                && code.asked().get("code_challenge").equals(challenge(asks.getOrDefault("code_verifier", "")));
        if (!good) {
            send(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        Map<String, Object> all = usual();
        all.put("nonce", code.asked().get("nonce"));
        all.put("auth_time", Instant.now().getEpochSecond());
        String token = token(all, code.claims(), code.signed());
        send(exchange, 200, "application/json", JsonUtil.toJson(Map.of("token_type", "Bearer", "id_token", token)));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.sha256(verifier));
    }

    private Map<String, Object> usual() {
        long now = Instant.now().getEpochSecond();
        return new HashMap<>(Map.of("iss", issuer(), "aud", CLIENT, "iat", now, "exp", now + 300));
    }

    private String token(Map<String, Object> usual, Map<String, Object> instead, Signed signed) {
        instead.forEach((name, value) -> {
            if (value == null) {
                usual.remove(name);
            } else {
                usual.put(name, value);
            }
        });
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(JsonUtil.toJson(usual));
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        try {
            switch (signed) {
                case RIGHTLY -> sign(jws, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
                case BY_NOBODY -> sign(jws, AlgorithmIdentifiers.NONE, null);
                case WITH_THE_PUBLIC_KEY ->
                    sign(
                            jws,
                            AlgorithmIdentifiers.HMAC_SHA256,
                            new HmacKey(key.getPublicKey().getEncoded()));
                case BY_ANOTHER ->
                    sign(
                            jws,
                            AlgorithmIdentifiers.RSA_USING_SHA256,
                            RsaJwkGenerator.generateJwk(2048).getPrivateKey());
            }
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sign(JsonWebSignature jws, String algorithm, java.security.Key with) {
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKey(with);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        Arrays.stream(text.split("&"))
                .map(field -> field.split("=", 2))
                .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], UTF_8)));
        return fields;
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
