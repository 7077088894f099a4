package vn.emr.api.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.core.testing.Role;

/**
 * One route as the running application describes it, asked by somebody who may.
 *
 * @param fields of a JSON body with a value of the right kind each; empty when it takes none
 */
record AskedRoute(
        String method,
        String path,
        List<String> query,
        List<String> steps,
        ObjectNode fields,
        Map<String, String> sender) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String SOME_ID = "01932f00-0000-7000-8000-000000000001";

    /** The person who asks for a new password is nobody's caller otherwise: wrong tries lock. */
    private static final Map<String, String> OWN_CALLER = Map.of("PUT /api/v1/me/password", "INSPECTOR");

    /** Every route of the description, but the one that ends the session it comes by. */
    static List<AskedRoute> of(Rooms rooms) throws IOException {
        JsonNode api = JSON.readTree(rooms.as("IT_ADMIN").get("/api/v1/openapi").asByteArray());
        Map<String, Route> table = Route.TABLE.stream().collect(Collectors.toMap(Route::route, r -> r));
        List<AskedRoute> all = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                    Route known = table.get(method + " " + path.getKey());
                    if (known != null && !method.equals("DELETE")) {
                        String who = OWN_CALLER.getOrDefault(known.route(), known.somebody());
                        all.add(of(
                                api, method, path.getKey(), path.getValue(), operation.getValue(), sender(rooms, who)));
                    }
                }));
        return all;
    }

    private static AskedRoute of(
            JsonNode api, String method, String path, JsonNode item, JsonNode operation, Map<String, String> sender) {
        List<String> query = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        for (JsonNode node : List.of(item.path("parameters"), operation.path("parameters"))) {
            node.forEach(parameter -> {
                switch (parameter.path("in").asText()) {
                    case "query" -> query.add(parameter.get("name").asText());
                    case "path" -> steps.add(parameter.get("name").asText());
                    default -> {
                        // Cookies and headers are the session's.
                    }
                }
            });
        }
        JsonNode schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        ObjectNode fields = JSON.createObjectNode();
        resolved(api, schema)
                .path("properties")
                .properties()
                .forEach(p -> fields.set(p.getKey(), some(api, p.getValue(), 0)));
        return new AskedRoute(method, path, query, steps, fields, sender);
    }

    private static JsonNode resolved(JsonNode api, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : api.at(reference.substring(1));
    }

    /** A value of the kind a schema asks for. */
    private static JsonNode some(JsonNode api, JsonNode schema, int depth) {
        JsonNode what = resolved(api, schema);
        if (what.has("enum")) {
            return what.get("enum").get(0);
        }
        String type = what.path("type").isArray()
                ? what.path("type").get(0).asText()
                : what.path("type").asText();
        return switch (type) {
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "array" ->
                depth > 3
                        ? JSON.createArrayNode()
                        : JSON.createArrayNode().add(some(api, what.path("items"), depth + 1));
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                if (depth < 3) {
                    what.path("properties")
                            .properties()
                            .forEach(p -> object.set(p.getKey(), some(api, p.getValue(), depth + 1)));
                }
                yield object;
            }
            default -> JSON.getNodeFactory().textNode(sample(what.path("format").asText()));
        };
    }

    private static String sample(String format) {
        return switch (format) {
            case "uuid" -> SOME_ID;
            case "date" -> "2026-01-01";
            case "date-time" -> "2026-01-01T00:00:00Z";
            default -> "x";
        };
    }

    /** The hostile text in each parameter, each step of the path and each field, one after the other. */
    List<HttpRequest> with(String hostile, URI root) {
        List<HttpRequest> all = new ArrayList<>();
        String plain = path.replaceAll("\\{\\w+}", SOME_ID);
        for (String name : query) {
            all.add(request(root, plain + "?" + name + "=" + encoded(hostile), fields));
        }
        for (String name : steps) {
            String filled = path.replace("{" + name + "}", encoded(hostile)).replaceAll("\\{\\w+}", SOME_ID);
            all.add(request(root, filled, fields));
        }
        fields.fieldNames().forEachRemaining(name -> {
            ObjectNode body = fields.deepCopy();
            JsonNode before = body.get(name);
            body.set(
                    name,
                    before.isArray()
                            ? JSON.createArrayNode().add(hostile)
                            : JSON.getNodeFactory().textNode(hostile));
            all.add(request(root, plain, body));
        });
        return all;
    }

    private HttpRequest request(URI root, String address, ObjectNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root.resolve("/") + address.substring(1)))
                .timeout(Duration.ofSeconds(30));
        sender.forEach(request::header);
        boolean reads = method.equals("GET");
        if (!reads) {
            request.header("Content-Type", "application/json");
        }
        return request.method(
                        method,
                        reads
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> sender(Rooms rooms, String who) {
        if (who.equals("SOURCE")) {
            return Map.of("Authorization", "Bearer " + rooms.sourceKey);
        }
        Browser person = rooms.person(Role.valueOf(who));
        Map<String, String> headers = new TreeMap<>();
        headers.put("X-CSRF-Token", person.csrf);
        headers.put(
                "Cookie",
                person.cookies.entrySet().stream()
                        .filter(c -> Set.of("emr_access").contains(c.getKey()))
                        .map(c -> c.getKey() + "=" + c.getValue())
                        .collect(Collectors.joining("; ")));
        return headers;
    }
}
