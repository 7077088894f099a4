package vn.emr.api.record;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.testing.Role;

/** A treatment sheet from its empty form to its last version, as a screen asks for it. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class SheetResourceTest {
    private static final String FORM = "36/BV2";

    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private String patient;
    private String folder;
    private Browser doctor;
    private Browser nurse;

    @BeforeEach
    void come() {
        UUID id = hospital.patient("Nguyễn Văn Mẫu", "BN" + Ids.next(), "001058000123", List.of());
        UUID visit = hospital.stay(id, ward, null, null, false);
        hospital.folder(id, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        patient = "/api/v1/patients/" + id;
        folder = patient + "/record-folders/"
                + hospital.database
                        .first("select folder_id from record_folder where patient_id = ?", r -> r.uuid("folder_id"), id)
                        .orElseThrow();
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        nurse = Browser.in(hospital, Role.NURSE, ward);
    }

    @Test
    void a_form_to_fill_in_comes_with_what_the_record_knows_and_where_from() {
        doctor.ask()
                .queryParam("form", FORM)
                .get(folder + "/sheets/new")
                .then()
                .statusCode(200)
                .body("form.code", equalTo(FORM))
                .body("form.item.linkId", hasItems("dau", "chan-doan", "dien-bien"))
                .body("form.item.find { it.linkId == 'dien-bien' }.layout", equalTo("entries"))
                .body("answers.'ho-ten'[0].text", equalTo("Nguyễn Văn Mẫu"))
                .body("answers.'ho-ten'[0].from.path", equalTo("patient.name"))
                .body("answers.'ho-ten'[0].from.source", equalTo("HIS thử"));
        doctor.ask()
                .queryParam("form", "99/BV9")
                .get(folder + "/sheets/new")
                .then()
                .statusCode(422);
        doctor.ask().get(folder + "/sheets/new").then().statusCode(422);
    }

    @Test
    void a_sheet_is_made_written_completed_declared_void_and_restored() {
        String sheet = made();
        doctor.ask()
                .get(sheet)
                .then()
                .statusCode(200)
                .body("sheet.status", equalTo("DRAFT"))
                .body("sheet.formVersion", equalTo("1"))
                .body("form.code", equalTo(FORM))
                .body("allowed", contains("EDIT", "COMPLETE", "CANCEL", "PRINT"))
                .body("editor", nullValue())
                .body("draft", nullValue());
        save(doctor, sheet, Map.of("version", 1, "answers", Map.of("to-so", List.of(Map.of("number", 1)))))
                .statusCode(200)
                .body("sheet.version", equalTo(2));
        save(nurse, sheet, Map.of("version", 1, "answers", Map.of())).statusCode(409);
        save(doctor, sheet, Map.of("version", 2, "answers", Map.of("to-so", List.of(Map.of("number", 99_999)))))
                .statusCode(422)
                .body("fields", hasItem("/answers/to-so/0"));
        save(doctor, sheet, Map.of("version", 2, "answers", Map.of(), "complete", true))
                .statusCode(200)
                .body("sheet.status", equalTo("COMPLETED"))
                .body("versions.size()", equalTo(3));
        save(doctor, sheet, Map.of("version", 3, "answers", Map.of()))
                .statusCode(422)
                .body("fields", hasItem("/reason"));
        doctor.json(Map.of("version", 3, "reason", "Nhầm người bệnh"))
                .post(sheet + "/cancel")
                .then()
                .statusCode(200)
                .body("sheet.status", equalTo("CANCELLED"))
                .body("sheet.reason", equalTo("Nhầm người bệnh"));
        doctor.json(Map.of("version", 4, "reason", "Đúng người"))
                .post(sheet + "/restore")
                .then()
                .statusCode(403);
        Browser.in(hospital, Role.HEAD_OF_DEPARTMENT, ward)
                .json(Map.of("version", 4, "reason", "Đúng người"))
                .post(sheet + "/restore")
                .then()
                .statusCode(200)
                .body("sheet.status", equalTo("COMPLETED"));
        doctor.ask()
                .queryParam("version", 2)
                .get(sheet)
                .then()
                .statusCode(200)
                .body("sheet.answers.'to-so'[0].number", equalTo(1));
        doctor.ask().queryParam("version", 77).get(sheet).then().statusCode(404);
    }

    @Test
    void entries_are_written_one_by_one_and_struck_out() {
        String sheet = made();
        Map<String, Object> answers = Map.of("s", List.of(Map.of("text", "Đỡ đau ngực")));
        String entry = doctor.json(Map.of("version", 1, "item", "dien-bien", "answers", answers))
                .post(sheet + "/entries")
                .then()
                .statusCode(200)
                .body("sheet.answers.'dien-bien'[0].entry.author", equalTo(doctor.username))
                .extract()
                .path("sheet.answers.'dien-bien'[0].entry.id");
        doctor.json(Map.of("version", 2, "reason", "Nhầm người bệnh"))
                .post(sheet + "/entries/" + entry + "/strike")
                .then()
                .statusCode(200)
                .body("sheet.answers.'dien-bien'[0].entry.struck.because", equalTo("Nhầm người bệnh"))
                .body("sheet.answers.'dien-bien'[0].answers.s[0].text", equalTo("Đỡ đau ngực"));
    }

    @Test
    void one_writes_the_other_waits_and_what_was_typed_stays() {
        String sheet = made();
        edit(doctor, sheet, false)
                .statusCode(200)
                .body("editor.mine", equalTo(true))
                .body("wanted", nullValue());
        doctor.json(Map.of("version", 1, "answers", Map.of("phan-biet", List.of(Map.of("text", "chưa rõ")))))
                .put(sheet + "/draft")
                .then()
                .statusCode(204);
        edit(nurse, sheet, true)
                .statusCode(200)
                .body("editor.mine", equalTo(false))
                .body("editor.name", equalTo(doctor.username))
                .body("wanted.name", equalTo(nurse.username))
                .body("wanted.at", notNullValue());
        nurse.json(Map.of("version", 1, "answers", Map.of()))
                .put(sheet + "/draft")
                .then()
                .statusCode(409);
        nurse.ask().delete(sheet + "/editor").then().statusCode(204);
        doctor.ask()
                .get(sheet)
                .then()
                .body("draft.answers.'phan-biet'[0].text", equalTo("chưa rõ"))
                .body("editor.mine", equalTo(true))
                .body("wanted", nullValue());
        nurse.ask().get(sheet).then().body("draft", nullValue());
        doctor.ask().delete(sheet + "/editor").then().statusCode(204);
    }

    @Test
    void what_the_record_says_now_is_asked_for_without_changing_anything() {
        String sheet = made();
        doctor.ask()
                .get(sheet + "/prefill")
                .then()
                .statusCode(200)
                .body("answers.'ho-ten'[0].text", equalTo("Nguyễn Văn Mẫu"));
        doctor.ask().get(sheet).then().body("sheet.version", equalTo(1));
    }

    @Test
    void the_same_request_twice_makes_one_sheet() {
        UUID request = Ids.next();
        String first = make(request).statusCode(201).extract().path("sheet.id");
        make(request).statusCode(201).body("sheet.id", equalTo(first));
    }

    @Test
    void every_prescribed_form_is_listed_with_how_far_it_is_there_and_each_may_be_read() {
        doctor.ask()
                .get("/api/v1/forms")
                .then()
                .statusCode(200)
                .body("forms.find { it.code == '36/BV2' }.state", equalTo("CONFIRMED"))
                .body("forms.find { it.code == '17/BV1' }.state", equalTo("UNCONFIRMED"))
                .body("forms.find { it.code == '03/BV1' }.state", equalTo("MISSING"))
                .body("forms.find { it.code == '03/BV1' }.version", nullValue())
                .body("forms.code", not(hasItem("52/BV2")));
        doctor.ask().get("/api/v1/forms/36-BV2/1").then().statusCode(200).body("code", equalTo(FORM));
        doctor.ask().get("/api/v1/forms/36-BV2/9").then().statusCode(404);
    }

    private String made() {
        return patient + "/sheets/" + make(Ids.next()).statusCode(201).extract().path("sheet.id");
    }

    private ValidatableResponse make(UUID request) {
        return doctor.json(Map.of(
                        "form", FORM, "happened", Instant.now().toString(), "answers", Map.of(), "requestId", request))
                .post(folder + "/sheets")
                .then();
    }

    private static ValidatableResponse save(Browser who, String sheet, Map<String, ?> body) {
        return who.json(body).put(sheet).then();
    }

    private static ValidatableResponse edit(Browser who, String sheet, boolean takeOver) {
        return who.json(Map.of("takeOver", takeOver)).post(sheet + "/editor").then();
    }
}
