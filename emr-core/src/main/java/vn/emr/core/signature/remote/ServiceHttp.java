package vn.emr.core.signature.remote;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * What all signing services have in common: they are asked by POST of JSON below one address, and answer JSON. What is answered
 * has limits of size, time, depth and length, and is never quoted.
 */
final class ServiceHttp {
    private static final int LONGEST = 1 << 20;
    private static final JsonMapper JSON = json();

    private final ProviderSettings settings;
    private final OutgoingHttp http;

    /** @param body missing when it is no JSON, which only happens beside a status other than 200 */
    record Answer(int status, JsonNode body) {}

    ServiceHttp(ProviderSettings settings, OutgoingHttp http) {
        this.settings = settings;
        this.http = http;
    }

    private static JsonMapper json() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(20)
                        .maxNumberLength(40)
                        .maxStringLength(LONGEST)
                        .build());
        return mapper;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** JSON of somebody else; missing when it is none. */
    static JsonNode read(byte[] body) {
        try {
            JsonNode read = body.length > LONGEST ? null : JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException none) {
            return MissingNode.getInstance();
        }
    }

    /** @throws Refusal TEMPORARY */
    Answer post(String path, ObjectNode body, String bearer) {
        return post(path, body, bearer, settings.timeLimit());
    }

    /**
     * @param bearer null when the body says who asks
     * @throws Refusal TEMPORARY
     */
    Answer post(String path, ObjectNode body, String bearer, Duration limit) {
        HttpRequest.Builder request = to(path, "application/json").POST(BodyPublishers.ofString(body.toString()));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(request.build(), limit);
    }

    /** @throws Refusal TEMPORARY */
    Answer postForm(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                to(path, "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                settings.timeLimit());
    }

    private HttpRequest.Builder to(String path, String type) {
        return HttpRequest.newBuilder(URI.create(settings.base() + path))
                .header("Accept", "application/json")
                .header("Content-Type", type);
    }

    private Answer send(HttpRequest request, Duration limit) {
        try {
            HttpResponse<byte[]> answer = http.ask(request, LONGEST, limit);
            JsonNode body = read(answer.body());
            if (answer.statusCode() == 200 && body.isMissingNode()) {
                throw unreadable();
            }
            return new Answer(answer.statusCode(), body);
        } catch (IOException away) {
            throw new Refusal(Code.TEMPORARY, "the signing service gave no whole answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.TEMPORARY, "stopping");
        }
    }

    /** Why an answer that is no answer cannot be used, by its status: our fault and theirs are mended by others. */
    static Refusal refused(int status) {
        return switch (status) {
            case 401, 403 ->
                new Refusal(
                        Code.NOT_APPLICABLE, "the signing service refuses the account of this server or the person");
            case 400, 404, 405, 409, 413, 415, 422 ->
                new Refusal(Code.NOT_APPLICABLE, "the signing service does not take what it was asked");
            default -> new Refusal(Code.TEMPORARY, "the signing service cannot answer now");
        };
    }

    static Refusal unreadable() {
        return new Refusal(Code.TEMPORARY, "the signing service answered what cannot be read");
    }

    /**
     * A name that a service gave to something, to be said back to it.
     *
     * @throws Refusal TEMPORARY when it is none
     */
    static String name(JsonNode value) {
        if (!value.isTextual() || !value.textValue().matches("[A-Za-z0-9._:+/=-]{1,200}")) {
            throw unreadable();
        }
        return value.textValue();
    }

    /**
     * A token: what a service gives who asks rightly.
     *
     * @throws Refusal TEMPORARY when it is none
     */
    static String token(JsonNode value) {
        if (!value.isTextual() || !value.textValue().matches("[\\x21-\\x7E]{1,8000}")) {
            throw unreadable();
        }
        return value.textValue();
    }
}
