package vn.emr.api.record;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

@QuarkusTest
@QuarkusTestResource(Server.class)
class MedicationResourceTest {
    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private final UUID first = hospital.patient("Nguyễn Văn Một");
    private final UUID second = hospital.patient("Nguyễn Văn Hai");
    private final UUID visit = hospital.stay(first, ward, null, null, false);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private Browser doctor;
    private Browser nurse;

    @BeforeEach
    void signIn() {
        hospital.stay(second, ward, null, null, false);
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        nurse = Browser.in(hospital, Role.NURSE, ward);
    }

    private static Map<String, Object> paracetamol() {
        return new HashMap<>(Map.of(
                "medicine",
                "Paracetamol",
                "dose",
                1,
                "unit",
                "viên",
                "route",
                "ORAL",
                "schedule",
                Map.of("kind", "ONCE"),
                "from",
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString()));
    }

    private Map<String, Object> asked(Map<String, Object> order) {
        return Map.of("requestId", Ids.next(), "encounterId", visit, "order", order);
    }

    private static ValidatableResponse post(Browser who, UUID patient, String path, Map<String, ?> body) {
        return who.json(body).post(address(patient, path)).then();
    }

    private static String address(UUID patient, String path) {
        return "/api/v1/patients/" + patient + "/medications" + path;
    }

    private long count(String table, UUID patient) {
        return hospital.database
                .first("select count(*) as n from " + table + " where patient_id = ?", row -> row.number("n"), patient)
                .orElseThrow();
    }

    @Test
    void a_medicine_is_ordered_changed_and_stopped_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        Map<String, Object> asked = asked(paracetamol());
        post(doctor, second, "", asked).statusCode(404);
        Map<String, Object> question = Map.of("encounterId", visit, "order", paracetamol());
        post(doctor, second, "/warnings", question).statusCode(404);
        post(doctor, first, "/warnings", question).statusCode(200).body("", hasSize(0));
        String id = post(doctor, first, "", asked)
                .statusCode(201)
                .body("status", equalTo("ACTIVE"))
                .body("plan.schedule.kind", equalTo("ONCE"))
                .body("dose", equalTo("1 viên, một lần"))
                .extract()
                .path("id");
        post(doctor, first, "/warnings", question).body("concern", equalTo(List.of("DUPLICATE")));
        post(doctor, first, "", asked(paracetamol()))
                .statusCode(422)
                .body("fields", equalTo(List.of("/order/accepted")));
        Map<String, Object> more = paracetamol();
        more.put("dose", 2);
        Map<String, Object> change = Map.of("version", 1, "reason", "Còn sốt cao", "order", more);
        doctor.json(change).put(address(second, "/" + id)).then().statusCode(404);
        doctor.json(change).put(address(first, "/" + id)).then().statusCode(200).body("version", equalTo(2));
        doctor.json(change).put(address(first, "/" + id)).then().statusCode(409);
        Map<String, Object> stop = Map.of("version", 2, "reason", "Hết sốt");
        post(doctor, second, "/" + id + "/stop", stop).statusCode(404);
        post(doctor, first, "/" + id + "/stop", stop).statusCode(200).body("status", equalTo("STOPPED"));
        post(doctor, first, "/" + id + "/stop", stop).statusCode(409);
        doctor.ask().get(address(second, "/" + id + "/versions")).then().statusCode(404);
        doctor.ask()
                .get(address(first, "/" + id + "/versions"))
                .then()
                .statusCode(200)
                .body("version", equalTo(List.of(3, 2, 1)));
        assertEquals(0, count("medication_order", second));
    }

    @Test
    void a_dose_is_recorded_and_marked_as_an_error_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        String order = post(doctor, first, "", asked(paracetamol())).extract().path("id");
        String due = nurse.ask()
                .get(address(first, ""))
                .then()
                .statusCode(200)
                .body("visits[0].allowed", equalTo(List.of("GIVE")))
                .extract()
                .path("orders[0].due[0]");
        Map<String, Object> dose = Map.of("outcome", "GIVEN", "due", due, "at", now.toString());
        Map<String, Object> given = Map.of("requestId", Ids.next(), "orderId", order, "dose", dose);
        post(nurse, second, "/doses", given).statusCode(404);
        post(doctor, first, "/doses", given).statusCode(403);
        String id = post(nurse, first, "/doses", given)
                .statusCode(201)
                .body("outcome", equalTo("GIVEN"))
                .extract()
                .path("id");
        post(nurse, first, "/doses", Map.of("requestId", Ids.next(), "orderId", order, "dose", dose))
                .statusCode(409);
        Map<String, Object> error = Map.of("version", 1, "reason", "Nhầm giường");
        post(nurse, second, "/doses/" + id + "/error", error).statusCode(404);
        post(nurse, first, "/doses/" + id + "/error", Map.of("version", 2, "reason", "Nhầm giường"))
                .statusCode(409);
        post(nurse, first, "/doses/" + id + "/error", error).statusCode(200).body("reason", equalTo("Nhầm giường"));
        assertEquals(0, count("medication_administration", second));
    }

    @Test
    void a_day_that_is_none_is_refused() {
        nurse.ask().get(address(first, "?day=hôm nay")).then().statusCode(422);
        nurse.ask()
                .get(address(first, "?day=2026-11-20"))
                .then()
                .statusCode(200)
                .body("day", equalTo("2026-11-20"));
    }
}
