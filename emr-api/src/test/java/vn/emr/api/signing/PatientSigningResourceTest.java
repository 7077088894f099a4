package vn.emr.api.signing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** A patient signs on a phone, without signing in, and the doctor who led them seals it. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class PatientSigningResourceTest {
    private static final String NAME = "Nguyễn Văn Mẫu";

    private final TrialAuthority authority = TrialAuthority.start(null, 0, Clock.systemUTC());
    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private Browser doctor;
    private String key;
    private String sheet;

    @BeforeEach
    void come() throws Exception {
        UUID id = hospital.patient(NAME, "BN" + Ids.next(), null, List.of());
        UUID visit = hospital.stay(id, ward, null, null, false);
        hospital.folder(id, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        UUID folder = hospital.database
                .first("select folder_id from record_folder where patient_id = ?", r -> r.uuid("folder_id"), id)
                .orElseThrow();
        Browser admin = Browser.in(hospital, Role.IT_ADMIN);
        for (X509Certificate one : authority.authorities()) {
            admin.json(Map.of("certificate", base64(one.getEncoded())))
                    .post("/api/v1/trusted-certificates")
                    .then()
                    .statusCode(200);
        }
        doctor = Browser.in(hospital, Role.DOCTOR, ward);
        TrialAuthority.Issued issued = authority.issue("Trần Văn Thử", "Bệnh viện Thử", "Khoa Nội");
        key = doctor.json(Map.of("file", base64(issued.pkcs12()), "pin", issued.pin()))
                .post("/api/v1/signing/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String patient = "/api/v1/patients/" + id;
        String made = doctor.json(Map.of(
                        "form",
                        "46/BV2",
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        Map.of(),
                        "requestId",
                        Ids.next()))
                .post(patient + "/record-folders/" + folder + "/sheets")
                .then()
                .statusCode(201)
                .extract()
                .path("sheet.id");
        sheet = patient + "/sheets/" + made;
        doctor.json(Map.of("version", 1, "answers", Map.of(), "complete", true))
                .put(sheet)
                .then()
                .statusCode(200);
        doctor.json(Map.of(
                        "keyId",
                        key,
                        "pin",
                        TrialAuthority.PIN,
                        "items",
                        List.of(Map.of("patientId", id, "sheetId", made, "version", 2, "place", 1))))
                .post("/api/v1/signing/signatures")
                .then()
                .statusCode(200)
                .body("outcomes[0].code", nullValue());
    }

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void a_stranger_with_the_link_reads_the_very_file_signs_it_and_the_doctor_seals_it() {
        JsonPath begun = begin();
        String link = link(begun);
        JsonPath asked = given().get(link)
                .then()
                .statusCode(200)
                .body("state", equalTo("WAITING"), "form", equalTo("46/BV2"))
                .extract()
                .jsonPath();
        String sha256 = asked.getString("sha256");
        given().get(link + "/pages/1?sha256=" + sha256).then().statusCode(200).contentType("image/png");
        byte[] file = given().get(link + "/document.pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("ETag", equalTo("\"" + sha256 + "\""))
                .header("Content-Disposition", startsWith("inline"))
                .extract()
                .asByteArray();
        assertEquals(sha256, BlobStore.name(file));

        Map<String, Object> answer = new HashMap<>(Map.of(
                "signer",
                "PATIENT",
                "method",
                "CODE",
                "code",
                begun.getString("code"),
                "seen",
                true,
                "sha256",
                sha256));
        answer.put("fingerprint", "AAAA");
        sign(link, answer).statusCode(422);
        answer.remove("fingerprint");
        sign(link, answer).statusCode(204);
        sign(link, answer).statusCode(409);
        doctor.json(Map.of("keyId", key))
                .post(sheet + "/patient-signings/" + begun.getString("id") + "/job")
                .then()
                .statusCode(422)
                .body("code", equalTo("NOT_APPLICABLE"));
        doctor.json(Map.of("keyId", key, "pin", TrialAuthority.PIN))
                .post(sheet + "/patient-signings/" + begun.getString("id") + "/confirmation")
                .then()
                .statusCode(200);
        String document = doctor.ask()
                .get(sheet + "/signatures")
                .then()
                .statusCode(200)
                .body("places[0].signature.signer", equalTo(NAME))
                .body("places[0].signature.patient.method", equalTo("CODE"))
                .extract()
                .path("documentId");
        given().get("/api/v1/signed-documents/" + document)
                .then()
                .statusCode(200)
                .body("confirmations[0].words", startsWith("Người bệnh ký (mã xác nhận), do "));
    }

    @Test
    void who_will_not_sign_is_heard_and_the_link_taken_back_leads_nowhere() {
        JsonPath begun = begin();
        given().contentType(ContentType.JSON)
                .body(Map.of("reason", "Tôi muốn hỏi gia đình"))
                .post(link(begun) + "/refusal")
                .then()
                .statusCode(204);
        doctor.ask()
                .get(sheet + "/patient-signings")
                .then()
                .statusCode(200)
                .body("signings[0].state", equalTo("REFUSED"))
                .body("signings[0].refusal", equalTo("Tôi muốn hỏi gia đình"));
        JsonPath again = begin();
        given().get(link(again)).then().statusCode(200);
        doctor.ask()
                .delete(sheet + "/patient-signings/" + again.getString("id"))
                .then()
                .statusCode(204);
        given().get(link(again)).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    private JsonPath begin() {
        return doctor.json(Map.of("version", 2, "place", 0))
                .post(sheet + "/patient-signings")
                .then()
                .statusCode(201)
                .body("address", startsWith(Server.ORIGIN + "/patient-signing/"))
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse sign(String link, Map<String, Object> answer) {
        return given().contentType(ContentType.JSON).body(answer).post(link).then();
    }

    private static String link(JsonPath begun) {
        String address = begun.getString("address");
        return "/api/v1/patient-signings/" + address.substring(address.lastIndexOf('/') + 1);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
