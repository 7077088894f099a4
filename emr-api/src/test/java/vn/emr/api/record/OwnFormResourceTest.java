package vn.emr.api.record;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.testing.Role;

/** A form of the hospital through the routes: copied, written, tried, approved by somebody else, used, withdrawn. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class OwnFormResourceTest {
    private static final String ROUTE = "/api/v1/own-forms";
    private static final String CONFIRMATIONS = "/api/v1/form-confirmations";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TODAY =
            LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString();

    private Rooms rooms;
    private Browser doctor;

    @BeforeEach
    void signIn() {
        rooms = new Rooms();
    }

    @Test
    void a_form_goes_its_way_and_a_new_sheet_is_written_in_it() throws Exception {
        JsonNode copy = tree(post(Role.IT_ADMIN, "", Map.of("code", "27/BV2", "version", "1"), 201));
        String id = copy.at("/form/id").asText();
        ObjectNode definition = copy.get("definition").deepCopy();
        ((ArrayNode) definition.get("item"))
                .addObject()
                .put("linkId", "them")
                .put("text", "Ý kiến thêm")
                .put("textEn", "More")
                .put("type", "text");
        ObjectNode faulty = definition.deepCopy();
        ((ObjectNode) faulty.get("item").get(faulty.get("item").size() - 1)).put("unit", "kg");
        write(id, 1, faulty, 200).body("faults.at", contains("them"));
        post(Role.IT_ADMIN, "/" + id + "/send", Map.of("seen", 2), 422).body("fields", contains("them"));
        write(id, 2, definition, 200).body("faults", empty());
        write(id, 2, definition, 409);
        rooms.person(Role.IT_ADMIN)
                .json(Map.of("answers", copy.get("sample")))
                .post(ROUTE + "/" + id + "/print")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", startsWith("inline; filename=\"print-"));
        post(Role.IT_ADMIN, "/" + id + "/send", Map.of("seen", 3), 200).body("allowed", not(hasItem("APPROVED")));
        post(Role.IT_ADMIN, "/" + id + "/approve", Map.of("seen", 4, "from", TODAY), 422);
        post(Role.QUALITY_OFFICER, "/" + id + "/approve", Map.of("seen", 4, "from", "2020-01-01"), 422)
                .body("fields", contains("/from"));
        post(Role.QUALITY_OFFICER, "/" + id + "/approve", Map.of("seen", 4, "from", TODAY), 200)
                .body("form.state", equalTo("APPROVED"))
                .body("form.version", equalTo("1.1"));
        assertTrue(offered().contains("27/BV2 1.1"), offered());
        rooms.as("DOCTOR")
                .get("/api/v1/forms/27-BV2/1.1")
                .then()
                .statusCode(200)
                .body("item.linkId", hasItem("them"))
                .body("effective.start", equalTo(TODAY));
        String folder = folder();
        String sheet = sheet(folder, "1.1")
                .body("form.item.linkId", hasItem("them"))
                .extract()
                .path("sheet.id");
        post(Role.IT_ADMIN, "/" + id + "/withdraw", Map.of("seen", 5, "from", TODAY, "reason", "Theo mẫu của Bộ"), 200)
                .body("form.state", equalTo("WITHDRAWN"));
        assertTrue(offered().contains("27/BV2 1"), offered());
        rooms.as("DOCTOR").get("/api/v1/forms/27-BV2/1.1").then().statusCode(200);
        doctor.ask()
                .get(folder.replaceFirst("/record-folders/.*", "/sheets/" + sheet))
                .then()
                .statusCode(200)
                .body("sheet.formVersion", equalTo("1.1"))
                .body("sheet.answers.them[0].text", equalTo("Không có"));
        sheet(folder, "1");
    }

    /** A record under treatment that the doctor reaches. */
    private String folder() {
        Hospital hospital = rooms.hospital;
        UUID ward = hospital.department("TIM");
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        UUID patient = hospital.patient("Nguyễn Văn Mẫu", "BN" + Ids.next(), null, List.of());
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        return "/api/v1/patients/" + patient + "/record-folders/"
                + hospital.database
                        .first(
                                "select folder_id from record_folder where encounter_id = ?",
                                r -> r.uuid("folder_id"),
                                visit)
                        .orElseThrow();
    }

    private ValidatableResponse sheet(String folder, String version) {
        Map<String, ?> said = version.equals("1") ? Map.of() : Map.of("them", List.of(Map.of("text", "Không có")));
        return doctor.json(Map.of(
                        "form",
                        "27/BV2",
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        said,
                        "requestId",
                        Ids.next().toString()))
                .post(folder + "/sheets")
                .then()
                .statusCode(201)
                .body("sheet.formVersion", equalTo(version));
    }

    @Test
    void a_form_is_confirmed_with_its_source_and_the_catalogue_says_so() {
        Map<String, Object> asked = new HashMap<>(Map.of(
                "code", "17/BV1", "version", "1", "seen", 0, "confirmed", true, "source", "Công báo, phụ lục XXVIII"));
        confirm(asked, 200).body("compared", equalTo(true)).body("said[0].source", startsWith("Công báo"));
        rooms.as("DOCTOR")
                .get("/api/v1/forms")
                .then()
                .body("forms.find { it.code == '17/BV1' }.state", equalTo("CONFIRMED"));
        rooms.as("IT_ADMIN")
                .get(CONFIRMATIONS)
                .then()
                .body("forms.find { it.code == '17/BV1' }.said.size()", equalTo(1))
                .body("forms.find { it.code == '01/BV1' }.open", equalTo(false));
        confirm(asked, 409);
        asked.putAll(Map.of("seen", 1, "confirmed", false, "source", "Thiếu mục"));
        confirm(asked, 200).body("compared", equalTo(false));
    }

    private String offered() {
        return rooms.as("DOCTOR")
                .get("/api/v1/forms")
                .then()
                .extract()
                .jsonPath()
                .getList("forms.collect { it.code + ' ' + it.version }")
                .toString();
    }

    private ValidatableResponse write(String id, int number, JsonNode definition, int status) {
        return rooms.person(Role.IT_ADMIN)
                .json(Map.of("seen", number, "definition", definition))
                .put(ROUTE + "/" + UUID.fromString(id))
                .then()
                .statusCode(status);
    }

    private ValidatableResponse post(Role who, String path, Map<String, ?> body, int status) {
        return rooms.person(who).json(body).post(ROUTE + path).then().statusCode(status);
    }

    private ValidatableResponse confirm(Map<String, Object> asked, int status) {
        return rooms.person(Role.QUALITY_OFFICER)
                .json(asked)
                .put(CONFIRMATIONS)
                .then()
                .statusCode(status);
    }

    private static JsonNode tree(ValidatableResponse response) throws Exception {
        return JSON.readTree(response.extract().asString());
    }
}
