package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The exchange record as XML: rows repeat their tag, and a kind of which there is no row has one empty tag. */
final class ExchangeXml {
    private final XMLStreamWriter xml;

    private ExchangeXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(String root, JsonNode tree) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new ExchangeXml(xml).element(root, tree, "\n");
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void element(String name, JsonNode node, String line) throws XMLStreamException {
        if (node.isArray() && !node.isEmpty()) {
            for (JsonNode row : node) {
                element(name, row, line);
            }
            return;
        }
        xml.writeCharacters(line);
        xml.writeStartElement(name);
        if (node.isObject()) {
            for (var field : node.properties()) {
                element(field.getKey(), field.getValue(), line + "  ");
            }
            xml.writeCharacters(line);
        } else if (node.isTextual()) {
            xml.writeCharacters(node.textValue());
        }
        xml.writeEndElement();
    }
}
