package vn.emr.core.oversight;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.ActorKind;

/** A line of the trace as a DICOM audit message (PS3.15 A.5.1) in one syslog line (RFC 5424), as IHE ITI-20 sends it. */
final class AtnaLine {
    /** 10 security and authorization, 5 notice. */
    private static final int PRIORITY = 10 * 8 + 5;

    /** The JDK's own: what a library brings along must not change the form of the lines. */
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private AtnaLine() {}

    static String of(AuditEvent e) {
        return "<" + PRIORITY + ">1 " + e.at().truncatedTo(ChronoUnit.MILLIS) + " emr emr - DICOM+RFC3881 - \uFEFF"
                + xml(e) + "\n";
    }

    private static String xml(AuditEvent e) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartElement("AuditMessage");
            event(xml, e);
            participant(xml, e);
            xml.writeEmptyElement("AuditSourceIdentification");
            xml.writeAttribute("AuditSourceID", "EMR");
            xml.writeAttribute("AuditEnterpriseSiteID", e.tenantId().toString());
            objects(xml, e);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("an audit event that is not XML", impossible);
        }
        return text.toString();
    }

    private static void event(XMLStreamWriter xml, AuditEvent e) throws XMLStreamException {
        Meaning meaning = Meaning.of(e);
        xml.writeStartElement("EventIdentification");
        xml.writeAttribute("EventActionCode", meaning.action());
        xml.writeAttribute("EventDateTime", e.at().toString());
        xml.writeAttribute("EventOutcomeIndicator", e.success() ? "0" : "4");
        coded(xml, "EventID", meaning.event(), "DCM", meaning.eventName());
        coded(xml, "EventTypeCode", e.kind().name(), "EMR", e.kind().name());
        if (e.detail() != null) {
            xml.writeStartElement("EventOutcomeDescription");
            xml.writeCharacters(clean(e.detail()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void participant(XMLStreamWriter xml, AuditEvent e) throws XMLStreamException {
        xml.writeStartElement("ActiveParticipant");
        attribute(
                xml,
                "UserID",
                e.actor().id() == null ? "unknown" : e.actor().id().toString());
        attribute(xml, "UserName", e.actor().name());
        xml.writeAttribute("UserIsRequestor", Boolean.toString(e.actor().kind() == ActorKind.PERSON));
        attribute(xml, "NetworkAccessPointID", e.actor().address());
        if (e.actor().address() != null) {
            xml.writeAttribute("NetworkAccessPointTypeCode", "2");
        }
        if (e.actor().role() != null) {
            coded(xml, "RoleIDCode", e.actor().role(), "EMR", e.actor().role());
        }
        xml.writeEndElement();
    }

    private static void objects(XMLStreamWriter xml, AuditEvent e) throws XMLStreamException {
        if (e.patientId() != null) {
            object(xml, e.patientId().toString(), "1", "1", "2", "RFC-3881", "Patient Number");
            xml.writeEndElement();
        }
        if (e.objectKind() != null) {
            String id = e.objectId() == null ? e.objectKind() : e.objectId().toString();
            object(xml, id, "2", "4", e.objectKind(), "EMR", e.objectKind());
            detail(xml, "encounter", e.encounterId());
            detail(xml, "changes", e.changes());
            detail(xml, "reason", e.reason());
            detail(xml, "device", e.actor().device());
            detail(xml, "request", e.actor().requestId());
            xml.writeEndElement();
        }
    }

    private static void object(
            XMLStreamWriter xml, String id, String type, String role, String code, String system, String name)
            throws XMLStreamException {
        xml.writeStartElement("ParticipantObjectIdentification");
        attribute(xml, "ParticipantObjectID", id);
        xml.writeAttribute("ParticipantObjectTypeCode", type);
        xml.writeAttribute("ParticipantObjectTypeCodeRole", role);
        coded(xml, "ParticipantObjectIDTypeCode", code, system, name);
    }

    private static void detail(XMLStreamWriter xml, String type, Object value) throws XMLStreamException {
        if (value != null) {
            String base64 = java.util.Base64.getEncoder()
                    .encodeToString(value.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            xml.writeEmptyElement("ParticipantObjectDetail");
            xml.writeAttribute("type", type);
            xml.writeAttribute("value", base64);
        }
    }

    private static void coded(XMLStreamWriter xml, String name, String code, String system, String text)
            throws XMLStreamException {
        xml.writeEmptyElement(name);
        attribute(xml, "csd-code", code);
        xml.writeAttribute("codeSystemName", system);
        attribute(xml, "originalText", text);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        if (value != null) {
            xml.writeAttribute(name, clean(value));
        }
    }

    /** XML 1.0 takes no control characters, and one event stays one line. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\uFFFE\uFFFF]", " ");
    }
}
