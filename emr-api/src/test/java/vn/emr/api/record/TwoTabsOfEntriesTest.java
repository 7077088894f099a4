package vn.emr.api.record;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.Ids;

/** The same with what people enter at the bedside. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class TwoTabsOfEntriesTest extends TwoTabs {
    @Test
    void a_diagnosis_is_said_changed_and_withdrawn_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        Map<String, Object> said =
                Map.of("encounterId", visit(first), "rank", "primary", "text", "Viêm phổi", "requestId", Ids.next());
        write(second, "diagnoses", said).statusCode(404);
        String diagnosis = "diagnoses/"
                + write(first, "diagnoses", said).statusCode(201).extract().path("id");
        Map<String, Object> change = Map.of("version", 1, "rank", "primary", "text", "Viêm phế quản", "reason", "Phim");
        Map<String, Object> withdrawal = Map.of("version", 2, "reason", "Nhầm người");
        put(second, diagnosis, change).statusCode(404);
        write(second, diagnosis + "/withdraw", Map.of("version", 1, "reason", "Nhầm người"))
                .statusCode(404);
        doctor.ask().get(address(second, diagnosis + "/versions")).then().statusCode(404);
        put(first, diagnosis, change).statusCode(200).body("version", equalTo(2));
        put(first, diagnosis, change).statusCode(409);
        write(first, diagnosis + "/withdraw", Map.of("version", 1, "reason", "Nhầm người"))
                .statusCode(409);
        write(first, diagnosis + "/withdraw", withdrawal).statusCode(200);
        write(first, diagnosis + "/withdraw", withdrawal).statusCode(409);
        doctor.ask()
                .get(address(first, diagnosis + "/versions"))
                .then()
                .statusCode(200)
                .body("versions[0].reason", equalTo("Nhầm người"))
                .body("versions.text", equalTo(List.of("Viêm phế quản", "Viêm phế quản", "Viêm phổi")));
        assertEquals(0, count("select count(*) as n from condition where patient_id = ?", second));
    }

    @Test
    void a_reading_is_entered_and_corrected_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        Map<String, Object> reading = Map.of(
                "at",
                Instant.now().minusSeconds(60).toString(),
                "signs",
                List.of(Map.of("kind", "PULSE", "value", 131)),
                "consciousness",
                "ALERT");
        Map<String, Object> asked = Map.of("requestId", Ids.next(), "encounterId", visit(first), "reading", reading);
        write(second, "vital-signs", asked).statusCode(404);
        String id = write(first, "vital-signs", asked)
                .statusCode(201)
                .body("score.red", equalTo(true))
                .body("score.total", equalTo(null))
                .extract()
                .path("id");
        Map<String, Object> taken = Map.of("version", 1, "reason", "Nhầm người");
        put(second, "vital-signs/" + id, taken).statusCode(404);
        doctor.ask()
                .get(address(second, "vital-signs/" + id + "/versions"))
                .then()
                .statusCode(404);
        put(first, "vital-signs/" + id, Map.of("version", 2, "reason", "Nhầm người"))
                .statusCode(409);
        put(first, "vital-signs/" + id, Map.of("version", 1)).statusCode(422);
        put(first, "vital-signs/" + id, taken).statusCode(200).body("status", equalTo("ENTERED_IN_ERROR"));
        Map<String, Object> decision = Map.of("encounterId", visit(first), "use", "SCALE_2", "reason", "COPD, CO2 cao");
        put(second, "vital-signs/early-warning", decision).statusCode(404);
        put(first, "vital-signs/early-warning", decision).statusCode(200).body("version", equalTo(1));
        put(first, "vital-signs/early-warning", decision).statusCode(409);
        doctor.ask()
                .get(address(first, "vital-signs"))
                .then()
                .statusCode(200)
                .body("visits[0].basis", equalTo("SCALE_2"));
        assertEquals(0, count("select count(*) as n from vital_signs where patient_id = ?", second));
    }

    @Test
    void an_allergy_is_recorded_and_changed_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        Map<String, Object> said = Map.of("kind", "ALLERGY", "category", "DRUG", "substance", "Penicillin");
        String id = write(first, "allergies", Map.of("requestId", Ids.next(), "allergy", said))
                .statusCode(201)
                .body("known", equalTo("LISTED"))
                .extract()
                .path("allergies[0].id");
        Map<String, Object> taken = Map.of("version", 1, "reason", "Nhầm người", "status", "ENTERED_IN_ERROR");
        put(second, "allergies/" + id, taken).statusCode(404);
        doctor.ask()
                .get(address(second, "allergies/" + id + "/versions"))
                .then()
                .statusCode(404);
        put(first, "allergies/" + id, Map.of("version", 7, "reason", "Nhầm người", "status", "ENTERED_IN_ERROR"))
                .statusCode(409);
        put(first, "allergies/" + id, Map.of("version", 1, "status", "ENTERED_IN_ERROR"))
                .statusCode(422);
        put(second, "allergies/none-known", Map.of()).statusCode(200).body("known", equalTo("NONE_KNOWN"));
        put(first, "allergies/none-known", Map.of()).statusCode(422);
        doctor.ask().get(address(first, "allergies")).then().body("known", equalTo("LISTED"));
        assertEquals(0, count("select count(*) as n from allergy where patient_id = ? and kind = 'ALLERGY'", second));
        put(first, "allergies/" + id, taken).statusCode(200).body("known", equalTo("NOT_RECORDED"));
        put(first, "allergies/" + id, taken).statusCode(409);
        put(second, "allergies/none-known", Map.of()).statusCode(409);
        put(second, "allergies/none-known", Map.of("version", 1))
                .statusCode(200)
                .body("noneKnown.version", equalTo(2));
    }

    @Test
    void a_problem_is_recorded_and_changed_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        String id = write(
                        first,
                        "problems",
                        Map.of("requestId", Ids.next(), "problem", Map.of("text", "Tăng huyết áp", "since", "2015")))
                .statusCode(201)
                .body("problems[0].since.sent", equalTo("2015"))
                .extract()
                .path("problems[0].id");
        Map<String, Object> taken = Map.of("version", 1, "reason", "Nhầm người");
        put(second, "problems/" + id, taken).statusCode(404);
        doctor.ask().get(address(second, "problems/" + id + "/versions")).then().statusCode(404);
        put(first, "problems/" + id, Map.of("version", 7, "reason", "Nhầm người"))
                .statusCode(409);
        put(first, "problems/" + id, Map.of("version", 1)).statusCode(422);
        write(
                        second,
                        "problems",
                        Map.of("requestId", Ids.next(), "problem", Map.of("text", "Hen", "seenIn", visit(first))))
                .statusCode(404);
        doctor.ask()
                .get(address(first, "").replaceAll("/$", ""))
                .then()
                .statusCode(200)
                .body("problems[0].text", equalTo("Tăng huyết áp"));
        put(first, "problems/" + id, taken).statusCode(200).body("past[0].status", equalTo("ENTERED_IN_ERROR"));
        put(first, "problems/" + id, taken).statusCode(409);
        assertEquals(0, count("select count(*) as n from problem where patient_id = ?", second));
    }

    @Test
    void a_procedure_is_written_and_changed_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        Map<String, Object> said = Map.of(
                "sort",
                "SURGERY",
                "text",
                "Mổ ruột thừa nội soi",
                "from",
                Instant.now().minusSeconds(600).toString(),
                "team",
                List.of(Map.of("part", "OPERATOR", "name", "BS. Mẫu")));
        Map<String, Object> asked = Map.of("requestId", Ids.next(), "encounterId", visit(first), "procedure", said);
        write(second, "procedures", asked).statusCode(404);
        String id = write(first, "procedures", asked)
                .statusCode(201)
                .body("here", equalTo(true))
                .extract()
                .path("id");
        Map<String, Object> taken = Map.of("version", 1, "reason", "Nhầm người");
        put(second, "procedures/" + id, taken).statusCode(404);
        doctor.ask()
                .get(address(second, "procedures/" + id + "/versions"))
                .then()
                .statusCode(404);
        put(first, "procedures/" + id, Map.of("version", 7, "reason", "Nhầm người"))
                .statusCode(409);
        put(first, "procedures/" + id, Map.of("version", 1)).statusCode(422);
        doctor.ask()
                .get(address(first, "treatment"))
                .then()
                .statusCode(200)
                .body("procedures.items[0].details.code.text", equalTo("Mổ ruột thừa nội soi"));
        put(first, "procedures/" + id, taken).statusCode(200).body("details.status", equalTo("ENTERED_IN_ERROR"));
        put(first, "procedures/" + id, taken).statusCode(409);
        assertEquals(0, count("select count(*) as n from procedure where patient_id = ?", second));
    }

    @Test
    void a_movement_is_said_and_changed_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> said = Map.of("event", "PLACED", "at", at, "room", "P9", "bed", "G12");
        Map<String, Object> asked = Map.of("requestId", Ids.next(), "movement", said);
        String path = "encounters/" + visit(first) + "/movements";
        write(second, path, asked).statusCode(404);
        doctor.ask().get(address(second, path + "/departments")).then().statusCode(404);
        doctor.ask()
                .get(address(first, path + "/departments"))
                .then()
                .statusCode(200)
                .body("departments.find { it.code == 'NOI' }.here", equalTo(true));
        String key = write(first, path, asked)
                .statusCode(201)
                .body("event", equalTo("PLACED"))
                .body("bed", equalTo("G12"))
                .extract()
                .path("key");
        Map<String, Object> taken = Map.of("version", 1, "reason", "Nhầm người");
        put(second, path + "/" + key, taken).statusCode(404);
        put(first, path + "/" + key, Map.of("version", 7, "reason", "Nhầm người"))
                .statusCode(409);
        put(first, path + "/" + key, Map.of("version", 1)).statusCode(422);
        doctor.ask()
                .get("/api/v1/patients/" + first)
                .then()
                .body("currentStay.bed", equalTo("G12"))
                .body("encounters[0].movable.discharge", equalTo(true))
                .body("encounters[0].movements[0].key", equalTo(key));
        put(first, path + "/" + key, taken).statusCode(200).body("takenBack", equalTo(true));
        put(first, path + "/" + key, taken).statusCode(409);
        doctor.ask().get("/api/v1/patients/" + first).then().body("currentStay.bed", equalTo("G1"));
        assertEquals(1, count("select count(*) as n from encounter where version = 1 and patient_id = ?", second));
    }
}
