package vn.emr.his.claim;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.NamedValue;
import vn.emr.core.xml.SafeXml;
import vn.emr.core.xml.XmlLimits;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * Reads one message of format {@code claim-xml}: GIAMDINHHS with one HOSO. The content of a table (NOIDUNGFILE) may be
 * base64, with or without line breaks and a byte order mark, or XML as it is, escaped or in CDATA, or empty. Tables and fields nobody knows are kept; the
 * signature (CHUKYDONVI) is passed over.
 */
final class ClaimReader {
    static final String ROOT = "GIAMDINHHS";

    /** Rows of one visit; the longest stays have a few thousand. */
    static final int ROW_LIMIT = 10_000;
    /** Filled fields of one visit. */
    static final int FIELDS_LIMIT = 500_000;
    /** Characters of one field. */
    static final int FIELD_LIMIT = 1024 * 1024;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PROLOG = Pattern.compile("\\A<\\?xml[^>]{0,200}\\?>");
    private static final Pattern PADDING = Pattern.compile("={1,2}\\z");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*");

    private final SortedMap<String, List<Row>> tables = new TreeMap<>();
    private String facility;
    private String made;
    private int visits;
    private int rows;
    private int fields;
    private long decoded;

    private ClaimReader() {}

    /**
     * Reads it to its end.
     *
     * @throws Refusal UNREADABLE or TOO_LARGE, with the table it is about where it is about one
     */
    static ClaimFile read(byte[] bytes) {
        return new ClaimReader().file(bytes);
    }

    private ClaimFile file(byte[] bytes) {
        SafeXml xml = SafeXml.reading(new ByteArrayInputStream(bytes), XmlLimits.of(ClaimStream.HOSO_LIMIT));
        boolean root = true;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = name(xml);
            if (root && !name.equals(ROOT)) {
                throw new Refusal(Code.UNREADABLE, "a claim file begins with GIAMDINHHS");
            }
            root = false;
            switch (name) {
                case "MACSKCB" -> facility = clean(XmlNode.read(xml).text());
                case "NGAYLAP" -> made = clean(XmlNode.read(xml).text());
                case "HOSO" -> visits++;
                case "FILEHOSO" -> table(XmlNode.read(xml));
                case "CHUKYDONVI" -> XmlNode.read(xml);
                default -> {}
            }
        }
        if (visits != 1) {
            throw new Refusal(Code.UNREADABLE, "a message of a claim file has one HOSO");
        }
        return new ClaimFile(facility, made, tables);
    }

    private void table(XmlNode file) {
        XmlNode type = file.child("LOAIHOSO");
        String said = type == null ? null : clean(type.text());
        XmlNode wrapped = file.child("NOIDUNGFILE");
        if (wrapped == null) {
            return;
        }
        String about = said == null ? "FILEHOSO" : printable(said);
        XmlNode content = content(wrapped, about);
        if (content == null) {
            return;
        }
        Layout.Table byRoot = Layout.tableOf(content.name());
        String name = said != null ? said.toUpperCase(Locale.ROOT) : byRoot != null ? byRoot.name() : content.name();
        Layout.Table known = Layout.table(name);
        List<Row> all = tables.computeIfAbsent(printable(name), t -> new ArrayList<>());
        for (XmlNode row : content.rows(known == null ? null : known.row())) {
            if (++rows > ROW_LIMIT) {
                throw new Refusal(Code.TOO_LARGE, "a record of a claim file may have " + ROW_LIMIT + " rows", about);
            }
            List<NamedValue> filled = row.fields();
            fields += filled.size();
            if (fields > FIELDS_LIMIT) {
                throw new Refusal(
                        Code.TOO_LARGE, "a record of a claim file may have " + FIELDS_LIMIT + " fields", about);
            }
            all.add(new Row(printable(name), all.size() + 1, filled));
        }
    }

    /** What stands in NOIDUNGFILE, in whichever way it was put there; null when nothing does. */
    private XmlNode content(XmlNode wrapped, String about) {
        if (!wrapped.children().isEmpty()) {
            return wrapped.children().getFirst();
        }
        String text = withoutMark(wrapped.text().strip()).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            if (text.startsWith("<")) {
                // It was decoded with the envelope: what it says of its own character set is no longer so.
                return tree(PROLOG.matcher(text).replaceFirst("").getBytes(StandardCharsets.UTF_8));
            }
            return tree(unpacked(text));
        } catch (Refusal refusal) {
            throw new Refusal(refusal.code(), refusal.getMessage(), about);
        }
    }

    private byte[] unpacked(String text) {
        // Its padding may be wrong or missing: it says nothing that the length does not.
        String packed = PADDING.matcher(BLANKS.matcher(text).replaceAll("")).replaceFirst("");
        if (packed.length() % 4 == 1 || !BASE64.matcher(packed).matches()) {
            throw new Refusal(Code.UNREADABLE, "NOIDUNGFILE is neither base64 nor XML");
        }
        return Base64.getDecoder().decode(packed);
    }

    private XmlNode tree(byte[] bytes) {
        decoded += bytes.length;
        if (decoded > ClaimStream.HOSO_LIMIT) {
            throw new Refusal(
                    Code.TOO_LARGE, "a record of a claim file may hold " + ClaimStream.HOSO_LIMIT / 1024 + " KiB");
        }
        XmlLimits house = XmlLimits.of(ClaimStream.HOSO_LIMIT);
        XmlLimits limits = new XmlLimits(
                house.depth(), house.attributes(), house.name(), FIELD_LIMIT, house.elements(), house.bytes());
        SafeXml xml = SafeXml.reading(new ByteArrayInputStream(bytes), limits);
        XmlNode tree = null;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                tree = XmlNode.read(xml);
            }
        }
        return tree;
    }

    private static String name(SafeXml xml) {
        return xml.getLocalName().toUpperCase(Locale.ROOT);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** A name from outside as it may stand in a remark. */
    private static String printable(String name) {
        return name.matches("\\w{1,60}") ? name : "?";
    }

    /** In NFC and without blanks around it; null when nothing is left. */
    static String clean(String text) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        return clean.isEmpty() ? null : clean;
    }
}
