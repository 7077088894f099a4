package vn.emr.api.record;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.TimePoint;
import vn.emr.core.testing.Role;

/** Records whose term is over are destroyed by way of the API. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class DestructionResourceTest {
    private static final String AT = "/api/v1/destructions";
    private static final Instant LONG_AGO = Instant.parse("2012-06-15T02:00:00Z");

    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");

    @Test
    void a_record_is_listed_appraised_approved_by_two_others_and_gone_and_its_page_says_so() {
        UUID patient = hospital.patient("Nguyễn Văn Cũ");
        UUID folder = archived(patient, LONG_AGO);
        UUID young = archived(hospital.patient("Nguyễn Văn Mới"), Instant.now());
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        String page = "/api/v1/patients/" + patient + "/record-folders/" + folder;
        clerk.ask().get(page).then().statusCode(200);
        clerk.json(Map.of())
                .post(AT + "/candidates")
                .then()
                .statusCode(200)
                .body("folders.id", hasItem(folder.toString()));
        Response begun = clerk.json(Map.of("ground", "Kế hoạch 12/KH-BV", "folders", List.of(folder, young)))
                .post(AT);
        begun.then().statusCode(200).body("destruction.folders", equalTo(1)).body("leftOut[0].reason", equalTo("TERM"));
        String at = AT + "/" + begun.path("destruction.id");
        clerk.json(Map.of("version", 0)).post(at + "/start").then().statusCode(409);
        clerk.json(Map.of(
                        "version",
                        0,
                        "members",
                        Stream.of("Một", "Hai", "Ba")
                                .map(name -> Map.of("name", name, "position", "Ủy viên"))
                                .toList(),
                        "results",
                        List.of(Map.of("folder", folder, "destroy", true))))
                .post(at + "/appraise")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPRAISED"));
        Browser director = Browser.in(hospital, Role.DIRECTOR);
        director.json(Map.of("version", 1)).post(at + "/approve").then().statusCode(200);
        director.json(Map.of("version", 2))
                .post(at + "/approve")
                .then()
                .statusCode(422)
                .body("code", equalTo("NOT_APPLICABLE"));
        Browser.in(hospital, Role.QUALITY_OFFICER)
                .json(Map.of("version", 2))
                .post(at + "/approve")
                .then()
                .statusCode(200)
                .body("allowed", equalTo(List.of("REFUSED")));
        clerk.ask().get(at + "/minutes.pdf").then().statusCode(404);
        clerk.json(Map.of("version", 3)).post(at + "/start").then().statusCode(200);
        ended(clerk, at);
        Response minutes = director.ask().get(at + "/minutes.pdf");
        minutes.then().statusCode(200).contentType("application/pdf");
        assertEquals("%PDF", new String(minutes.asByteArray(), 0, 4, StandardCharsets.US_ASCII));
        clerk.ask()
                .get(page)
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("code", equalTo("DESTROYED"))
                .body("detail", containsString("minutes number "));
        clerk.ask()
                .get("/api/v1/patients/" + patient + "/record-folders")
                .then()
                .statusCode(200)
                .body("folders", empty());
    }

    private static void ended(Browser clerk, String at) {
        Response done;
        do {
            LockSupport.parkNanos(20_000_000);
            done = clerk.ask().get(at);
            done.then().statusCode(200);
        } while (done.path("state").equals("RUNNING"));
        done.then()
                .body("state", equalTo("ENDED"))
                .body("destroyed", equalTo(1))
                .body("allowed", empty());
    }

    private UUID archived(UUID patient, Instant ended) {
        UUID visit = hospital.stay(patient, ward, ended, ended, false);
        UUID folder = Ids.next();
        TimePoint at = TimePoint.at(ended);
        hospital.commit(new RecordFolder(
                folder,
                1,
                patient,
                visit,
                hospital.facility,
                EncounterClass.INPATIENT,
                State.ARCHIVED,
                at,
                at,
                at,
                at,
                "VV1",
                "LT-" + folder.toString().substring(24),
                null,
                null,
                null,
                null,
                null,
                hospital.origin()));
        return folder;
    }
}
