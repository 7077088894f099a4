package vn.emr.his;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Digest of an item that does not depend on blanks, on the order of fields or on what changes when the same thing is
 * sent again ({@code id}, {@code sentAt}): UTF-8, fields sorted by UTF-16 units, no blanks, strings with the shortest
 * escapes, numbers as they were written.
 */
final class CanonicalJson {
    private static final Set<String> CHANGES_ON_REPEAT = Set.of("id", "sentAt");
    private static final JsonFactory JSON = new JsonFactory();

    private CanonicalJson() {}

    /** SHA-256 of the canonical form of an item. */
    static byte[] digest(JsonNode item) {
        MessageDigest digest = sha256();
        try (JsonGenerator text =
                JSON.createGenerator(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(item, text, CHANGES_ON_REPEAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.digest();
    }

    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** A digest that has seen nothing yet. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(JsonNode node, JsonGenerator text, Set<String> leftOut) throws IOException {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
            sorted.keySet().removeAll(leftOut);
            text.writeStartObject();
            for (Map.Entry<String, JsonNode> e : sorted.entrySet()) {
                text.writeFieldName(e.getKey());
                write(e.getValue(), text, Set.of());
            }
            text.writeEndObject();
        } else if (node.isArray()) {
            text.writeStartArray();
            for (JsonNode one : node) {
                write(one, text, Set.of());
            }
            text.writeEndArray();
        } else if (node.isTextual()) {
            text.writeString(node.textValue());
        } else {
            text.writeRawValue(node.toString());
        }
    }
}
