package vn.emr.api.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;

/** What was made of one message, in words for the engineer who writes a dialect. */
record MessageMeaning(Delivery delivery) {
    private static final int LONGEST_VALUE = 80;
    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /** Read by somebody; what is only kept was not. */
    boolean understood() {
        return taken() && !delivery.reading().remarks().contains(Hl7Translator.KEPT_UNREAD);
    }

    private boolean taken() {
        return delivery.refusal() == null;
    }

    /** MSA-1 if the record knew everybody the message names. */
    String answer() {
        return taken() ? "AA" : delivery.refusal().code().acknowledgement();
    }

    String type() {
        return delivery.messageType() == null ? "?" : delivery.messageType();
    }

    /** Notices in short, or why there are none. */
    List<String> inShort() {
        if (!taken()) {
            String kept = answer().equals("AA") ? "kept for a person: " : "refused: ";
            return List.of(kept + delivery.refusal().getMessage() + " "
                    + delivery.refusal().fields());
        }
        List<String> all = new ArrayList<>();
        notices().forEach(notice -> all.add(inShort(notice)));
        return all;
    }

    List<String> remarks() {
        return taken() ? delivery.reading().remarks() : List.of();
    }

    private static String inShort(JsonNode notice) {
        StringJoiner words = new StringJoiner(" ");
        words.add(notice.get("notice").textValue());
        for (String pointer : List.of("/event", "/code/code", "/status")) {
            if (notice.at(pointer).isTextual()) {
                words.add(notice.at(pointer).textValue());
            }
        }
        notice.properties().forEach(field -> {
            if (field.getValue().isArray() && !field.getValue().isEmpty()) {
                words.add(field.getKey() + " " + field.getValue().size());
            }
        });
        return words.toString();
    }

    private ArrayNode notices() {
        ArrayNode all = JSON.createArrayNode();
        delivery.reading().notices().forEach(notice -> {
            ObjectNode node = all.addObject().put("notice", notice.getClass().getSimpleName());
            ObjectNode fields = JSON.valueToTree(notice);
            node.setAll(fields);
        });
        return all;
    }

    /** Lines {@code - place value} and {@code + place value} for what differs from another reading of the same message. */
    List<String> differences(MessageMeaning before) {
        Map<String, String> then = before.values();
        Map<String, String> now = values();
        TreeSet<String> places = new TreeSet<>(then.keySet());
        places.addAll(now.keySet());
        List<String> lines = new ArrayList<>();
        for (String place : places) {
            String was = then.get(place);
            String is = now.get(place);
            if (was == null || !was.equals(is)) {
                add(lines, "- ", place, was);
                add(lines, "+ ", place, is);
            }
        }
        return lines;
    }

    private static void add(List<String> lines, String sign, String place, String value) {
        if (value != null) {
            lines.add(sign + place + " "
                    + (value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value));
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        if (taken()) {
            flatten("", notices(), values);
        } else {
            values.put("/answer", inShort().getFirst());
        }
        return values;
    }

    private static void flatten(String place, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(place + "/" + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(place + "/" + i, node.get(i), values);
            }
        } else if (!node.isNull()) {
            values.put(place, node.asText());
        }
    }
}
