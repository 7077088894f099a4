package vn.emr.his;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Digest of an item that does not depend on blanks, on the order of fields or on what changes when the same thing is
 * sent again ({@code id}, {@code sentAt}): fields sorted by UTF-16 units, no blanks, strings escaped by Jackson, numbers
 * as they were written.
 */
final class CanonicalJson {
    private static final Set<String> CHANGES_ON_REPEAT = Set.of("id", "sentAt");

    private CanonicalJson() {}

    /** SHA-256 of the canonical form of an item. */
    static byte[] digest(JsonNode item) {
        StringBuilder text = new StringBuilder();
        write(item, text, CHANGES_ON_REPEAT);
        return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(JsonNode node, StringBuilder text, Set<String> leftOut) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(e -> {
                if (!leftOut.contains(e.getKey())) {
                    sorted.put(e.getKey(), e.getValue());
                }
            });
            String separator = "{";
            for (Map.Entry<String, JsonNode> e : sorted.entrySet()) {
                text.append(separator).append(TextNode.valueOf(e.getKey())).append(':');
                write(e.getValue(), text, Set.of());
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            text.append('[');
            for (Iterator<JsonNode> all = node.elements(); all.hasNext(); ) {
                write(all.next(), text, Set.of());
                text.append(all.hasNext() ? "," : "");
            }
            text.append(']');
        } else {
            text.append(node);
        }
    }
}
