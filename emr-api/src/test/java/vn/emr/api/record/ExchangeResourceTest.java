package vn.emr.api.record;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.security.cert.X509Certificate;
import java.time.Clock;
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
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.testing.Role;

/** A record folder taken out as data. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class ExchangeResourceTest {
    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");
    private UUID patient;
    private UUID folder;
    private String address;

    @BeforeEach
    void come() {
        patient = hospital.patient("Nguyễn Văn Xuất", "BN" + Ids.next(), null, List.of());
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.COMPLETED);
        folder = hospital.database
                .first("select folder_id from record_folder where patient_id = ?", r -> r.uuid("folder_id"), patient)
                .orElseThrow();
        address = "/api/v1/patients/" + patient + "/record-folders/" + folder + "/exchange";
    }

    @Test
    void a_records_clerk_takes_it_out_as_xml_and_as_json_under_a_name_that_tells_nothing() {
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        clerk.ask()
                .get(address + "/xml")
                .then()
                .statusCode(200)
                .contentType("application/xml")
                .header("Content-Disposition", "attachment; filename=\"HoSoBenhAn-" + folder + ".xml\"")
                .body("HoSoBenhAn.ThongTinBenhNhan.hoten", equalTo("Nguyễn Văn Xuất"));
        clerk.ask()
                .get(address + "/json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"HoSoBenhAn-" + folder + ".json\"")
                .body("ThongTinBenhNhan.hoten", equalTo("Nguyễn Văn Xuất"))
                .body("ThongTinBenhNhan.hochieu_so", equalTo(""));
    }

    @Test
    void who_may_sign_too_takes_it_out_signed_and_anybody_finds_it_valid() throws Exception {
        Browser signer = Browser.of(hospital, Role.RECORDS_CLERK);
        hospital.give(signer.account, Role.DOCTOR, ward);
        signer.signIn(Browser.PASSWORD).then().statusCode(200);
        try (TrialAuthority authority = TrialAuthority.start(null, 0, Clock.systemUTC())) {
            Browser admin = Browser.in(hospital, Role.IT_ADMIN);
            for (X509Certificate one : authority.authorities()) {
                admin.json(Map.of("certificate", one.getEncoded()))
                        .post("/api/v1/trusted-certificates")
                        .then()
                        .statusCode(200);
            }
            TrialAuthority.Issued issued = authority.issue("Trần Văn Thử", "Bệnh viện Thử", "Lưu trữ");
            String key = signer.json(Map.of("file", issued.pkcs12(), "pin", issued.pin()))
                    .post("/api/v1/signing/keys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            signer.json(Map.of("keyId", key, "pin", "000000"))
                    .post(address + "/xml/signature")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("WRONG_CREDENTIALS"));
            Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
            clerk.json(Map.of("keyId", key, "pin", issued.pin()))
                    .post(address + "/xml/signature")
                    .then()
                    .statusCode(403);
            byte[] signed = signer.json(Map.of("keyId", key, "pin", issued.pin()))
                    .post(address + "/xml/signature")
                    .then()
                    .statusCode(200)
                    .contentType("application/xml")
                    .header("Signature-Level", startsWith("B"))
                    .extract()
                    .asByteArray();
            clerk.ask()
                    .contentType("application/octet-stream")
                    .body(signed)
                    .post("/api/v1/signatures/verification")
                    .then()
                    .statusCode(200)
                    .body("copy", equalTo("UNKNOWN"), "signatures[0].intact", equalTo(true));
        }
    }

    @Test
    void whoever_may_only_read_does_not_take_it_out() {
        Browser.in(hospital, Role.DOCTOR, ward)
                .ask()
                .get(address + "/json")
                .then()
                .statusCode(403)
                .contentType(startsWith("application/problem+json"));
        RestAssured.get(address + "/json").then().statusCode(401);
    }

    @Test
    void the_folder_offers_it_to_who_may_export_in_its_state_and_to_nobody_when_a_label_hides_a_part() {
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        offered(clerk, folder, true);
        offered(Browser.in(hospital, Role.DOCTOR, ward), folder, false);
        UUID open = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, open, hospital.facility, RecordFolder.State.IN_TREATMENT);
        UUID inTreatment = hospital.database
                .first("select folder_id from record_folder where encounter_id = ?", r -> r.uuid("folder_id"), open)
                .orElseThrow();
        offered(clerk, inTreatment, false);
        hospital.condition(patient, "B20", "Bệnh kín");
        offered(clerk, folder, false);
        clerk.ask().get(address + "/xml").then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    private void offered(Browser who, UUID which, boolean may) {
        who.ask()
                .get("/api/v1/patients/" + patient + "/record-folders/" + which)
                .then()
                .statusCode(200)
                .body("mayExport", equalTo(may));
    }

    @Test
    void the_schemas_are_published_to_those_who_export() {
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        clerk.ask()
                .get("/api/v1/exchange/HoSoBenhAn.xsd")
                .then()
                .statusCode(200)
                .body(containsString("xs:schema"));
        clerk.ask()
                .get("/api/v1/exchange/HoSoBenhAn.schema.json")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/schema+json"))
                .body(containsString("https://json-schema.org/draft/2020-12/schema"));
        Browser.in(hospital, Role.NURSE, ward)
                .ask()
                .get("/api/v1/exchange/HoSoBenhAn.xsd")
                .then()
                .statusCode(403);
    }
}
