package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import vn.emr.core.Refusal;
import vn.emr.core.exchange.RecordFile.What;
import vn.emr.core.exchange.Shape.Field;
import vn.emr.core.exchange.Shape.Group;
import vn.emr.core.exchange.Shape.Part;
import vn.emr.core.exchange.Shape.Rows;
import vn.emr.core.xml.SafeXml;
import vn.emr.core.xml.XmlLimits;

/** The XML of an exchange record as the same tree that its JSON is. */
final class RecordXml {
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final int DEPTH = 16;
    private static final int ATTRIBUTES = 8;
    private static final int NAME = 200;
    private static final int ELEMENTS = 500_000;

    private final SafeXml xml;
    private final Faults faults;
    private boolean signed;

    /** @param tree null, with a fault, when it is no such XML at all */
    record Read(JsonNode tree, boolean signed) {
        private static final Read NOTHING = new Read(null, false);
    }

    private RecordXml(SafeXml xml, Faults faults) {
        this.xml = xml;
        this.faults = faults;
    }

    /** Signatures are no part of what a record says; whether it has some is told. */
    static Read read(byte[] bytes, Shape shape, Faults faults) {
        SafeXml xml = null;
        try {
            int length = Math.max(1, bytes.length);
            xml = SafeXml.reading(
                    new ByteArrayInputStream(bytes), new XmlLimits(DEPTH, ATTRIBUTES, NAME, length, ELEMENTS, length));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (!shape.name().equals(xml.getLocalName())) {
                faults.add("/", What.NOT_A_RECORD);
                return Read.NOTHING;
            }
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            RecordXml record = new RecordXml(xml, faults);
            record.object(shape.parts(), root, "");
            while (xml.hasNext()) {
                xml.next();
            }
            return new Read(root, record.signed);
        } catch (Refusal refusal) {
            faults.add(place(xml), What.UNREADABLE);
            return Read.NOTHING;
        }
    }

    private static String place(SafeXml xml) {
        return xml == null || xml.getLocation() == null || xml.getLocation().getLineNumber() < 1
                ? "/"
                : xml.getLocation().getLineNumber() + ":" + xml.getLocation().getColumnNumber();
    }

    /** Reads to the end of the element that was begun. @return whether it holds anything at all */
    private boolean object(List<Part> parts, ObjectNode into, String at) {
        attributes(at);
        boolean holds = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                holds = true;
                element(parts, into, at);
            } else if (text(event) && !xml.getText().isBlank()) {
                holds = true;
                faults.add(at.isEmpty() ? "/" : at, What.WRONG_SHAPE);
            }
        }
        return holds;
    }

    private void element(List<Part> parts, ObjectNode into, String at) {
        String name = xml.getLocalName();
        String here = at + "/" + name;
        if (at.isEmpty() && SIGNATURE.equals(xml.getNamespaceURI()) && name.equals("Signature")) {
            signed = true;
            skip();
            return;
        }
        boolean plain = xml.getNamespaceURI() == null || xml.getNamespaceURI().isEmpty();
        Part part = parts.stream()
                .filter(one -> plain && one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (part == null) {
            faults.add(here, What.UNKNOWN_NAME);
            skip();
        } else if (part instanceof Rows rows) {
            rows(rows, into, here);
        } else if (into.has(name)) {
            faults.add(here, What.TWICE);
            skip();
        } else if (part instanceof Group group) {
            object(group.parts(), into.putObject(name), here);
        } else if (part instanceof Field) {
            into.put(name, field(here));
        }
    }

    /** An empty tag says that there is no row. */
    private void rows(Rows rows, ObjectNode into, String at) {
        var array = into.withArray(rows.name());
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (object(rows.parts(), row, at + "/" + array.size())) {
            array.add(row);
        }
    }

    private String field(String at) {
        attributes(at);
        StringBuilder said = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                faults.add(at, What.WRONG_SHAPE);
                skip();
            } else if (text(event)) {
                said.append(xml.getText());
            }
        }
        return said.toString();
    }

    private void attributes(String at) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            faults.add(at + "/@" + xml.getAttributeLocalName(i), What.UNKNOWN_NAME);
        }
    }

    private void skip() {
        for (int open = 1; open > 0; ) {
            int event = xml.next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private static boolean text(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }
}
