package vn.emr.core.imaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What an archive says of the instances of a series, as it may reach a browser: only of this series, and with no address of the
 * archive. A value that stands elsewhere is referred to by where it stands in the data set, such as {@code 00420011} or
 * {@code 54000100.1.54001010}, relative to the instance; pixels are asked for as frames.
 */
public final class SeriesMetadata {
    private static final String SOP_INSTANCE = "00080018";
    private static final String STUDY = "0020000D";
    private static final String SERIES = "0020000E";
    private static final String RETRIEVE_URL = "00081190";
    private static final List<String> PIXELS = List.of("7FE00008", "7FE00009", "7FE00010");
    private static final String TAG = "[0-9A-Fa-f]{8}";
    private static final int MOST_INSTANCES = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxNumberLength(100)
                        .maxStringLength(40_000_000)
                        .build());
    }

    private final byte[] json;
    private final Map<String, Map<String, String>> references;

    private SeriesMetadata(byte[] json, Map<String, Map<String, String>> references) {
        this.json = json;
        this.references = references;
    }

    /**
     * Reads the answer of an archive.
     *
     * @throws Refusal TEMPORARY when it is none of this form, TOO_LARGE for more than 20,000 instances
     */
    static SeriesMetadata of(byte[] answer, String study, String series) {
        JsonNode all = read(answer);
        if (all == null || !all.isArray()) {
            throw notDicom();
        }
        if (all.size() > MOST_INSTANCES) {
            throw new Refusal(Code.TOO_LARGE, "the series has too many images");
        }
        ArrayNode kept = JSON.createArrayNode();
        Map<String, Map<String, String>> references = new HashMap<>();
        for (JsonNode one : all) {
            String uid = text(one, SOP_INSTANCE);
            boolean ours = one.isObject()
                    && Instance.isUid(uid)
                    && study.equals(text(one, STUDY))
                    && series.equals(text(one, SERIES));
            if (ours && !references.containsKey(uid)) {
                Map<String, String> found = new HashMap<>();
                PIXELS.forEach(((ObjectNode) one)::remove);
                withoutAddresses((ObjectNode) one, study, uid, "", found);
                references.put(uid, Map.copyOf(found));
                kept.add(one);
            }
        }
        try {
            return new SeriesMetadata(JSON.writeValueAsBytes(kept), Map.copyOf(references));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written");
        }
    }

    /** As DICOM JSON in UTF-8. */
    byte[] json() {
        return json;
    }

    boolean has(String uid) {
        return references.containsKey(uid);
    }

    /** Where the archive keeps a value of an instance. */
    Optional<String> reference(String uid, String place) {
        return Optional.ofNullable(references.getOrDefault(uid, Map.of()).get(place));
    }

    /** A text value of an instance's own data set. */
    Optional<String> text(Instance instance, String tag) {
        return dataset(instance).map(one -> text(one, tag)).filter(text -> !text.isEmpty());
    }

    /** A value that stands in the data set itself. */
    Optional<byte[]> inline(Instance instance, String tag) {
        return dataset(instance)
                .map(one -> one.path(tag).path("InlineBinary").asText(""))
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    try {
                        return Base64.getMimeDecoder().decode(text);
                    } catch (IllegalArgumentException e) {
                        throw notDicom();
                    }
                });
    }

    private Optional<JsonNode> dataset(Instance instance) {
        for (JsonNode one : read(json)) {
            if (instance.uid().equals(text(one, SOP_INSTANCE))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw notDicom();
        }
    }

    private static Refusal notDicom() {
        return new Refusal(Code.TEMPORARY, "the image archive answered with something that is no DICOM");
    }

    /** Puts our own references in place of the archive's addresses, at every depth; what is no data set is left out. */
    private static void withoutAddresses(
            ObjectNode dataset, String study, String uid, String place, Map<String, String> found) {
        dataset.remove(RETRIEVE_URL);
        List<String> odd = new ArrayList<>();
        for (Map.Entry<String, JsonNode> element : dataset.properties()) {
            if (!element.getKey().matches(TAG) || !(element.getValue() instanceof ObjectNode value)) {
                odd.add(element.getKey());
                continue;
            }
            String here = place + element.getKey().toUpperCase(Locale.ROOT);
            JsonNode address = value.remove("BulkDataURI");
            if (address != null) {
                below(study, address.asText("")).ifPresent(reference -> {
                    found.put(here, reference);
                    value.put("BulkDataURI", "instances/" + uid + "/bulk/" + here);
                });
            }
            JsonNode items = value.path("Value");
            for (int i = 0; i < items.size() && "SQ".equals(value.path("vr").asText()); i++) {
                if (items.get(i) instanceof ObjectNode item) {
                    withoutAddresses(item, study, uid, here + "." + (i + 1) + ".", found);
                }
            }
        }
        dataset.remove(odd);
    }

    /** Whatever host an archive names, its own address is asked, and nothing outside the study. */
    private static Optional<String> below(String study, String address) {
        String mark = "/studies/" + study + "/";
        int at = address.indexOf(mark);
        String rest = at < 0 ? "" : address.substring(at + mark.length());
        return Optional.of(rest).filter(text -> text.matches("[A-Za-z0-9._/-]{1,500}") && !text.contains(".."));
    }

    private static String text(JsonNode dataset, String tag) {
        return dataset.path(tag).path("Value").path(0).asText("");
    }
}
