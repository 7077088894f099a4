package vn.emr.core.oversight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.ActorKind;

/** A line of the trace as a FHIR R4 AuditEvent (IHE ITI BALP where it has a profile for it), on one line. */
final class FhirLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String ENTITY = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";

    private FhirLine() {}

    static String of(AuditEvent e) {
        Meaning meaning = Meaning.of(e);
        ObjectNode event = JSON.createObjectNode();
        event.put("resourceType", "AuditEvent").put("id", e.id().toString());
        if (meaning.profile() != null) {
            event.putObject("meta").putArray("profile").add(meaning.profile());
        }
        if (meaning.subtype() == null) {
            coding(event.putObject("type"), DCM, meaning.event(), meaning.eventName());
        } else {
            coding(event.putObject("type"), HL7 + "audit-event-type", "rest", "RESTful Operation");
            coding(
                    event.putArray("subtype").addObject(),
                    "http://hl7.org/fhir/restful-interaction",
                    meaning.subtype(),
                    null);
        }
        event.put("action", meaning.action());
        event.put("recorded", e.at().toString());
        event.put("outcome", e.success() ? "0" : "4");
        if (e.detail() != null) {
            event.put("outcomeDesc", e.detail());
        }
        if (e.purpose() != null || e.reason() != null) {
            event.putArray("purposeOfEvent").addObject().put("text", e.reason() == null ? e.purpose() : e.reason());
        }
        agents(event.putArray("agent"), e);
        ObjectNode source = event.putObject("source");
        source.put("site", e.tenantId().toString()).putObject("observer").put("display", "EMR");
        coding(source.putArray("type").addObject(), HL7 + "security-source-type", "4", "Application Server");
        entities(event, e);
        try {
            return JSON.writeValueAsString(event) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an audit event that is not JSON", impossible);
        }
    }

    private static void agents(ArrayNode agents, AuditEvent e) {
        ObjectNode client = agents.addObject();
        coding(client.putObject("type").putArray("coding").addObject(), DCM, "110153", "Source Role ID");
        client.putObject("who")
                .put(
                        "display",
                        e.actor().device() == null ? "unknown" : e.actor().device());
        client.put("requestor", false);
        if (e.actor().address() != null) {
            client.putObject("network").put("address", e.actor().address()).put("type", "2");
        }
        ObjectNode server = agents.addObject();
        coding(server.putObject("type").putArray("coding").addObject(), DCM, "110152", "Destination Role ID");
        server.putObject("who").put("display", "EMR");
        server.put("requestor", false);
        ObjectNode user = agents.addObject();
        boolean person = e.actor().kind() == ActorKind.PERSON;
        coding(
                user.putObject("type").putArray("coding").addObject(),
                HL7 + "v3-ParticipationType",
                person ? "IRCP" : "AUT",
                person ? "information recipient" : "author (originator)");
        if (e.actor().role() != null) {
            user.putArray("role").addObject().put("text", e.actor().role());
        }
        ObjectNode who = user.putObject("who");
        if (e.actor().id() != null) {
            who.putObject("identifier").put("value", e.actor().id().toString());
        }
        who.put("display", e.actor().name() == null ? "unknown" : e.actor().name());
        user.put("requestor", true);
    }

    private static void entities(ObjectNode event, AuditEvent e) {
        ArrayNode entities = event.putArray("entity");
        if (e.patientId() != null) {
            entity(entities, "Patient/" + e.patientId(), "1", "Person", "1", "Patient");
        }
        if (e.encounterId() != null) {
            entity(entities, "Encounter/" + e.encounterId(), "2", "System Object", "4", "Domain Resource");
        }
        if (e.objectKind() != null) {
            ObjectNode object = entity(entities, null, "2", "System Object", "4", "Domain Resource");
            object.put("name", e.objectKind());
            UUID id = e.objectId();
            if (id != null) {
                object.putObject("what").putObject("identifier").put("value", id.toString());
            }
            if (e.changes() != null) {
                object.putArray("detail").addObject().put("type", "changes").put("valueString", e.changes());
            }
        }
        if (e.actor().requestId() != null) {
            ObjectNode request = entities.addObject();
            request.putObject("what")
                    .putObject("identifier")
                    .put("value", e.actor().requestId());
            coding(request.putObject("type"), ENTITY, "XrequestId", null);
        }
        if (entities.isEmpty()) {
            event.remove("entity");
        }
    }

    private static ObjectNode entity(
            ArrayNode entities, String reference, String type, String typeName, String role, String roleName) {
        ObjectNode entity = entities.addObject();
        if (reference != null) {
            entity.putObject("what").put("reference", reference);
        }
        coding(entity.putObject("type"), HL7 + "audit-entity-type", type, typeName);
        coding(entity.putObject("role"), HL7 + "object-role", role, roleName);
        return entity;
    }

    private static void coding(ObjectNode to, String system, String code, String display) {
        to.put("system", system).put("code", code);
        if (display != null) {
            to.put("display", display);
        }
    }
}
