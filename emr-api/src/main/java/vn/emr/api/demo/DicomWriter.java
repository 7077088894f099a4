package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one small DICOM file (PS3.10) of a sample series: the attributes of study and series as they stand in the DICOM
 * JSON, and a picture of 64 by 64 grey points. Explicit VR little endian, flat data sets of text values only: what the
 * sample needs and no more.
 */
final class DicomWriter {
    private static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final String IMPLEMENTATION = "2.25.229834675520934410227315523961110221847";
    /** SOP classes by modality, PS3.4 B.5. */
    private static final Map<String, String> SOP_CLASS = Map.of(
            "CR", "1.2.840.10008.5.1.4.1.1.1",
            "CT", "1.2.840.10008.5.1.4.1.1.2",
            "MR", "1.2.840.10008.5.1.4.1.1.4",
            "US", "1.2.840.10008.5.1.4.1.1.6.1");
    /** Answers of a query (PS3.18 table 10.6.3-3), which no instance carries. */
    private static final Set<String> OF_QUERIES =
            Set.of("00080056", "00080061", "00081190", "00201206", "00201208", "00201209");

    private static final int SIDE = 64;
    /** VRs with a four-byte length, PS3.5 section 7.1.2. */
    private static final Set<String> LONG_LENGTH = Set.of("OB", "OW", "UN", "UT", "SQ");

    private DicomWriter() {}

    /** SOP Instance UID of the one instance of a series. */
    static String instanceUid(JsonNode series) {
        return value(series, "0020000E") + ".1";
    }

    /** The file of a series' one instance. */
    static byte[] instance(JsonNode study, JsonNode series) {
        String sopClass = SOP_CLASS.get(value(series, "00080060"));
        Map<String, JsonNode> elements = new TreeMap<>();
        study.fieldNames().forEachRemaining(tag -> elements.put(tag, study.get(tag)));
        series.fieldNames().forEachRemaining(tag -> elements.put(tag, series.get(tag)));
        elements.keySet().removeAll(OF_QUERIES);
        elements.put("00080016", text("UI", sopClass));
        elements.put("00080018", text("UI", instanceUid(series)));
        elements.put("00200013", text("IS", "1"));
        var out = new ByteArrayOutputStream(16 * 1024);
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        fileMeta(out, sopClass, instanceUid(series));
        elements.forEach((tag, element) -> write(out, tag, element.get("vr").asText(), bytes(element)));
        picture(out);
        return out.toByteArray();
    }

    private static void fileMeta(ByteArrayOutputStream out, String sopClass, String instance) {
        var meta = new ByteArrayOutputStream();
        write(meta, "00020001", "OB", new byte[] {0, 1});
        write(meta, "00020002", "UI", ascii(sopClass));
        write(meta, "00020003", "UI", ascii(instance));
        write(meta, "00020010", "UI", ascii(EXPLICIT_VR_LITTLE_ENDIAN));
        write(meta, "00020012", "UI", ascii(IMPLEMENTATION));
        write(out, "00020000", "UL", littleEndian(meta.size(), 4));
        out.writeBytes(meta.toByteArray());
    }

    /** Group 0028 and the points (PS3.3 C.7.6.3): a grey ramp, so that a viewer shows something. */
    private static void picture(ByteArrayOutputStream out) {
        write(out, "00280002", "US", littleEndian(1, 2));
        write(out, "00280004", "CS", ascii("MONOCHROME2"));
        write(out, "00280010", "US", littleEndian(SIDE, 2));
        write(out, "00280011", "US", littleEndian(SIDE, 2));
        write(out, "00280100", "US", littleEndian(16, 2));
        write(out, "00280101", "US", littleEndian(12, 2));
        write(out, "00280102", "US", littleEndian(11, 2));
        write(out, "00280103", "US", littleEndian(0, 2));
        byte[] points = new byte[SIDE * SIDE * 2];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int grey = (i % SIDE + i / SIDE) * 32;
            points[2 * i] = (byte) grey;
            points[2 * i + 1] = (byte) (grey >> 8);
        }
        write(out, "7FE00010", "OW", points);
    }

    private static void write(ByteArrayOutputStream out, String tag, String vr, byte[] value) {
        out.writeBytes(littleEndian(Integer.parseInt(tag.substring(0, 4), 16), 2));
        out.writeBytes(littleEndian(Integer.parseInt(tag.substring(4), 16), 2));
        out.writeBytes(ascii(vr));
        int length = value.length + (value.length & 1);
        if (LONG_LENGTH.contains(vr)) {
            out.writeBytes(new byte[2]);
            out.writeBytes(littleEndian(length, 4));
        } else {
            out.writeBytes(littleEndian(length, 2));
        }
        out.writeBytes(value);
        if (value.length < length) {
            // Values have an even length; UIDs are filled with a null, texts with a blank (PS3.5 section 6.2).
            out.write(vr.equals("UI") || vr.equals("OB") ? 0 : ' ');
        }
    }

    /** A text value of DICOM JSON as it stands in a file: several values are joined by a backslash. */
    private static byte[] bytes(JsonNode element) {
        var joined = new StringBuilder();
        for (JsonNode value : element.path("Value")) {
            joined.append(joined.isEmpty() ? "" : "\\");
            joined.append(value.isObject() ? value.path("Alphabetic").asText() : value.asText());
        }
        return joined.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode text(String vr, String value) {
        ObjectNode element = JsonNodeFactory.instance.objectNode().put("vr", vr);
        element.putArray("Value").add(value);
        return element;
    }

    static String value(JsonNode dataSet, String tag) {
        JsonNode first = dataSet.path(tag).path("Value").path(0);
        return first.isObject() ? first.path("Alphabetic").asText("") : first.asText("");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] littleEndian(int number, int bytes) {
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[i] = (byte) (number >> (8 * i));
        }
        return out;
    }
}
