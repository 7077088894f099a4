package vn.emr.api.record;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
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

/** A whole record as one file, through the door. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class RecordPrintResourceTest {
    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private UUID patient;
    private String folder;
    private Browser doctor;

    @BeforeEach
    void come() {
        patient = hospital.patient("Nguyễn Văn Bộ", "BN" + Ids.next(), "001058000123", List.of());
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        UUID id = hospital.database
                .first("select folder_id from record_folder where patient_id = ?", r -> r.uuid("folder_id"), patient)
                .orElseThrow();
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        folder = "/api/v1/patients/" + patient + "/record-folders/" + id;
        doctor.json(Map.of(
                        "form",
                        "36/BV2",
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        Map.of("to-so", List.of(Map.of("number", 7))),
                        "requestId",
                        Ids.next()))
                .post(folder + "/sheets")
                .then()
                .statusCode(201);
    }

    @Test
    void a_record_is_begun_looked_after_and_taken_by_the_one_who_began_it_and_its_code_is_verified_by_anybody()
            throws IOException {
        doctor.ask().get(folder).then().statusCode(200).body("mayPrint", equalTo(true));
        String print = doctor.json(Map.of())
                .post(folder + "/prints")
                .then()
                .statusCode(202)
                .body("of", equalTo(1))
                .extract()
                .path("id");
        String state;
        do {
            LockSupport.parkNanos(20_000_000);
            state = doctor.ask()
                    .get(folder + "/prints/" + print)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("state");
        } while (state.equals("PRINTING"));
        assertEquals("READY", state);
        Response file = doctor.ask().get(folder + "/prints/" + print + ".pdf");
        file.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", equalTo("inline; filename=\"print-" + print + ".pdf\""));
        try (PDDocument pdf = Loader.loadPDF(file.asByteArray())) {
            String text = new PDFTextStripper().getText(pdf);
            assertTrue(text.contains("Trang " + pdf.getNumberOfPages() + "/" + pdf.getNumberOfPages()), text);
        }
        Browser nurse = Browser.in(hospital, Role.NURSE, ward);
        nurse.ask().get(folder + "/prints/" + print).then().statusCode(404);
        nurse.ask().get(folder + "/prints/" + print + ".pdf").then().statusCode(404);
        RestAssured.get("/api/v1/prints/" + print)
                .then()
                .statusCode(200)
                .body("of", equalTo("RECORD_FOLDER"))
                .body("state", equalTo("CURRENT"));
    }

    @Test
    void who_may_not_print_the_record_is_refused_and_sees_no_button() {
        Browser student = Browser.in(hospital, Role.STUDENT, ward);
        student.ask().get(folder).then().statusCode(200).body("mayPrint", equalTo(false));
        student.json(Map.of()).post(folder + "/prints").then().statusCode(403);
        Browser elsewhere = Browser.in(hospital, Role.DOCTOR, hospital.department("MAT"));
        elsewhere.json(Map.of()).post(folder + "/prints").then().statusCode(403);
        doctor.json(Map.of("only", List.of(Ids.next())))
                .post(folder + "/prints")
                .then()
                .statusCode(404);
    }
}
