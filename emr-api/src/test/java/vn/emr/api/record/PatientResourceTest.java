package vn.emr.api.record;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.Ids;

@QuarkusTest
@QuarkusTestResource(Server.class)
class PatientResourceTest {
    private Rooms rooms;
    private String chart;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
        chart = "/api/v1/patients/" + rooms.own.patient();
    }

    @Test
    void a_doctor_finds_and_opens_a_patient_without_the_name_ever_standing_in_an_address() {
        rooms.as("DOCTOR")
                .contentType("application/json")
                .body(Map.of("text", "nguyen trong"))
                .post("/api/v1/patients/search")
                .then()
                .statusCode(200)
                .body("patients.id", contains(rooms.own.patient().toString()))
                .body("patients[0].name", equalTo(Rooms.OWN_NAME))
                .body("patients[0].birth.precision", equalTo("YEAR"))
                .body("patients[0].stay.open", equalTo(true))
                .body("next", nullValue());
        rooms.as("DOCTOR")
                .get(chart)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("patient.name", equalTo(Rooms.OWN_NAME))
                .body("patient.birth.sent", equalTo("1958"))
                .body("encounters[0].class", equalTo("INPATIENT"))
                .body("encounters[0].folder.state", equalTo("IN_TREATMENT"))
                .body("currentStay.dayNumber", equalTo(1))
                .body("reports[0].abnormal", equalTo(1))
                .body("studies[0].series[0].bodyPart", equalTo("CHEST"))
                .body("documents[0].title", notNullValue())
                .body("reports[0].origin.sourceName", equalTo("HIS thử"))
                .body("reports[0].effective.from", containsString("Z"))
                .body("mergedInto", nullValue());
        rooms.as("DOCTOR")
                .get(chart + "/laboratory?days=30")
                .then()
                .statusCode(200)
                .body("dates", hasSize(1))
                .body("rows.code", contains("GLU", "K"))
                .body("rows[0].cells[0].level", equalTo("H"));
        rooms.as("DOCTOR")
                .get(chart + "/reports/" + rooms.own.report())
                .then()
                .statusCode(200)
                .body("observations", hasSize(2))
                .body("versions", hasSize(1));
    }

    @Test
    void a_result_is_printed_as_a_pdf_whose_name_tells_nothing() {
        String report = chart + "/reports/" + rooms.own.report();
        byte[] pdf = rooms.as("DOCTOR")
                .get(report + ".pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "inline; filename=\"print-" + rooms.own.report() + ".pdf\"")
                .extract()
                .asByteArray();
        assertEquals("%PDF-1.", new String(pdf, 0, 7, StandardCharsets.US_ASCII));
    }

    @Test
    void a_document_from_outside_comes_without_any_power_and_names_nobody() {
        Response answer = rooms.as("DOCTOR").get(chart + "/documents/" + rooms.own.document() + "/content");
        answer.then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "attachment; filename=\"document-" + rooms.own.document() + ".bin\"");
        List<String> policies = answer.headers().getValues("Content-Security-Policy");
        assertEquals(1, policies.size());
        assertTrue(policies.getFirst().endsWith("; sandbox"), policies.getFirst());
    }

    @Test
    void wrong_input_is_answered_and_never_reaches_the_database_as_an_error() {
        for (String id : List.of("x", "1", "../../etc/passwd", "' or 1=1 --", "%00", Ids.next() + "x")) {
            int status = rooms.as("DOCTOR").get("/api/v1/patients/{id}", id).statusCode();
            assertTrue(status == 404 || status == 400 || status == 405, id + " -> " + status);
        }
        for (String body : List.of(
                "{\"text\":\"\\u0000\"}",
                "{\"text\":\"' or '1'='1\"}",
                "{\"text\":\"\\\\\\\\\"}",
                "{\"text\":\"a%' --\"}",
                "{\"text\":\"((((\"}",
                "{\"text\":\"0900000000'\"}",
                "{\"text\":\"x\",\"limit\":2147483647}",
                "{\"text\":\"x\",\"limit\":-5}",
                "{}")) {
            Response answer = rooms.as("DOCTOR")
                    .contentType("application/json")
                    .body(body)
                    .post("/api/v1/patients/search");
            assertEquals(200, answer.statusCode(), body + answer.asString());
        }
        for (String body : List.of("{\"cursor\":\"x\"}", "{\"sort\":\"name\"}", "{\"departmentId\":\"x\"}")) {
            rooms.as("DOCTOR")
                    .contentType("application/json")
                    .body(body)
                    .post("/api/v1/patients/search")
                    .then()
                    .statusCode(422);
        }
        for (String query : List.of("days=0", "days=-1", "days=999999", "days=x")) {
            int status = rooms.as("DOCTOR").get(chart + "/laboratory?" + query).statusCode();
            assertTrue(status == 422 || status == 404 || status == 400, query + " -> " + status);
        }
        rooms.as("DOCTOR").get(chart + "/reports?cursor=x").then().statusCode(422);
        rooms.as("IT_ADMIN").get("/api/v1/parked?cursor=x").then().statusCode(422);
    }

    @Test
    void operations_show_reasons_and_no_patient() {
        rooms.as("IT_ADMIN")
                .header("Accept-Language", "en")
                .get("/api/v1/parked?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("total", equalTo(2))
                .body("next", notNullValue())
                .body("items[0].title", equalTo("No patient with this identifier yet"));
        rooms.as("SOURCE")
                .get("/api/v1/inbound/" + rooms.own.inbound())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("PARKED"))
                .body("remarks", hasSize(0));
        rooms.as("RECORDS_CLERK")
                .get("/api/v1/inbound/" + rooms.own.inbound() + "/body")
                .then()
                .statusCode(200)
                .body(containsString(Rooms.OWN_NAME));
        rooms.as("IT_ADMIN").get("/api/v1/sources").then().statusCode(200).body("size()", equalTo(2));
        rooms.as("IT_ADMIN")
                .get("/api/v1/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("WARN"))
                .body("backup.ok", equalTo(false))
                .body("parked.waiting", equalTo(2))
                .body("database.version", notNullValue());
        assertEquals(1, rooms.hospital.audits("MESSAGE_OPEN") - 1, "outcome and body, each traced");
    }
}
