package vn.emr.core.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import vn.emr.core.federation.NotSignedIn.Why;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0) and its keys (RFC 7517): asked for when needed, kept for a
 * quarter of an hour, asked again for a key that is not known, but never more often than every ten seconds.
 */
final class Discovery {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration NOT_AGAIN = Duration.ofSeconds(10);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int LONGEST = 256 * 1024;
    private static final String PLACE = "/.well-known/openid-configuration";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where browsers are sent, and where codes are changed into tokens. */
    record Endpoints(URI authorization, URI token) {}

    private record Known(Instant at, Endpoints endpoints, List<JsonWebKey> keys) {}

    private final Provider provider;
    private final OutgoingHttp http;
    private final Clock clock;
    private Known known;
    private Instant asked = Instant.MIN;

    Discovery(Provider provider, OutgoingHttp http, Clock clock) {
        this.provider = provider;
        this.http = http;
        this.clock = clock;
    }

    /** @throws NotSignedIn UNREACHABLE */
    Endpoints endpoints() {
        return known(clock.instant().minus(KEPT)).endpoints();
    }

    /** @throws NotSignedIn UNREACHABLE */
    List<JsonWebKey> keys() {
        return known(clock.instant().minus(KEPT)).keys();
    }

    /**
     * The keys, for one that was not among them: asked for again unless that was done just now.
     *
     * @throws NotSignedIn UNREACHABLE
     */
    synchronized List<JsonWebKey> newerKeys() {
        Instant since = clock.instant().minus(NOT_AGAIN);
        return asked.isAfter(since) && known != null
                ? known.keys()
                : known(clock.instant()).keys();
    }

    private synchronized Known known(Instant since) {
        if (known != null && !known.at().isBefore(since)) {
            return known;
        }
        Instant now = clock.instant();
        // While it is away not everybody who wants to sign in waits for it.
        if (asked.isAfter(now.minus(NOT_AGAIN))) {
            throw new NotSignedIn(Why.UNREACHABLE, "the provider was asked just now");
        }
        asked = now;
        known = ask(now);
        return known;
    }

    private Known ask(Instant now) {
        JsonNode said = json(URI.create(provider.issuer().replaceFirst("/$", "") + PLACE));
        if (!provider.issuer().equals(said.path("issuer").asText())) {
            throw new NotSignedIn(Why.UNREACHABLE, "discovery names another issuer");
        }
        Endpoints endpoints = new Endpoints(address(said, "authorization_endpoint"), address(said, "token_endpoint"));
        try {
            JsonNode keys = json(address(said, "jwks_uri"));
            return new Known(now, endpoints, new JsonWebKeySet(keys.toString()).getJsonWebKeys());
        } catch (JoseException e) {
            throw new NotSignedIn(Why.UNREACHABLE, "the keys cannot be read");
        }
    }

    private static URI address(JsonNode said, String name) {
        try {
            URI address = URI.create(said.path(name).asText());
            if (Provider.mayBe(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new NotSignedIn(Why.UNREACHABLE, name + " is no address to go to");
    }

    private JsonNode json(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        HttpResponse<byte[]> answer = ask(request, LONGEST);
        if (answer.statusCode() != 200) {
            throw new NotSignedIn(Why.UNREACHABLE, "discovery was answered " + answer.statusCode());
        }
        return json(answer.body());
    }

    /** @throws NotSignedIn UNREACHABLE when there is no whole answer in time */
    HttpResponse<byte[]> ask(HttpRequest request, int longest) {
        try {
            return http.ask(request, longest, TIME);
        } catch (IOException e) {
            throw new NotSignedIn(Why.UNREACHABLE, "no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSignedIn(Why.UNREACHABLE, "stopping");
        }
    }

    /** @throws NotSignedIn UNREACHABLE when it is no JSON object */
    static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new NotSignedIn(Why.UNREACHABLE, "an answer that is no JSON object");
    }
}
