package vn.emr.api.record;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** Records of other hospitals taken in by a person. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class RecordImportResourceTest {
    private static final String IMPORTS = "/api/v1/record-imports";

    private final Hospital hospital = Server.hospital();
    private Browser clerk;
    private String sender;

    @BeforeEach
    void a_sender_is_set_up() {
        clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, 'Bệnh viện Phương Nam', 'OTHER', 'record', 'record', ?)
                """, id, hospital.tenant, hospital.facility, "79" + id);
        do {
            // Senders are looked up anew within five seconds.
            Thread.onSpinWait();
            sender = clerk.ask()
                    .get(IMPORTS + "/senders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("[0].id");
        } while (sender == null);
    }

    @Test
    void a_clerk_looks_at_a_file_takes_it_in_and_takes_the_same_out() throws IOException {
        for (String form : new String[] {"xml", "json"}) {
            byte[] file = file(form);
            String sha256 = sent(file)
                    .post(IMPORTS + "/look?sender=" + sender)
                    .then()
                    .statusCode(200)
                    .body("faults", empty())
                    .body("about.admissionNumber", equalTo("VV260001"))
                    .body("here.folderId", form.equals("xml") ? equalTo(null) : notNullValue())
                    .extract()
                    .path("sha256");
            Response taken = sent(file).post(IMPORTS + "?sender=" + sender + "&sha256=" + sha256);
            taken.then().statusCode(200).body("known", equalTo(form.equals("json")));
            String folder = "/api/v1/patients/" + taken.path("patientId") + "/record-folders/" + taken.path("folderId");
            clerk.ask()
                    .get(folder)
                    .then()
                    .statusCode(200)
                    .body("folder.state", equalTo("CLOSED"))
                    .body("folder.received.sender", equalTo("Bệnh viện Phương Nam"))
                    .body("folder.received.archiveNumber", equalTo("LT/2026/000001"))
                    .body("allowed", hasItem("ARCHIVE"));
            assertArrayEquals(
                    file, clerk.ask().get(folder + "/exchange/" + form).asByteArray());
        }
    }

    @Test
    void a_file_with_faults_is_told_about_and_not_taken() throws IOException {
        byte[] wrong = "{\"ThongTinBenhNhan\":{\"ten\":\"x\"}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String sha256 = sent(wrong)
                .post(IMPORTS + "/look?sender=" + sender)
                .then()
                .statusCode(200)
                .body("mayTake", equalTo(false))
                .body("faults.at", hasItem("/ThongTinBenhNhan/ten"))
                .body("faults.what", hasItem("UNKNOWN_NAME"))
                .extract()
                .path("sha256");
        sent(wrong)
                .post(IMPORTS + "?sender=" + sender + "&sha256=" + sha256)
                .then()
                .statusCode(422)
                .body("code", equalTo("MALFORMED_FIELD"))
                .body("fields", hasItem("/ThongTinBenhNhan/ten"));
    }

    @Test
    void who_treats_takes_no_records_in_and_a_sender_must_be_named() throws IOException {
        byte[] file = file("xml");
        Browser doctor = Browser.in(hospital, Role.DOCTOR, hospital.department("NOI"));
        doctor.ask()
                .contentType("text/csv")
                .body(file)
                .post(IMPORTS + "/look?sender=" + sender)
                .then()
                .statusCode(403);
        doctor.ask().get(IMPORTS + "/senders").then().statusCode(403);
        sent(file).post(IMPORTS + "/look").then().statusCode(422).body("fields", hasItem("sender"));
        sent(file).post(IMPORTS + "/look?sender=" + Ids.next()).then().statusCode(404);
    }

    private io.restassured.specification.RequestSpecification sent(byte[] file) {
        return clerk.ask().contentType("text/csv").body(file);
    }

    private static byte[] file(String form) throws IOException {
        try (InputStream in =
                RecordImportResourceTest.class.getResourceAsStream("/vn/emr/core/exchange/record." + form)) {
            return in.readAllBytes();
        }
    }
}
