package vn.emr.api.record;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.testing.Role;

/** A sheet on paper, kept or not yet kept. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class PrintResourceTest {
    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private UUID patient;
    private UUID sheet;
    private String address;
    private Browser doctor;

    @BeforeEach
    void come() {
        patient = hospital.patient("Nguyễn Văn Giấy", "BN" + Ids.next(), "001058000123", List.of());
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        UUID folder = hospital.database
                .first("select folder_id from record_folder where patient_id = ?", r -> r.uuid("folder_id"), patient)
                .orElseThrow();
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        String chart = "/api/v1/patients/" + patient;
        sheet = UUID.fromString(doctor.json(Map.of(
                        "form",
                        "36/BV2",
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        Map.of("to-so", List.of(Map.of("number", 7))),
                        "requestId",
                        Ids.next()))
                .post(chart + "/record-folders/" + folder + "/sheets")
                .then()
                .statusCode(201)
                .extract()
                .path("sheet.id"));
        address = chart + "/sheets/" + sheet;
    }

    @Test
    void a_sheet_that_is_not_complete_prints_as_a_draft_and_each_print_is_a_line_of_the_trace_whose_id_it_carries()
            throws IOException {
        Response answer = doctor.ask().get(address + ".pdf");
        answer.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "inline; filename=\"print-" + sheet + ".pdf\"");
        String text = text(answer);
        assertTrue(text.contains("36/BV2") && text.contains("Nguyễn Văn Giấy"), text);
        assertTrue(text.contains("BẢN NHÁP"), text);
        List<String> lines = prints();
        assertEquals(1, lines.size());
        assertTrue(text.replaceAll("\\s", "").contains(lines.getFirst()), text);
        doctor.json(Map.of("version", 1, "answers", Map.of(), "complete", true))
                .put(address)
                .then()
                .statusCode(200);
        assertFalse(text(doctor.ask().get(address + ".pdf")).contains("BẢN NHÁP"));
        assertTrue(
                text(doctor.ask().get(address + ".pdf?version=1")).contains("BẢN NHÁP"),
                "an older version is as it was");
        assertEquals(3, prints().size());
    }

    @Test
    void what_is_typed_is_seen_as_it_will_be_printed_and_nothing_is_kept() throws IOException {
        Response answer = doctor.json(Map.of("answers", Map.of("chan-doan", List.of(Map.of("text", "Viêm phổi thử")))))
                .post(address + ".pdf");
        answer.then().statusCode(200).contentType("application/pdf");
        assertTrue(text(answer).contains("Viêm phổi thử") && text(answer).contains("BẢN NHÁP"));
        assertEquals(1, prints().size());
        doctor.json(Map.of("answers", Map.of("to-so", List.of(Map.of("number", 99_999)))))
                .post(address + ".pdf")
                .then()
                .statusCode(422)
                .body("fields", hasItem("/answers/to-so/0"));
        doctor.json(Map.of()).post(address + ".pdf").then().statusCode(422).body("fields", hasItem("/answers"));
        assertEquals(1, prints().size());
        assertFalse(text(doctor.ask().get(address + ".pdf")).contains("Viêm phổi thử"));
    }

    @Test
    void who_may_not_read_or_print_gets_no_page_and_is_traced() {
        Browser elsewhere = Browser.in(hospital, Role.DOCTOR, hospital.department("MAT"));
        Browser student = Browser.in(hospital, Role.STUDENT, ward);
        elsewhere.ask().get(address + ".pdf").then().statusCode(403);
        student.ask().get(address + ".pdf").then().statusCode(403);
        student.json(Map.of("answers", Map.of())).post(address + ".pdf").then().statusCode(403);
        doctor.ask()
                .get(address.replace(sheet.toString(), Ids.next().toString()) + ".pdf")
                .then()
                .statusCode(404);
        assertEquals(0, prints().size());
    }

    @Test
    void a_paper_is_verified_by_its_code_without_sign_in_and_leads_only_those_into_the_record_who_may_open_it()
            throws IOException {
        text(doctor.ask().get(address + ".pdf"));
        String code = "/api/v1/prints/" + prints().getFirst();
        Response told = RestAssured.get(code);
        told.then()
                .statusCode(200)
                .body("state", equalTo("CURRENT"))
                .body("of", equalTo("SHEET"))
                .body("form", equalTo("36/BV2"))
                .body("version", equalTo(1))
                .body("things", equalTo(1));
        assertFalse(told.asString().contains(patient.toString()), told.asString());
        assertFalse(told.asString().contains("Giấy"), told.asString());
        RestAssured.get("/api/v1/prints/" + Ids.next()).then().statusCode(404);
        RestAssured.get(code + "/place").then().statusCode(401);
        doctor.ask()
                .get(code + "/place")
                .then()
                .statusCode(200)
                .body("patientId", equalTo(patient.toString()))
                .body("id", equalTo(sheet.toString()));
        Browser elsewhere = Browser.in(hospital, Role.DOCTOR, hospital.department("MAT"));
        elsewhere.ask().get(code).then().statusCode(200);
        elsewhere.ask().get(code + "/place").then().statusCode(403);
    }

    private List<String> prints() {
        return hospital.database.query(
                "select id::text as id from audit_event where kind = 'PRINT' and object_kind = 'SHEET' and object_id = ?"
                        + " and patient_id = ?",
                row -> row.text("id"),
                sheet,
                patient);
    }

    private static String text(Response answer) throws IOException {
        try (PDDocument pdf =
                Loader.loadPDF(answer.then().statusCode(200).extract().asByteArray())) {
            return Normalizer.normalize(new PDFTextStripper().getText(pdf), Normalizer.Form.NFC)
                    .replaceAll("\\s+", " ");
        }
    }
}
