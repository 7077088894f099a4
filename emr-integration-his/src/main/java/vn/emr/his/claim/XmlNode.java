package vn.emr.his.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import vn.emr.core.record.NamedValue;
import vn.emr.core.xml.SafeXml;

/**
 * An element with all that stands in it. Its depth is bounded by the reader.
 *
 * @param name without a prefix, in capitals
 * @param attributes as they may be written again, each with a blank before it
 * @param text of its own
 */
record XmlNode(String name, String attributes, List<XmlNode> children, String text) {
    private static final int NAME_LIMIT = 100;

    /** Reads the element whose start was just read, to its end. */
    static XmlNode read(SafeXml xml) {
        String name = xml.getLocalName().toUpperCase(Locale.ROOT);
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.append(' ').append(xml.getAttributeLocalName(i)).append("=\"");
            attributes.append(escaped(xml.getAttributeValue(i))).append('"');
        }
        List<XmlNode> children = new ArrayList<>(0);
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(read(xml));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                default -> {}
            }
        }
        return new XmlNode(name, attributes.toString(), children, text.toString());
    }

    /** The first child of that name, null for none. */
    XmlNode child(String named) {
        return children.stream().filter(c -> c.name.equals(named)).findFirst().orElse(null);
    }

    /**
     * The elements that are rows: those of the given name, wherever they stand.
     *
     * @param row null when the table is not known; then an element whose children hold only text is a row
     */
    List<XmlNode> rows(String row) {
        List<XmlNode> found = new ArrayList<>();
        if (row != null) {
            named(row, found);
        }
        if (found.isEmpty()) {
            rowLike(found);
        }
        return found;
    }

    private void named(String row, List<XmlNode> found) {
        if (name.equals(row)) {
            found.add(this);
            return;
        }
        children.forEach(c -> c.named(row, found));
    }

    private void rowLike(List<XmlNode> found) {
        if (children.size() > 1 && children.stream().allMatch(c -> c.children.isEmpty())) {
            found.add(this);
            return;
        }
        children.forEach(c -> c.rowLike(found));
    }

    /** What is filled in a row, in its order; elements within a field are kept as XML. */
    List<NamedValue> fields() {
        List<NamedValue> fields = new ArrayList<>();
        for (XmlNode field : children) {
            String value = ClaimReader.clean(field.children.isEmpty() ? field.text : field.markup());
            if (value != null) {
                String named = field.name.length() > NAME_LIMIT ? field.name.substring(0, NAME_LIMIT) : field.name;
                fields.add(new NamedValue(named, value));
            }
        }
        return fields;
    }

    private String markup() {
        StringBuilder all = new StringBuilder();
        if (!text.isBlank()) {
            all.append(escaped(text.strip()));
        }
        for (XmlNode c : children) {
            all.append('<').append(c.name).append(c.attributes).append('>');
            all.append(c.children.isEmpty() ? escaped(c.text) : c.markup());
            all.append("</").append(c.name).append('>');
        }
        return all.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
