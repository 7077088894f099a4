package vn.emr.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One data set of the DICOM JSON model (PS3.18 annex F). A value of another representation than the attribute must have
 * is left out and remarked: it cannot be trusted to mean what it looks like.
 */
record Dataset(JsonNode json, List<String> remarks) {
    private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

    /** Longest text taken; the longest single-line representation (LO) has 64 characters, archives exceed it. */
    private static final int TEXT_LIMIT = 1_024;

    /** A unique identifier (PS3.5 chapter 9), empty when absent or of any other form. */
    Optional<String> uid(Attribute attribute) {
        return Optional.ofNullable(text(attribute))
                .filter(uid -> UID.matcher(uid).matches());
    }

    /** The first value as text in NFC, null when there is none. */
    String text(Attribute attribute) {
        List<String> all = texts(attribute);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All values that are not blank. */
    List<String> texts(Attribute attribute) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values(attribute)) {
            String text = clean(value.isValueNode() && !value.isNull() ? value.asText() : "");
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A whole number not below zero; archives send integer strings as text or as numbers. Null when it is neither. */
    Integer number(Attribute attribute) {
        String text = text(attribute);
        return text != null && text.matches("\\+?\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    /**
     * A person's name in Vietnamese order: family, middle, given. Components of PN are family^given^middle^prefix^suffix
     * (PS3.5 6.2.1.1); Vietnamese archives mostly put middle and given names together into the second one.
     */
    String name(Attribute attribute) {
        for (JsonNode value : values(attribute)) {
            String alphabetic =
                    clean(value.isObject() ? value.path("Alphabetic").asText("") : value.asText(""));
            String[] parts = alphabetic.split("\\^", -1);
            String name = String.join(" ", parts[0], part(parts, 2), part(parts, 1))
                    .strip()
                    .replaceAll("\\s+", " ");
            if (!name.isEmpty()) {
                return name;
            }
        }
        return null;
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private JsonNode values(Attribute attribute) {
        JsonNode element = json.path(attribute.tag);
        String vr = element.path("vr").asText(attribute.vr);
        if (!vr.equals(attribute.vr)) {
            remarks.add("(" + attribute.tag.substring(0, 4) + "," + attribute.tag.substring(4) + ") is not of VR "
                    + attribute.vr + "; left out");
            return json.path("");
        }
        return element.path("Value");
    }

    private static String clean(String raw) {
        String text = Normalizer.normalize(raw.replace("\u0000", ""), Normalizer.Form.NFC)
                .strip();
        return text.length() > TEXT_LIMIT ? text.substring(0, TEXT_LIMIT) : text;
    }
}
