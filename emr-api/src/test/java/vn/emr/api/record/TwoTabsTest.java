package vn.emr.api.record;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.testing.Papers;
import vn.emr.core.testing.Role;

/** What is written about one of two patients at once: orders, labels, folders and their sheets. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class TwoTabsTest extends TwoTabs {
    /** Every route that writes about one patient; a new one fails here until it was tried with two. */
    private static final Set<String> WRITES = Set.of(
            "POST /api/v1/patients/{id}/orders",
            "POST /api/v1/patients/{id}/orders/{orderId}/cancel",
            "POST /api/v1/patients/{id}/diagnoses",
            "PUT /api/v1/patients/{id}/diagnoses/{diagnosisId}",
            "POST /api/v1/patients/{id}/diagnoses/{diagnosisId}/withdraw",
            "POST /api/v1/patients/{id}/labels",
            "POST /api/v1/patients/{id}/labels/{putId}/end",
            "POST /api/v1/patients/{id}/allergies",
            "PUT /api/v1/patients/{id}/allergies/{allergyId}",
            "PUT /api/v1/patients/{id}/allergies/none-known",
            "POST /api/v1/patients/{id}/problems",
            "PUT /api/v1/patients/{id}/problems/{problemId}",
            "POST /api/v1/patients/{id}/procedures",
            "PUT /api/v1/patients/{id}/procedures/{procedureId}",
            "POST /api/v1/patients/{id}/encounters/{encounterId}/movements",
            "PUT /api/v1/patients/{id}/encounters/{encounterId}/movements/{key}",
            "POST /api/v1/patients/{id}/vital-signs",
            "PUT /api/v1/patients/{id}/vital-signs/{vitalsId}",
            "PUT /api/v1/patients/{id}/vital-signs/early-warning",
            "POST /api/v1/patients/{id}/medications",
            "POST /api/v1/patients/{id}/medications/warnings",
            "PUT /api/v1/patients/{id}/medications/{orderId}",
            "POST /api/v1/patients/{id}/medications/{orderId}/stop",
            "POST /api/v1/patients/{id}/medications/doses",
            "POST /api/v1/patients/{id}/medications/doses/{doseId}/error",
            "POST /api/v1/patients/{id}/care",
            "POST /api/v1/patients/{id}/care/{relationId}/end",
            "POST /api/v1/patients/{id}/consents",
            "POST /api/v1/patients/{id}/consents/{consentId}/withdrawal",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/complete",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/close",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/archive",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/reopen",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/cancel",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/restore",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/hold",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/release",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/lendings",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/lendings/{lendingId}/return",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/sheets",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/scans",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/scans/files",
            "PUT /api/v1/patients/{id}/sheets/{sheetId}",
            "PUT /api/v1/patients/{id}/sheets/{sheetId}/draft",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/editor",
            "DELETE /api/v1/patients/{id}/sheets/{sheetId}/editor",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/entries",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/entries/{entryId}/strike",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/cancel",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/restore",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/revision",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/signatures/refusal",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/patient-signings",
            "DELETE /api/v1/patients/{id}/sheets/{sheetId}/patient-signings/{signingId}",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/patient-signings/{signingId}/confirmation",
            "POST /api/v1/patients/{id}/sheets/{sheetId}/patient-signings/{signingId}/job",
            // These change nothing of the record: each is a line of the trace of the patient in its address.
            "POST /api/v1/patients/{id}/consents/prints",
            "POST /api/v1/patients/{id}/identifiers/reveal",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/exchange/json/p7m",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/exchange/json/signature",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/exchange/xml/p7m",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/exchange/xml/signature",
            "POST /api/v1/patients/{id}/record-folders/{folderId}/prints",
            "POST /api/v1/patients/{id}/sheets/{sheetId}.pdf",
            "POST /api/v1/patients/{id}/prints");

    @Test
    void every_route_that_writes_about_a_patient_was_tried_with_two() {
        Set<String> found = Route.TABLE.stream()
                .map(Route::route)
                .filter(route -> !route.startsWith("GET ") && route.contains("/patients/{id}"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(WRITES), found);
    }

    @Test
    void an_order_is_cancelled_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        // A laboratory that is not there: what is placed waits for it.
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, address, allowed_types, patient_domain)
                values (?, ?, ?, 'LIS', 'LIS', 'lis', 'mllp://127.0.0.1:1', 'ORU^R01', 'BV')
                """, Ids.next(), hospital.tenant, hospital.facility);
        String order = write(first, "orders", Map.of("departmentId", ward, "text", "Đường máu mao mạch"))
                .statusCode(200)
                .extract()
                .path("id");
        Map<String, Object> cancelled = Map.of("version", 1, "reason", "Nhầm người");
        write(second, "orders/" + order + "/cancel", cancelled).statusCode(404);
        write(first, "orders/" + order + "/cancel", Map.of("version", 7, "reason", "Nhầm người"))
                .statusCode(409);
        write(first, "orders/" + order + "/cancel", Map.of("reason", "Nhầm người"))
                .statusCode(422);
        doctor.ask()
                .get("/api/v1/patients/" + first)
                .then()
                .body("orders.find { it.id == '" + order + "' }.status", equalTo("REQUESTED"));
        assertEquals(0, count("select count(*) as n from service_order where patient_id = ?", second));
        write(first, "orders/" + order + "/cancel", cancelled).statusCode(200);
        write(first, "orders/" + order + "/cancel", cancelled).statusCode(409);
    }

    @Test
    void a_label_is_put_and_ended_from_the_page_of_its_patient() {
        UUID report = hospital.report(first, Instant.now(), "7.7", "H");
        UUID label = hospital.database
                .first(
                        "select id from label where tenant_id = ? order by code limit 1",
                        r -> r.uuid("id"),
                        hospital.tenant)
                .orElseThrow();
        Map<String, Object> asked = Map.of(
                "labelId", label, "part", "DIAGNOSTIC_REPORT", "objectId", report, "reason", "Người bệnh yêu cầu");
        write(second, "labels", asked).statusCode(404);
        assertEquals(0, count("select count(*) as n from labelled where object_id = ?", report));
        write(first, "labels", asked).statusCode(200);
        UUID put = hospital.database
                .first("select id from labelled where object_id = ?", r -> r.uuid("id"), report)
                .orElseThrow();
        write(second, "labels/" + put + "/end", Map.of("reason", "Nhầm người")).statusCode(404);
        assertEquals(1, count("select count(*) as n from labelled where id = ? and ended_at is null", put));
    }

    @Test
    void a_colleague_is_asked_and_let_go_from_the_page_of_the_patient() {
        UUID colleague = Browser.of(hospital, Role.DOCTOR).account;
        String relation = write(first, "care", Map.of("accountId", colleague, "days", 3, "reason", "Hội chẩn"))
                .statusCode(200)
                .extract()
                .path("[0].id");
        assertEquals(0, count("select count(*) as n from care_relation where patient_id = ?", second));
        write(second, "care/" + relation + "/end", Map.of()).statusCode(404);
        assertEquals(
                1,
                count(
                        "select count(*) as n from care_relation where id = ? and ended_at is null",
                        UUID.fromString(relation)));
        write(first, "care/" + relation + "/end", Map.of()).statusCode(200);
    }

    @Test
    void a_consent_is_taken_back_from_the_page_of_who_gave_it() {
        Browser.in(hospital, Role.DATA_PROTECTION_OFFICER)
                .json(Map.of(
                        "purpose", "RESEARCH",
                        "version", 0,
                        "title", "Nghiên cứu",
                        "body", "Tôi đồng ý để dữ liệu sức khỏe của tôi được dùng cho nghiên cứu.",
                        "consequence", "Không ảnh hưởng tới việc chữa bệnh.",
                        "offered", true))
                .post("/api/v1/privacy/texts")
                .then()
                .statusCode(200);
        String consent = write(
                        first,
                        "consents",
                        Map.of(
                                "purpose", "RESEARCH",
                                "textVersion", 1,
                                "by", "PATIENT",
                                "channel", "SIGNED_PAPER",
                                "evidence", "Tủ 3"))
                .statusCode(200)
                .extract()
                .path("consents[0].id");
        assertEquals(0, count("select count(*) as n from consent where patient_id = ?", second));
        write(second, "consents/" + consent + "/withdrawal", Map.of("by", "PATIENT"))
                .statusCode(404);
        assertEquals(
                0,
                count("select count(*) as n from consent_withdrawal where consent_id = ?", UUID.fromString(consent)));
        write(first, "consents/" + consent + "/withdrawal", Map.of("by", "PATIENT"))
                .statusCode(200);
    }

    @Test
    void a_folder_is_taken_on_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        UUID folder = folder(first);
        folder(second);
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        Map<String, Object> seen = Map.of("version", 1, "reason", "đúng người");
        for (String act : List.of("complete", "cancel")) {
            write(second, "record-folders/" + folder + "/" + act, seen).statusCode(404);
        }
        for (String act : List.of("close", "archive", "reopen", "restore", "hold", "release")) {
            clerk.json(seen)
                    .post("/api/v1/patients/" + second + "/record-folders/" + folder + "/" + act)
                    .then()
                    .statusCode(404);
        }
        String lendings = "/api/v1/patients/" + second + "/record-folders/" + folder + "/lendings";
        clerk.json(Map.of("borrower", "BS. A", "unit", "Khoa Nội", "purpose", "QUALITY", "dueOn", "2026-12-31"))
                .post(lendings)
                .then()
                .statusCode(404);
        clerk.json(Map.of())
                .post(lendings + "/" + UUID.randomUUID() + "/return")
                .then()
                .statusCode(404);
        write(first, "record-folders/" + folder + "/complete", Map.of("version", 7))
                .statusCode(409);
        write(first, "record-folders/" + folder + "/complete", Map.of()).statusCode(422);
        assertEquals(
                2,
                hospital.database
                        .first(
                                "select count(*) as n from record_folder where tenant_id = ? and state = 'IN_TREATMENT'",
                                row -> row.number("n"),
                                hospital.tenant)
                        .orElseThrow());
        write(first, "record-folders/" + folder + "/complete", seen).statusCode(200);
    }

    private UUID folder(UUID patient) {
        hospital.folder(patient, visit(patient), hospital.facility, RecordFolder.State.IN_TREATMENT);
        return hospital.database
                .first(
                        "select folder_id from record_folder where patient_id = ?",
                        row -> row.uuid("folder_id"),
                        patient)
                .orElseThrow();
    }

    @Test
    void a_sheet_is_made_and_written_from_the_page_of_its_patient_and_in_the_version_that_was_seen() {
        UUID folder = folder(first);
        Map<String, Object> made = Map.of(
                "form", "36/BV2", "happened", Instant.now().toString(), "answers", Map.of(), "requestId", Ids.next());
        String sheets = "record-folders/" + folder + "/sheets";
        write(second, sheets, made).statusCode(404);
        String sheet =
                "sheets/" + write(first, sheets, made).statusCode(201).extract().path("sheet.id");
        Map<String, Object> entry =
                Map.of("version", 1, "item", "dien-bien", "answers", Map.of("s", List.of(Map.of("text", "Tỉnh"))));
        String entered = write(first, sheet + "/entries", entry)
                .statusCode(200)
                .extract()
                .path("sheet.answers.'dien-bien'[0].entry.id");
        Map<String, Object> reasoned = Map.of("version", 2, "reason", "Nhầm người");
        Map<String, Object> saved = Map.of("version", 2, "answers", Map.of());
        write(second, sheet + "/editor", Map.of("takeOver", true)).statusCode(404);
        write(second, sheet + "/entries", entry).statusCode(404);
        write(second, sheet + "/entries/" + entered + "/strike", reasoned).statusCode(404);
        write(second, sheet + "/cancel", reasoned).statusCode(404);
        write(second, sheet + "/revision", reasoned).statusCode(404);
        String led = sheet + "/patient-signings";
        write(second, led, Map.of("version", 1, "place", 0)).statusCode(404);
        write(second, led + "/" + Ids.next() + "/confirmation", Map.of("keyId", Ids.next(), "pin", "123456"))
                .statusCode(404);
        write(second, led + "/" + Ids.next() + "/job", Map.of("keyId", Ids.next()))
                .statusCode(404);
        doctor.ask().delete(address(second, led + "/" + Ids.next())).then().statusCode(404);
        write(second, sheet + "/signatures/refusal", Map.of("version", 1, "place", 0, "reason", "Nhầm người"))
                .statusCode(404);
        put(second, sheet, saved).statusCode(404);
        put(second, sheet + "/draft", saved).statusCode(404);
        doctor.ask().delete(address(second, sheet + "/editor")).then().statusCode(404);
        Browser head = Browser.in(hospital, Role.HEAD_OF_DEPARTMENT, ward);
        head.json(reasoned).post(address(second, sheet + "/restore")).then().statusCode(404);
        put(first, sheet, Map.of("version", 1, "answers", Map.of())).statusCode(409);
        write(first, sheet + "/entries/" + entered + "/strike", Map.of("version", 1, "reason", "Nhầm"))
                .statusCode(409);
        write(first, sheet + "/cancel", Map.of("version", 1, "reason", "Nhầm người"))
                .statusCode(409);
        write(first, sheet + "/cancel", Map.of("reason", "Nhầm người")).statusCode(422);
        doctor.ask().get(address(first, sheet)).then().body("sheet.version", equalTo(2));
        assertEquals(0, count("select count(*) as n from sheet where patient_id = ?", second));
    }

    @Test
    void a_paper_is_scanned_into_the_folder_of_the_patient_of_its_page() {
        UUID folder = folder(first);
        UUID other = folder(second);
        String scans = "record-folders/" + folder + "/scans";
        byte[] photo = Papers.photo(200, 300, 1);
        doctor.ask()
                .contentType("image/jpeg")
                .body(photo)
                .post(address(second, scans + "/files"))
                .then()
                .statusCode(404);
        String file = doctor.ask()
                .contentType("image/jpeg")
                .body(photo)
                .post(address(first, scans + "/files"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, Object> paper = Map.of(
                "requestId",
                Ids.next(),
                "title",
                "Giấy của gia đình",
                "dated",
                "2026-01-02",
                "pages",
                List.of(Map.of("file", file, "page", 1)));
        write(second, scans, paper).statusCode(404);
        write(second, "record-folders/" + other + "/scans", paper).statusCode(404);
        write(first, scans, paper).statusCode(201);
        write(first, scans, paper).statusCode(201);
        assertEquals(1, count("select count(*) as n from sheet where patient_id = ? and pages = 1", first));
        assertEquals(0, count("select count(*) as n from sheet where patient_id = ? and pages = 1", second));
    }
}
