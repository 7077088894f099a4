package vn.emr.api.record;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
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
import vn.emr.core.testing.Papers;
import vn.emr.core.testing.Role;

/** Papers of scanners and phones on their way into a folder, and back to a screen. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class ScanResourceTest {
    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private String chart;
    private String folder;
    private Browser doctor;

    @BeforeEach
    void come() {
        UUID patient = hospital.patient("Nguyễn Văn Quét");
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        UUID id = hospital.database
                .first("select folder_id from record_folder where patient_id = ?", r -> r.uuid("folder_id"), patient)
                .orElseThrow();
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        chart = "/api/v1/patients/" + patient;
        folder = chart + "/record-folders/" + id;
    }

    @Test
    void a_photo_is_sent_looked_at_kept_and_shown_without_power_and_without_its_place() {
        Response taken = doctor.ask()
                .contentType("image/jpeg")
                .body(Papers.photo(300, 200, 6))
                .post(folder + "/scans/files");
        taken.then()
                .statusCode(201)
                .body("mediaType", equalTo("image/jpeg"))
                .body("pages.width", contains(200))
                .body("pages.height", contains(300));
        String file = taken.path("id");
        powerless(doctor.ask().get(folder + "/scans/files/" + file + "/1.jpg?small=true"));
        doctor.ask().get(folder + "/scans/files/" + file + "/2.jpg").then().statusCode(404);
        Browser other = Browser.in(hospital, Role.DOCTOR, ward);
        other.ask().get(folder + "/scans/files/" + file + "/1.jpg").then().statusCode(404);
        String sheet = keep(doctor, file)
                .statusCode(201)
                .body("sheet.form", equalTo("45/BV2"))
                .body("sheet.status", equalTo("COMPLETED"))
                .body("sheet.scan.pages.width", contains(200))
                .body("allowed", contains("CANCEL", "PRINT"))
                .extract()
                .path("sheet.id");
        doctor.ask().get(folder).then().body("folder.hybrid", equalTo(true)).body("sheets.pages", contains(1));
        Response page = other.ask().get(chart + "/sheets/" + sheet + "/pages/1.jpg");
        powerless(page);
        assertFalse(new String(page.asByteArray(), StandardCharsets.ISO_8859_1).contains("GPS"));
        other.ask().get(chart + "/sheets/" + sheet + "/pages/0.jpg").then().statusCode(404);
        other.ask()
                .get(chart + "/sheets/" + sheet + ".pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf");
    }

    @Test
    void who_does_not_reach_the_patient_or_may_not_add_sends_and_sees_nothing() {
        Browser stranger = Browser.in(hospital, Role.DOCTOR, hospital.department("SAN"));
        int before = hospital.audits("REFUSED");
        send(stranger, Papers.photo(200, 300, 1), "image/jpeg").statusCode(403);
        keep(stranger, Ids.next().toString()).statusCode(403);
        Browser director = Browser.in(hospital, Role.DIRECTOR, ward);
        send(director, Papers.photo(200, 300, 1), "image/jpeg").statusCode(403);
        assertEquals(before + 3, hospital.audits("REFUSED"));
        String file = send(doctor, Papers.photo(200, 300, 1), "image/jpeg")
                .statusCode(201)
                .extract()
                .path("id");
        String sheet = keep(doctor, file).statusCode(201).extract().path("sheet.id");
        stranger.ask().get(chart + "/sheets/" + sheet + "/pages/1.jpg").then().statusCode(403);
        director.ask().get(chart + "/sheets/" + sheet + "/pages/1.jpg").then().statusCode(200);
    }

    @Test
    void what_is_no_paper_is_refused_in_plain_words() {
        byte[] html = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("image/jpeg", "text/html", "image/svg+xml")) {
            send(doctor, html, type)
                    .statusCode(415)
                    .contentType(startsWith("application/problem+json"))
                    .body("code", equalTo("WRONG_MEDIA_TYPE"))
                    .body("detail", containsString("no JPEG, PNG or PDF"));
        }
        byte[] photo = Papers.photo(200, 300, 1);
        send(doctor, java.util.Arrays.copyOf(photo, photo.length / 2), "image/jpeg")
                .statusCode(400);
        send(doctor, new byte[26 << 20], "image/png").statusCode(413);
        send(doctor, Papers.pdf(1), "application/pdf; charset=x").statusCode(201);
    }

    private ValidatableResponse send(Browser who, byte[] bytes, String type) {
        return who.ask()
                .contentType(type)
                .body(bytes)
                .post(folder + "/scans/files")
                .then();
    }

    private ValidatableResponse keep(Browser who, String file) {
        return who.json(Map.of(
                        "requestId",
                        Ids.next(),
                        "form",
                        "45/BV2",
                        "dated",
                        "2026-01-02",
                        "pages",
                        List.of(Map.of("file", file, "page", 1))))
                .post(folder + "/scans")
                .then();
    }

    private static void powerless(Response answer) {
        answer.then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "inline; filename=\"page.jpg\"");
        String policy = answer.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; ") && policy.endsWith("; sandbox"), policy);
        assertTrue(answer.header("Cache-Control").contains("no-store"), answer.header("Cache-Control"));
    }
}
