package vn.emr.api.operation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** Those who answer for the trace ask it, and are in it themselves. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class AuditResourceTest {
    private static final String FORMULA = "=cmd()";

    private Rooms rooms;
    private Hospital hospital;
    private Browser admin;
    private Browser doctor;
    private String number;

    @BeforeEach
    void a_doctor_opens_one_chart_and_tries_another() {
        rooms = new Rooms();
        hospital = rooms.hospital;
        admin = rooms.person(Role.IT_ADMIN);
        doctor = rooms.person(Role.DOCTOR);
        String chart = "/api/v1/patients/" + rooms.own.patient();
        doctor.ask().header("User-Agent", FORMULA).get(chart).then().statusCode(200);
        doctor.ask().get(chart + "/laboratory").then().statusCode(200);
        doctor.json(Map.of("section", "LABORATORY"))
                .post(chart + "/prints")
                .then()
                .statusCode(204);
        doctor.ask().get("/api/v1/patients/" + rooms.other.patient()).then().statusCode(403);
        number = hospital.database
                .first(
                        "select value from patient_identifier where patient_id = ? and kind = 'PATIENT_NUMBER'",
                        row -> row.text("value"),
                        rooms.own.patient())
                .orElseThrow();
    }

    @Test
    void who_opened_this_record_names_each_person_with_what_they_did_and_the_question_is_in_the_trace() {
        String of = "openings.find { it.by == '" + doctor.username + "' }.";
        admin.json(Map.of("number", number))
                .post("/api/v1/audit/openings")
                .then()
                .statusCode(200)
                .body(of + "opened", equalTo(2))
                .body(of + "printed", equalTo(1))
                .body(of + "refused", equalTo(0))
                .body(of + "what", hasItem("LABORATORY"))
                .body(of + "from", hasItem("127.0.0.1"))
                .body("toString()", not(containsString(Rooms.OWN_NAME)));
        assertEquals(1, traced("AUDIT_OF_PATIENT", rooms.own.patient()));
        admin.json(Map.of("number", number))
                .post("/api/v1/audit/openings")
                .then()
                .body("openings.by", hasItem(admin.username));
    }

    @Test
    void a_number_of_nobody_and_a_time_the_wrong_way_round_are_refused() {
        admin.json(Map.of("number", "khong-co"))
                .post("/api/v1/audit/openings")
                .then()
                .statusCode(404);
        admin.json(Map.of("number", " ")).post("/api/v1/audit/openings").then().statusCode(422);
        admin.json(Map.of("from", "2026-02-01T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .post("/api/v1/audit/refusals")
                .then()
                .statusCode(422);
        admin.json(Map.of("from", "2025-01-01T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .post("/api/v1/audit/anomalies")
                .then()
                .statusCode(422);
        admin.ask().get("/api/v1/audit/export?form=PDF").then().statusCode(422);
    }

    @Test
    void without_the_right_the_question_is_refused_and_traced() {
        doctor.json(Map.of("number", number))
                .post("/api/v1/audit/openings")
                .then()
                .statusCode(403);
        assertEquals(
                1,
                hospital.database
                        .first(
                                "select count(*)::int as n from audit_event where actor_id = ? and object_kind = 'ROUTE openings'",
                                row -> row.integer("n"),
                                doctor.account)
                        .orElseThrow());
    }

    @Test
    void what_one_person_did_and_what_was_refused_come_newest_first_and_by_pages() {
        admin.json(Map.of("username", doctor.username))
                .post("/api/v1/audit/deeds")
                .then()
                .statusCode(200)
                .body("deeds.kind[0]", equalTo("REFUSED"))
                .body("deeds.kind[1]", equalTo("PRINT"))
                .body("before", equalTo(null));
        admin.json(Map.of())
                .post("/api/v1/audit/refusals")
                .then()
                .statusCode(200)
                .body("deeds.by", hasItem(doctor.username))
                .body("deeds.findAll { it.success }", equalTo(List.of()));
        for (int i = 0; i < 205; i++) {
            doctor.ask().get("/api/v1/patients/" + rooms.other.patient());
        }
        String before = admin.json(Map.of("username", doctor.username))
                .post("/api/v1/audit/deeds")
                .jsonPath()
                .getString("before");
        List<String> second = admin.json(Map.of("username", doctor.username, "before", before))
                .post("/api/v1/audit/deeds")
                .jsonPath()
                .getList("deeds.kind");
        assertTrue(second.contains("SIGN_IN") && second.contains("PRINT"), second.toString());
    }

    @Test
    void attempts_at_charts_not_in_care_are_among_the_anomalies() {
        String of = "find { it.kind == 'NOT_UNDER_CARE' && it.by == '" + doctor.username + "' }.count";
        admin.json(Map.of())
                .post("/api/v1/audit/anomalies")
                .then()
                .statusCode(200)
                .body(of, equalTo(1));
    }

    @Test
    void the_trace_goes_out_as_csv_fhir_and_atna_and_that_is_traced() throws Exception {
        String csv = export("CSV");
        assertTrue(csv.startsWith("id,at,kind,"));
        assertTrue(csv.contains(",'" + FORMULA + ","), "a cell that a spreadsheet would calculate");
        String fhir = export("fhir");
        ObjectMapper json = new ObjectMapper();
        boolean read = false;
        for (String line : fhir.split("\n")) {
            JsonNode event = json.readTree(line);
            assertEquals("AuditEvent", event.get("resourceType").asText());
            assertTrue(event.has("type") && event.has("recorded") && event.has("outcome"), line);
            assertTrue(event.get("agent").size() == 3 && event.has("source"), line);
            read |= event.path("meta").path("profile").path(0).asText().endsWith("PatientRead");
        }
        assertTrue(read, "opening a chart follows the profile of a patient read");
        for (String line : export("ATNA").split("\n")) {
            assertTrue(
                    line.matches("<85>1 \\S+Z emr emr - DICOM\\+RFC3881 - \uFEFF<AuditMessage>.*</AuditMessage>"),
                    line);
        }
        assertEquals(
                3,
                hospital.database
                        .first(
                                "select count(*)::int as n from audit_event where actor_id = ? and kind = 'EXPORT'",
                                row -> row.integer("n"),
                                admin.account)
                        .orElseThrow());
        assertFalse(fhir.contains(Rooms.OWN_NAME));
    }

    private String export(String form) {
        return admin.ask()
                .accept("*/*")
                .get("/api/v1/audit/export?form=" + form)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private int traced(String object, UUID patient) {
        return hospital.database
                .first(
                        "select count(*)::int as n from audit_event where object_kind = ? and patient_id = ? and actor_id = ?",
                        row -> row.integer("n"),
                        object,
                        patient,
                        admin.account)
                .orElseThrow();
    }
}
