package vn.emr.pacs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The message of this door: one study with its series as one DICOM JSON document, an array whose first data set is the
 * study's and whose others are its series, sorted, so that the same state of the archive gives the same bytes. When it
 * was asked stands in a private block (PS3.5 7.8) and does not count for the digest.
 */
final class StudyDocument {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where the images are fetched from: says nothing about the study and changes with the server's own address. */
    private static final String RETRIEVE_URL = "00081190";

    private static final String PRIVATE_GROUP = "0009";
    private static final String PRIVATE_CREATOR_TAG = "00090010";
    private static final String PRIVATE_CREATOR = "EMR INTAKE 1.0";
    private static final DateTimeFormatter DT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSSxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(100)
                        .maxStringLength(1_000_000)
                        .build());
    }

    private StudyDocument() {}

    /**
     * @param change null when the study is seen for the first time
     */
    static byte[] bytes(JsonNode study, List<JsonNode> series, Instant askedAt, String change) {
        ArrayNode document = content(study, series);
        ObjectNode first = (ObjectNode) document.get(0);
        put(first, PRIVATE_CREATOR_TAG, "LO", PRIVATE_CREATOR);
        put(first, Attribute.ASKED_AT.tag, Attribute.ASKED_AT.vr, DT.format(askedAt));
        if (change != null) {
            put(first, Attribute.CHANGE.tag, Attribute.CHANGE.vr, change);
        }
        return write(document);
    }

    /** SHA-256 of what the document says, without when it was asked. */
    static byte[] digest(JsonNode document) {
        ArrayNode content = JSON.createArrayNode();
        document.forEach(dataset -> content.add(sorted(dataset)));
        return sha256(write(content));
    }

    /** The same for a study as the archive answered it. */
    static byte[] digest(JsonNode study, List<JsonNode> series) {
        return sha256(write(content(study, series)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When the archive was asked, written as the private block has it. */
    static String time(Instant instant) {
        return DT.format(instant);
    }

    private static ArrayNode content(JsonNode study, List<JsonNode> series) {
        ArrayNode content = JSON.createArrayNode();
        content.add(sorted(study));
        series.stream()
                .map(StudyDocument::sorted)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(content::add);
        return content;
    }

    private static ObjectNode sorted(JsonNode dataset) {
        TreeMap<String, JsonNode> elements = new TreeMap<>();
        dataset.properties().forEach(e -> {
            String tag = e.getKey().toUpperCase(Locale.ROOT);
            if (!tag.equals(RETRIEVE_URL) && !tag.startsWith(PRIVATE_GROUP)) {
                elements.put(tag, e.getValue());
            }
        });
        ObjectNode sorted = JSON.createObjectNode();
        sorted.setAll(elements);
        return sorted;
    }

    private static void put(ObjectNode dataset, String tag, String vr, String value) {
        dataset.putObject(tag).put("vr", vr).putArray("Value").add(value);
    }

    private static byte[] write(JsonNode document) {
        try {
            return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written");
        }
    }
}
