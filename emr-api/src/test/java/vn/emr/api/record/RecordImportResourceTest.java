package vn.emr.api.record;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
    void a_zip_of_records_is_looked_at_and_taken_in_behind_the_clerk() throws IOException {
        String id = sent(zip("a/HoSoBenhAn.xml", file("xml")))
                .post(IMPORTS + "/packs?sender=" + sender)
                .then()
                .statusCode(202)
                .body("records", equalTo(1))
                .extract()
                .path("id");
        String pack = IMPORTS + "/packs/" + id;
        until(pack, "READY");
        clerk.ask()
                .get(pack + "/records/1")
                .then()
                .statusCode(200)
                .body("about.admissionNumber", equalTo("VV260001"))
                .body("mayTake", equalTo(true));
        clerk.ask().get(pack + "/records/2").then().statusCode(404);
        clerk.ask().post(pack + "/take").then().statusCode(200);
        until(pack, "DONE");
        Response done = clerk.ask().get(pack + "?finding=TAKEN");
        done.then().body("pack.counts.taken", equalTo(1)).body("records[0].folderId", notNullValue());
        clerk.ask()
                .get("/api/v1/patients/" + done.path("records[0].patientId") + "/record-folders/"
                        + done.path("records[0].folderId"))
                .then()
                .statusCode(200)
                .body("folder.received.sender", equalTo("Bệnh viện Phương Nam"));
        clerk.ask().get(IMPORTS + "/packs").then().statusCode(200).body("packs.id", hasItem(id));
        clerk.ask().post(pack + "/cancel").then().statusCode(200);
        Browser doctor = Browser.in(hospital, Role.DOCTOR, hospital.department("NOI"));
        doctor.ask().get(pack).then().statusCode(403);
        Browser.in(hospital, Role.RECORDS_CLERK).ask().get(pack).then().statusCode(404);
    }

    @Test
    void what_is_no_zip_is_refused_and_a_sender_must_be_named_for_one() throws IOException {
        sent(file("xml"))
                .post(IMPORTS + "/packs?sender=" + sender)
                .then()
                .statusCode(400)
                .body("code", equalTo("UNREADABLE"));
        sent(file("xml")).post(IMPORTS + "/packs").then().statusCode(422).body("fields", hasItem("sender"));
    }

    private void until(String pack, String standing) {
        String now;
        do {
            Thread.onSpinWait();
            now = clerk.ask().get(pack).then().statusCode(200).extract().path("pack.standing");
        } while (!now.equals(standing));
    }

    private static byte[] zip(String name, byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(file);
        }
        return bytes.toByteArray();
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
