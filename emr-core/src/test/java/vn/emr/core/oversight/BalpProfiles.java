package vn.emr.core.oversight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r4.model.ElementDefinition.SlicingRules;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r4.model.ValueSet;

/** What IHE ITI Basic Audit Log Patterns 1.1 asks of read, query, create and update, with and without a patient. */
final class BalpProfiles {
    static final String BASE = "https://profiles.ihe.net/ITI/BALP/";
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String ENTITY = BASE + "CodeSystem/BasicAuditEntityType";
    private static final String WRITERS = "urn:writers";
    private static final String REST_OBJECTS = "urn:rest-objects";

    private BalpProfiles() {}

    static Map<String, IBaseResource> all() {
        Map<String, IBaseResource> all = new HashMap<>();
        for (boolean patient : List.of(false, true)) {
            add(all, profile("Read", patient, "R", "110152", "110153", Profile::object));
            add(all, profile("Create", patient, "C", "110153", "110152", Profile::object));
            add(all, profile("Update", patient, "U", "110153", "110152", Profile::object));
            add(all, profile("Query", patient, "E", "110153", "110152", Profile::query));
        }
        all.put(WRITERS, codes(WRITERS, HL7 + "v3-ParticipationType", "AUT", "INF", "CST"));
        all.put(REST_OBJECTS, codes(REST_OBJECTS, HL7 + "object-role", "4", "3", "20"));
        CodeSystem entity = new CodeSystem();
        entity.setUrl(ENTITY).setStatus(PublicationStatus.ACTIVE).setContent(CodeSystem.CodeSystemContentMode.COMPLETE);
        entity.addConcept().setCode("XrequestId");
        all.put(ENTITY, entity);
        return all;
    }

    private static void add(Map<String, IBaseResource> all, StructureDefinition one) {
        all.put(one.getUrl(), one);
    }

    private static ValueSet codes(String url, String system, String... codes) {
        ValueSet set = new ValueSet();
        set.setUrl(url).setStatus(PublicationStatus.ACTIVE);
        var include = set.getCompose().addInclude().setSystem(system);
        for (String code : codes) {
            include.addConcept().setCode(code);
        }
        return set;
    }

    private static StructureDefinition profile(
            String name, boolean patient, String action, String client, String server, Consumer<Profile> what) {
        Profile p = new Profile();
        p.at("type").setPattern(new Coding().setSystem(HL7 + "audit-event-type").setCode("rest"));
        p.at("subtype").setMin(1);
        p.at("action").setPattern(new CodeType(action));
        p.at("outcome").setPattern(new CodeType("0"));
        p.sliced("agent", 2);
        p.machine("client", client);
        p.machine("server", server);
        p.slice("agent", "user", 0);
        if (action.equals("C") || action.equals("U")) {
            p.at("agent:user.type")
                    .getBinding()
                    .setStrength(BindingStrength.REQUIRED)
                    .setValueSet(WRITERS);
        } else {
            p.at("agent:user.type").setPattern(concept(HL7 + "v3-ParticipationType", "IRCP"));
        }
        p.at("agent:user.who").setMin(1);
        p.at("agent:user.requestor").setPattern(new org.hl7.fhir.r4.model.BooleanType(true));
        p.at("agent:user.media").setMax("0");
        p.at("agent:user.network").setMax("0");
        p.sliced("entity", patient ? 2 : 1);
        p.slice("entity", "transaction", 0);
        p.at("entity:transaction.what").setMin(1);
        p.at("entity:transaction.type")
                .setPattern(new Coding().setSystem(ENTITY).setCode("XrequestId"));
        what.accept(p);
        if (patient) {
            p.slice("entity", "patient", 1);
            p.at("entity:patient.what")
                    .setMin(1)
                    .addType()
                    .setCode("Reference")
                    .addTargetProfile("http://hl7.org/fhir/StructureDefinition/Patient");
            p.at("entity:patient.type")
                    .setPattern(
                            new Coding().setSystem(HL7 + "audit-entity-type").setCode("1"));
            p.at("entity:patient.role")
                    .setMin(1)
                    .setPattern(new Coding().setSystem(HL7 + "object-role").setCode("1"));
        }
        StructureDefinition made = new StructureDefinition();
        made.setUrl(BASE + "StructureDefinition/IHE.BasicAudit." + (patient ? "Patient" : "") + name)
                .setName((patient ? "Patient" : "") + name)
                .setStatus(PublicationStatus.ACTIVE)
                .setKind(StructureDefinitionKind.RESOURCE)
                .setAbstract(false)
                .setType("AuditEvent")
                .setBaseDefinition("http://hl7.org/fhir/StructureDefinition/AuditEvent")
                .setDerivation(TypeDerivationRule.CONSTRAINT);
        made.getDifferential().setElement(p.elements);
        return made;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    private static final class Profile {
        final List<ElementDefinition> elements = new ArrayList<>(List.of(element("AuditEvent")));

        private static ElementDefinition element(String id) {
            ElementDefinition made = new ElementDefinition();
            made.setPath(id.replaceAll(":[a-z]+", "")).setId(id);
            return made;
        }

        ElementDefinition at(String id) {
            ElementDefinition made = element("AuditEvent." + id);
            elements.add(made);
            return made;
        }

        void sliced(String element, int min) {
            ElementDefinition all = at(element).setMin(min);
            all.getSlicing()
                    .setRules(SlicingRules.OPEN)
                    .addDiscriminator()
                    .setType(DiscriminatorType.PATTERN)
                    .setPath("type");
        }

        void slice(String element, String name, int min) {
            at(element + ":" + name).setSliceName(name).setMin(min).setMax("1");
        }

        void machine(String name, String role) {
            slice("agent", name, 1);
            at("agent:" + name + ".type").setMin(1).setPattern(concept(DCM, role));
            at("agent:" + name + ".who").setMin(1);
            at("agent:" + name + ".media").setMax("0");
            at("agent:" + name + ".network").setMin(1);
        }

        void object() {
            slice("entity", "data", 1);
            at("entity:data.what").setMin(1);
            at("entity:data.type")
                    .setPattern(
                            new Coding().setSystem(HL7 + "audit-entity-type").setCode("2"));
            at("entity:data.role")
                    .getBinding()
                    .setStrength(BindingStrength.REQUIRED)
                    .setValueSet(REST_OBJECTS);
        }

        void query() {
            slice("entity", "query", 1);
            at("entity:query.what").setMax("0");
            at("entity:query.type")
                    .setPattern(
                            new Coding().setSystem(HL7 + "audit-entity-type").setCode("2"));
            at("entity:query.role")
                    .setMin(1)
                    .setPattern(new Coding().setSystem(HL7 + "object-role").setCode("24"));
            at("entity:query.lifecycle").setMax("0");
            at("entity:query.query").setMin(1);
            at("entity:query.detail").setMax("0");
        }
    }
}
