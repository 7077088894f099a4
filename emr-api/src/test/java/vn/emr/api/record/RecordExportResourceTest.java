package vn.emr.api.record;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** Closed records taken out together. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class RecordExportResourceTest {
    private static final String EXPORTS = "/api/v1/record-exports";
    private static final Map<String, Object> ASKED = Map.of(
            "purpose",
            "REPORTING",
            "ground",
            "legal-duty",
            "basis",
            "Điều 69 Luật 15/2023/QH15",
            "receiver",
            "Sở Y tế");

    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");

    @Test
    void a_clerk_takes_closed_records_out_sees_how_far_it_is_and_takes_the_file() {
        UUID patient = hospital.patient("Nguyễn Văn Xuất");
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.CLOSED);
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        String id = clerk.json(ASKED)
                .post(EXPORTS)
                .then()
                .statusCode(201)
                .body("folders", equalTo(1))
                .extract()
                .path("id");
        String at = EXPORTS + "/" + id;
        Response done;
        do {
            LockSupport.parkNanos(20_000_000);
            done = clerk.ask().get(at);
            done.then().statusCode(200);
        } while (done.path("standing").equals("RUNNING"));
        done.then()
                .body("standing", equalTo("DONE"))
                .body("written", equalTo(1))
                .body("refusals", empty());
        clerk.ask().get(EXPORTS).then().statusCode(200).body("exports.id", hasItem(id));
        Response file = clerk.ask().get(at + "/parts/1");
        file.then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"HoSoBenhAn-" + id + "-1.zip\"");
        assertEquals(done.path("parts[0].sha256"), BlobStore.name(file.asByteArray()));
        clerk.ask().get(at + "/parts/2").then().statusCode(404);
        Browser other = Browser.in(hospital, Role.RECORDS_CLERK);
        other.ask().get(at).then().statusCode(404);
        other.ask().get(at + "/parts/1").then().statusCode(404);
        clerk.json(Map.of()).post(at + "/cancel").then().statusCode(200).body("standing", equalTo("DONE"));
    }

    @Test
    void who_may_not_export_begins_none_and_a_receiver_must_be_named() {
        Browser.in(hospital, Role.DOCTOR, ward).json(ASKED).post(EXPORTS).then().statusCode(403);
        Browser.in(hospital, Role.RECORDS_CLERK)
                .json(Map.of("purpose", "REPORTING", "ground", "legal-duty", "basis", "Điều 69"))
                .post(EXPORTS)
                .then()
                .statusCode(422)
                .body("code", equalTo("MALFORMED_FIELD"))
                .body("fields", hasItem("/receiver"));
    }
}
