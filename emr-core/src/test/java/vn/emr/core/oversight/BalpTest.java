package vn.emr.core.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.Test;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;

/** Every kind of line as a FHIR AuditEvent, judged by a validator of FHIR R4 that knows the profiles it names. */
class BalpTest {
    private static final UUID ONE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID TWO = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final List<Actor> ACTORS = List.of(
            new Actor(ActorKind.PERSON, TWO, "bs.mau", "DOCTOR", ONE, "10.0.0.7", "r-1", "Firefox"),
            new Actor(ActorKind.PERSON, null, null, null, null, "fd00::7", "r-2"),
            new Actor(ActorKind.SOURCE, TWO, "HIS <thử> & \"co\"", null, null, "10.0.0.9", ONE.toString()),
            Actor.SYSTEM);

    private final FhirValidator validator = validator();

    @Test
    void every_kind_of_line_is_a_valid_event_of_the_profile_it_names() {
        List<String> wrong = new ArrayList<>();
        int profiled = 0;
        for (Kind kind : Kind.values()) {
            for (AuditEvent line : lines(kind)) {
                String text = FhirLine.of(line);
                profiled += text.contains("IHE.BasicAudit.") ? 1 : 0;
                errors(text).forEach(error -> wrong.add(kind + ": " + error));
            }
        }
        assertEquals(List.of(), wrong.stream().distinct().limit(20).toList());
        assertTrue(profiled > 50, profiled + " named a profile");
    }

    @Test
    void an_event_that_breaks_its_profile_is_found() {
        String read = FhirLine.of(line(Kind.OPEN, ACTORS.getFirst(), true, ONE, TWO));
        assertEquals(List.of(), errors(read));
        for (String broken : List.of(
                read.replace("110152", "110150"),
                read.replace("\"outcome\":\"0\"", "\"outcome\":\"4\""),
                read.replace("\"network\":{\"address\":\"10.0.0.7\",\"type\":\"2\"}", "\"policy\":[\"urn:x\"]"),
                read.replace("\"what\":{\"reference\":\"Patient/" + ONE + "\"},", ""),
                read.replace("\"IRCP\"", "\"AUT\"")
                        .replace("object-role\",\"code\":\"4\"", "object-role\",\"code\":\"5\""))) {
            assertTrue(!broken.equals(read) && !errors(broken).isEmpty(), broken);
        }
    }

    private static List<AuditEvent> lines(Kind kind) {
        List<AuditEvent> all = new ArrayList<>();
        Actor doctor = ACTORS.getFirst();
        for (Actor actor : ACTORS) {
            all.add(line(kind, actor, true, ONE, TWO));
        }
        all.add(line(kind, doctor, false, ONE, TWO));
        all.add(line(kind, doctor, true, null, null).changing("role: NURSE -> DOCTOR"));
        all.add(line(kind, doctor, true, ONE, null).ofVisit(TWO).because("lý do"));
        return all;
    }

    private static AuditEvent line(Kind kind, Actor actor, boolean success, UUID patient, UUID object) {
        return new AuditEvent(
                ONE,
                Instant.parse("2026-11-22T01:02:03.000004Z"),
                TWO,
                kind,
                success,
                actor,
                null,
                patient,
                "PATIENT",
                object,
                null,
                "TREATMENT",
                "text 4 characters");
    }

    private List<String> errors(String event) {
        return validator.validateWithResult(event).getMessages().stream()
                .filter(m -> m.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(m -> m.getLocationString() + ": " + m.getMessage())
                .toList();
    }

    private static FhirValidator validator() {
        FhirContext context = FhirContext.forR4();
        PrePopulatedValidationSupport balp = new PrePopulatedValidationSupport(context);
        BalpProfiles.all().values().forEach(balp::addResource);
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                balp,
                new SnapshotGeneratingValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context));
        FhirInstanceValidator rules = new FhirInstanceValidator(chain);
        rules.setErrorForUnknownProfiles(true);
        return context.newValidator().registerValidatorModule(rules);
    }
}
