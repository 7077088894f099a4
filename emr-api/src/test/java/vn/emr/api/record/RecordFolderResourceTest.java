package vn.emr.api.record;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.testing.Role;

/** A folder through the routes: read, taken on step by step, refused, listed and taken out. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class RecordFolderResourceTest {
    private Rooms rooms;
    private String all;
    private String folder;

    @BeforeEach
    void signIn() {
        rooms = new Rooms();
        all = "/api/v1/patients/" + rooms.own.patient() + "/record-folders";
        folder = all + "/" + rooms.as("DOCTOR").get(all).jsonPath().getString("folders[0].id");
    }

    @Test
    void a_folder_has_the_shape_that_screens_and_other_programs_read() {
        Map<String, Object> page = rooms.as("DOCTOR").get(folder).jsonPath().getMap("");
        assertEquals(
                "[allowed, findings, folder, forms, history, late, lendings, mayAdd, mayExport, mayLend, mayPrint, sheets]",
                new TreeSet<>(page.keySet()).toString());
        assertEquals(
                "[admissionNumber, attendingDoctor, class, departments, encounterId, facility, hybrid, id, opened, otherNumbers, overdue,"
                        + " retention, state, version, visitNumber]",
                new TreeSet<>(((Map<?, ?>) page.get("folder")).keySet()).toString());
        rooms.as("DOCTOR")
                .get(folder)
                .then()
                .body("folder.class", equalTo("INPATIENT"))
                .body("folder.state", equalTo("IN_TREATMENT"))
                .body("folder.overdue", equalTo(false))
                .body("allowed", contains("COMPLETE", "CANCEL"))
                .body("findings.code", hasItem("NO_END"))
                .body("findings.find { it.code == 'NO_SHEET' }.forms", contains("36/BV2"))
                .body("history[0].state", equalTo("IN_TREATMENT"))
                .body("mayAdd", equalTo(true))
                .body("mayPrint", equalTo(true));
    }

    @Test
    void a_folder_lists_the_sheets_that_were_filled_in_and_the_forms_by_which_another_may_be() {
        rooms.as("DOCTOR")
                .get(folder)
                .then()
                .body("sheets", empty())
                .body("forms.form", hasItems("01/BV1", "36/BV2"))
                .body("forms.form", not(hasItem("15/BV1")));
        String sheet = rooms.as("DOCTOR")
                .contentType("application/json")
                .body(Map.of(
                        "form",
                        "36/BV2",
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        Map.of(),
                        "requestId",
                        Ids.next()))
                .post(folder + "/sheets")
                .then()
                .statusCode(201)
                .extract()
                .path("sheet.id");
        rooms.as("NURSE")
                .get(folder)
                .then()
                .body("sheets.id", contains(sheet))
                .body("sheets.form", contains("36/BV2"))
                .body("sheets.group", contains("TREATMENT"))
                .body("sheets.status", contains("DRAFT"));
    }

    @Test
    void a_doctor_completes_and_a_close_names_everything_that_is_missing() {
        step("DOCTOR", "complete", Map.of("version", 1, "dischargeKind", "1"))
                .statusCode(200)
                .body("folder.state", equalTo("COMPLETED"))
                .body("folder.version", equalTo(2))
                .body("history[0].act", equalTo("COMPLETE"));
        step("RECORDS_CLERK", "close", Map.of("version", 2))
                .statusCode(422)
                .body("code", equalTo("NOT_APPLICABLE"))
                .body(
                        "fields",
                        contains(
                                "/findings/NO_END",
                                "/findings/NO_PRIMARY_DIAGNOSIS",
                                "/findings/NO_OUTCOME",
                                "/findings/NO_RECORD_SHEET",
                                "/findings/NO_SHEET",
                                "/findings/NO_PAPER"));
        step("RECORDS_CLERK", "reopen", Map.of("version", 2, "reason", "thiếu chẩn đoán"))
                .statusCode(200)
                .body("folder.state", equalTo("IN_TREATMENT"))
                .body("history[0].reason", equalTo("thiếu chẩn đoán"));
        step("DOCTOR", "complete", Map.of("version", 2)).statusCode(409);
    }

    @Test
    void who_may_not_is_refused_and_a_reason_is_asked_for_where_a_step_goes_back() {
        step("NURSE", "complete", Map.of("version", 1)).statusCode(403);
        step("DIRECTOR", "cancel", Map.of("version", 1, "reason", "nhầm")).statusCode(403);
        step("DOCTOR", "cancel", Map.of("version", 1)).statusCode(422).body("fields", contains("/reason"));
        step("DOCTOR", "cancel", Map.of("version", 1, "reason", "mở nhầm người"))
                .statusCode(200)
                .body("folder.state", equalTo("CANCELLED"))
                .body("mayAdd", equalTo(false));
        step("HEAD_OF_DEPARTMENT", "restore", Map.of("version", 2, "reason", "đúng người"))
                .statusCode(200)
                .body("folder.state", equalTo("IN_TREATMENT"));
    }

    @Test
    void a_held_folder_says_so_until_it_is_released() {
        step("DOCTOR", "complete", Map.of("version", 1)).statusCode(200);
        step("RECORDS_CLERK", "hold", Map.of("version", 2, "reason", "thư của tòa án"))
                .statusCode(200)
                .body("folder.held.reason", equalTo("thư của tòa án"));
        step("RECORDS_CLERK", "release", Map.of("version", 3, "reason", "đã xong vụ việc"))
                .statusCode(200)
                .body("folder.held", equalTo(null));
    }

    @Test
    void what_is_added_to_a_completed_record_says_why_and_is_listed_as_an_addendum() {
        step("DOCTOR", "complete", Map.of("version", 1)).statusCode(200).body("mayAdd", equalTo(true));
        Map<String, Object> sheet = new TreeMap<>(Map.of(
                "form", "36/BV2", "happened", Instant.now().toString(), "answers", Map.of(), "requestId", Ids.next()));
        add("DOCTOR", sheet).statusCode(422).body("fields", contains("/reason"));
        sheet.put("reason", "Tờ điều trị lập thiếu");
        add("NURSE", sheet).statusCode(403);
        add("DOCTOR", sheet)
                .statusCode(201)
                .body("sheet.addendum.to", equalTo("COMPLETED"))
                .body("sheet.addendum.reason", equalTo("Tờ điều trị lập thiếu"))
                .body("allowed", contains("EDIT", "COMPLETE", "CANCEL", "PRINT"));
        rooms.as("RECORDS_CLERK").get(folder).then().body("sheets.addendum", contains(true));
    }

    private ValidatableResponse add(String who, Map<String, Object> sheet) {
        return rooms.person(Role.valueOf(who))
                .json(sheet)
                .post(folder + "/sheets")
                .then();
    }

    @Test
    void the_volume_of_an_open_record_is_not_lent_and_only_who_keeps_the_archive_asks() {
        Map<String, Object> lend =
                Map.of("borrower", "BS. A", "unit", "Khoa Nội", "purpose", "QUALITY", "dueOn", "2026-12-31");
        rooms.as("RECORDS_CLERK")
                .get(folder)
                .then()
                .body("mayLend", equalTo(false))
                .body("lendings", empty());
        step("RECORDS_CLERK", "lendings", lend).statusCode(422).body("code", equalTo("NOT_APPLICABLE"));
        step("DOCTOR", "lendings", lend).statusCode(403);
        step("RECORDS_CLERK", "lendings/" + Ids.next() + "/return", Map.of()).statusCode(422);
    }

    @Test
    void the_list_finds_it_counts_it_and_gives_it_out_as_a_file() {
        step("DOCTOR", "complete", Map.of("version", 1)).statusCode(200);
        rooms.person(Role.RECORDS_CLERK)
                .json(Map.of("state", "COMPLETED"))
                .post("/api/v1/record-folders/search")
                .then()
                .statusCode(200)
                .body("folders", hasSize(1))
                .body("folders[0].patientName", equalTo(Rooms.OWN_NAME));
        rooms.person(Role.RECORDS_CLERK)
                .json(Map.of("state", "ARCHIVED"))
                .post("/api/v1/record-folders/search")
                .then()
                .body("folders", hasSize(0));
        rooms.as("RECORDS_CLERK")
                .get("/api/v1/record-folders/counts")
                .then()
                .body("byState.COMPLETED", equalTo(1))
                .body("overdue", equalTo(0));
        rooms.as("RECORDS_CLERK")
                .get("/api/v1/record-folders/choices")
                .then()
                .body("doctors", equalTo(List.of("BS. Mẫu")));
        rooms.person(Role.RECORDS_CLERK)
                .json(Map.of())
                .post("/api/v1/record-folders/file")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("danh-sach-ho-so.csv"))
                .body(containsString(Rooms.OWN_NAME));
        rooms.person(Role.DOCTOR)
                .json(Map.of())
                .post("/api/v1/record-folders/file")
                .then()
                .statusCode(403);
    }

    @Test
    void what_a_person_asks_the_list_by_is_kept_under_a_name_for_that_person_alone() {
        Map<String, Object> filter = Map.of("name", "Quá hạn", "asked", Map.of("overdue", true, "days", 7));
        rooms.person(Role.RECORDS_CLERK)
                .json(filter)
                .put("/api/v1/record-folders/filters")
                .then()
                .statusCode(200);
        rooms.as("RECORDS_CLERK")
                .get("/api/v1/record-folders/filters")
                .then()
                .body("filters[0].name", equalTo("Quá hạn"))
                .body("filters[0].asked.days", equalTo(7));
        rooms.as("DOCTOR").get("/api/v1/record-folders/filters").then().body("filters", hasSize(0));
        rooms.person(Role.RECORDS_CLERK)
                .json(Map.of("name", "Khác", "asked", Map.of("diagnosis", "?")))
                .put("/api/v1/record-folders/filters")
                .then()
                .statusCode(422)
                .body("fields", equalTo(List.of("/asked/diagnosis")));
        rooms.person(Role.RECORDS_CLERK)
                .json(Map.of("name", "Quá hạn"))
                .post("/api/v1/record-folders/filters/drop")
                .then()
                .body("filters", hasSize(0));
    }

    private ValidatableResponse step(String who, String step, Map<String, Object> body) {
        return rooms.person(Role.valueOf(who))
                .json(body)
                .post(folder + "/" + step)
                .then();
    }
}
