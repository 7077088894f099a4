package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import vn.emr.core.exchange.Shape.As;
import vn.emr.core.exchange.Shape.Field;
import vn.emr.core.exchange.Shape.Group;
import vn.emr.core.exchange.Shape.Part;
import vn.emr.core.exchange.Shape.Rows;

/** What a reader of the exchange record may rely on, as W3C XML Schema 1.0 and as JSON Schema 2020-12. */
final class ExchangeSchemas {
    private static final String DAY = "(([0-9]{2}/)?[0-9]{2}/)?[0-9]{4}";

    /** Who gives a record out may sign it (XAdES, enveloped). */
    private static final String SIGNATURES =
            "    <xs:any namespace=\"http://www.w3.org/2000/09/xmldsig#\" processContents=\"skip\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n";

    private ExchangeSchemas() {}

    static String xsd(Shape shape) {
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
                """);
        for (As as : List.of(As.DATE, As.DATE_TIME, As.NUMBER)) {
            text.append(
                    "  <xs:simpleType name=\"%s\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"%s\"/></xs:restriction></xs:simpleType>\n"
                            .formatted(as.name(), pattern(as)));
        }
        complex(text, shape.name(), "", "", shape.parts(), SIGNATURES, "  ");
        return text.append("</xs:schema>\n").toString();
    }

    private static void element(StringBuilder text, Part part, String margin) {
        switch (part) {
            case Field field -> text.append(margin).append(simple(field));
            case Group group -> complex(text, group.name(), "", "", group.parts(), "", margin);
            // An empty tag says that there is none.
            case Rows rows ->
                complex(text, rows.name(), " maxOccurs=\"unbounded\"", " minOccurs=\"0\"", rows.parts(), "", margin);
        }
    }

    private static void complex(
            StringBuilder text, String name, String often, String empty, List<Part> parts, String last, String margin) {
        text.append(
                "%s<xs:element name=\"%s\"%s><xs:complexType><xs:sequence%s>\n".formatted(margin, name, often, empty));
        parts.forEach(part -> element(text, part, margin + "  "));
        text.append(last).append(margin).append("</xs:sequence></xs:complexType></xs:element>\n");
    }

    private static String simple(Field field) {
        if (pattern(field.as()) != null) {
            return "<xs:element name=\"%s\" type=\"%s\"/>\n"
                    .formatted(field.name(), field.as().name());
        }
        return field.max() == null
                ? "<xs:element name=\"%s\" type=\"xs:string\"/>\n".formatted(field.name())
                : "<xs:element name=\"%s\"><xs:simpleType><xs:restriction base=\"xs:string\"><xs:maxLength value=\"%d\"/></xs:restriction></xs:simpleType></xs:element>\n"
                        .formatted(field.name(), field.max());
    }

    static String pattern(As as) {
        return switch (as) {
            case WORDS, CODE -> null;
            case DATE -> "(" + DAY + ")?";
            case DATE_TIME -> "(" + DAY + "( [0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3})?)?";
            case NUMBER -> "(-?[0-9]+(\\.[0-9]+)?)?";
        };
    }

    static ObjectNode json(Shape shape) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", shape.name());
        object(schema, shape.parts());
        return schema;
    }

    private static void object(ObjectNode schema, List<Part> parts) {
        schema.put("type", "object").put("additionalProperties", false);
        var required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (Part part : parts) {
            required.add(part.name());
            ObjectNode property = properties.putObject(part.name());
            switch (part) {
                case Field field -> text(property, field);
                case Group group -> object(property, group.parts());
                case Rows rows -> object(property.put("type", "array").putObject("items"), rows.parts());
            }
        }
    }

    private static void text(ObjectNode property, Field field) {
        property.put("type", "string");
        if (pattern(field.as()) != null) {
            property.put("pattern", "^" + pattern(field.as()) + "$");
        }
        if (field.max() != null) {
            property.put("maxLength", field.max());
        }
    }
}
