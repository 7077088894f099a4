package vn.emr.core.oversight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
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
        // The profiles speak of what succeeded.
        if (meaning.profile() != null && e.success()) {
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
        agents(event.putArray("agent"), meaning, e.actor());
        ObjectNode source = event.putObject("source");
        source.put("site", e.tenantId().toString()).putObject("observer").put("display", "EMR");
        coding(source.putArray("type").addObject(), HL7 + "security-source-type", "4", "Application Server");
        entities(event, meaning, e);
        try {
            return JSON.writeValueAsString(event) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an audit event that is not JSON", impossible);
        }
    }

    /** Who reads is the destination of the data; who asks, writes or changes is their source. */
    private static void agents(ArrayNode agents, Meaning meaning, Actor actor) {
        boolean reading = "read".equals(meaning.subtype());
        boolean writing = "create".equals(meaning.subtype()) || "update".equals(meaning.subtype());
        String address = actor.address() == null ? "localhost" : actor.address();
        machine(agents, reading, actor.device() == null ? "unknown" : actor.device(), address);
        machine(agents, !reading, "EMR", "EMR");
        ObjectNode user = agents.addObject();
        boolean author = writing || actor.kind() != ActorKind.PERSON && !reading;
        coding(
                user.putObject("type").putArray("coding").addObject(),
                HL7 + "v3-ParticipationType",
                author ? "AUT" : "IRCP",
                author ? "author (originator)" : "information recipient");
        if (actor.role() != null) {
            user.putArray("role").addObject().put("text", actor.role());
        }
        ObjectNode who = user.putObject("who");
        if (actor.id() != null) {
            who.putObject("identifier").put("value", actor.id().toString());
        }
        who.put("display", actor.name() == null ? "unknown" : actor.name());
        user.put("requestor", true);
    }

    /** @param address an IP address or the name of a machine */
    private static void machine(ArrayNode agents, boolean destination, String who, String address) {
        ObjectNode machine = agents.addObject();
        coding(
                machine.putObject("type").putArray("coding").addObject(),
                DCM,
                destination ? "110152" : "110153",
                destination ? "Destination Role ID" : "Source Role ID");
        machine.putObject("who").put("display", who);
        machine.put("requestor", false);
        boolean ip = address.indexOf(':') >= 0 || Character.isDigit(address.charAt(0));
        machine.putObject("network").put("address", address).put("type", ip ? "2" : "1");
    }

    private static void entities(ObjectNode event, Meaning meaning, AuditEvent e) {
        ArrayNode entities = event.putArray("entity");
        if (e.patientId() != null) {
            entity(entities, "Patient/" + e.patientId(), "1", "Person", "1", "Patient");
        }
        if (e.encounterId() != null) {
            entity(entities, "Encounter/" + e.encounterId(), "4", "Other", "4", "Domain Resource");
        }
        if ("search".equals(meaning.subtype())) {
            asked(entities, e);
        } else if (e.objectKind() != null) {
            object(entities, e);
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

    private static void object(ArrayNode entities, AuditEvent e) {
        ObjectNode object = entity(entities, null, "2", "System Object", "4", "Domain Resource");
        object.put("name", e.objectKind());
        ObjectNode what = object.putObject("what").put("display", e.objectKind());
        if (e.objectId() != null) {
            what.putObject("identifier").put("value", e.objectId().toString());
        }
        if (e.changes() != null) {
            object.putArray("detail").addObject().put("type", "changes").put("valueString", e.changes());
        }
    }

    /** What was searched for is not kept in the trace, only in what and how it was. */
    private static void asked(ArrayNode entities, AuditEvent e) {
        String asked = (e.objectKind() == null ? "" : e.objectKind()) + (e.detail() == null ? "" : "; " + e.detail());
        entity(entities, null, "2", "System Object", "24", "Query")
                .put("query", Base64.getEncoder().encodeToString(asked.getBytes(StandardCharsets.UTF_8)));
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
