package vn.emr.core.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;

/** The golden forms of the trace; after a wanted change run with {@code -Dgolden.write=true} and read the difference. */
class TraceFormsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/trace");
    private static final UUID ONE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID TWO = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");

    @Test
    void each_form_is_as_it_was_agreed() throws IOException {
        StringBuilder csv = new StringBuilder(CsvLine.head());
        StringBuilder fhir = new StringBuilder();
        StringBuilder atna = new StringBuilder();
        for (AuditEvent line : lines()) {
            csv.append(CsvLine.of(line));
            fhir.append(FhirLine.of(line));
            atna.append(AtnaLine.of(line));
        }
        golden("trace.csv", csv.toString());
        golden("trace.ndjson", fhir.toString());
        golden("trace.syslog", atna.toString());
    }

    @Test
    void each_kind_of_line_has_a_meaning_elsewhere() throws IOException {
        Actor nurse = new Actor(ActorKind.PERSON, TWO, "dd.mau", "NURSE", ONE, "10.0.0.7", "r-1");
        StringBuilder all = new StringBuilder();
        for (Kind kind : Kind.values()) {
            all.append(kind).append(": ").append(Meaning.of(line(kind, true, nurse, null, null, null)));
            all.append("\n  of a patient: ")
                    .append(Meaning.of(line(kind, true, nurse, ONE, null, null)))
                    .append('\n');
        }
        golden("meanings.txt", all.toString());
    }

    private static List<AuditEvent> lines() {
        Actor doctor =
                new Actor(ActorKind.PERSON, TWO, "bs.mau", "DOCTOR", ONE, "10.0.0.7", "r-1", "=HYPERLINK(\"x\")");
        Actor source = new Actor(ActorKind.SOURCE, TWO, "HIS <thử> & \"co\"", null, null, "10.0.0.9", ONE.toString());
        Actor nobody = new Actor(ActorKind.PERSON, null, null, null, null, "10.0.0.8", "r-2");
        return List.of(
                line(Kind.GRANT, true, doctor, ONE, "PATIENT", null),
                line(Kind.PRINT, true, doctor, ONE, "LABORATORY", null).ofVisit(TWO),
                line(Kind.SEARCH, true, doctor, null, "PATIENT_LIST", "text 4 characters"),
                line(Kind.REFUSED, false, doctor, ONE, "PATIENT", "FORBIDDEN"),
                line(Kind.CREATE, true, source, ONE, "DIAGNOSTIC_REPORT", null),
                line(Kind.SIGN_IN_FAILED, false, nobody, null, "ACCOUNT", "locked"),
                line(Kind.ACCOUNT, true, doctor, null, "ACCOUNT", null)
                        .changing("role: NURSE -> DOCTOR")
                        .because("đổi việc\u0001"),
                line(Kind.START, true, Actor.SYSTEM, null, "SERVER", "0.1.0"));
    }

    private static AuditEvent line(
            Kind kind, boolean success, Actor actor, UUID patient, String object, String detail) {
        return new AuditEvent(
                ONE,
                Instant.parse("2026-11-22T01:02:03.000004Z"),
                TWO,
                kind,
                success,
                actor,
                null,
                patient,
                object,
                patient == null ? null : TWO,
                null,
                "TREATMENT",
                detail);
    }

    private static void golden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text, name);
    }
}
