package vn.emr.api.record;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.testing.Role;

/** Routes whose body names a patient mean that one and nobody else, whatever stands on another tab. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class NamedInBodyTest {
    /** Every route that writes about the patient its body names; those of merging are tried in MatchingResourceTest. */
    private static final Set<String> WRITES_BY_BODY = Set.of(
            "POST /api/v1/disclosures",
            "POST /api/v1/emergencies",
            "POST /api/v1/emergencies/end",
            "POST /api/v1/privacy/requests",
            "POST /api/v1/matching/distinct",
            "POST /api/v1/matching/merge",
            "POST /api/v1/matching/unmerge",
            "POST /api/v1/matching/unmatched/{inboundId}/file");

    /** And those that only ask. */
    private static final Set<String> ASKS_BY_BODY = Set.of(
            "POST /api/v1/audit/openings",
            "POST /api/v1/inbound/search",
            "POST /api/v1/privacy/breach",
            "POST /api/v1/privacy/breach/export",
            "POST /api/v1/staff/explanation");

    /** How bodies name a patient. */
    private static final Set<String> NAMES =
            Set.of("patientId", "patientNumber", "number", "loser", "survivor", "one", "other");

    private final Hospital hospital = Server.hospital();
    private final UUID ward = hospital.department("NOI");

    @Test
    void every_route_whose_body_names_a_patient_is_known_here() throws IOException {
        Set<String> found = new TreeSet<>();
        for (AskedRoute route : AskedRoute.of(new Rooms())) {
            route.fields().fieldNames().forEachRemaining(name -> {
                if (NAMES.contains(name)) {
                    found.add(route.method() + " " + route.path());
                }
            });
        }
        Set<String> known = new TreeSet<>(WRITES_BY_BODY);
        known.addAll(ASKS_BY_BODY);
        assertEquals(known, found);
    }

    @Test
    void a_request_for_a_record_is_about_the_patient_of_its_page_and_so_is_each_act_on_it() {
        UUID first = hospital.patient("Nguyễn Văn Một");
        UUID second = hospital.patient("Nguyễn Văn Hai");
        hospital.folder(first, inFolder(first), hospital.facility, RecordFolder.State.ARCHIVED);
        hospital.folder(second, inFolder(second), hospital.facility, RecordFolder.State.ARCHIVED);
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        String one = received(clerk, Map.of("patientId", first, "form", form()))
                .statusCode(200)
                .extract()
                .path("id");
        String other = received(clerk, Map.of("patientId", second, "form", form()))
                .statusCode(200)
                .extract()
                .path("id");
        received(clerk, Map.of("patientId", first, "patientNumber", "BN-2", "form", form()))
                .statusCode(422);
        clerk.json(Map.of("step", 1, "note", "Thiếu giấy giới thiệu"))
                .post("/api/v1/disclosures/" + one + "/papers")
                .then()
                .statusCode(200);
        clerk.json(Map.of("step", 1, "note", "Thiếu giấy giới thiệu"))
                .post("/api/v1/disclosures/" + one + "/papers")
                .then()
                .statusCode(409);
        clerk.ask().get("/api/v1/disclosures/" + other).then().body("state", equalTo("RECEIVED"));
        assertEquals(1, count("select count(*) as n from disclosure where patient_id = ?", first));
        assertEquals(1, count("select count(*) as n from disclosure where patient_id = ?", second));
    }

    @Test
    void an_emergency_is_declared_for_one_patient_who_is_named_once() {
        Browser doctor = Browser.in(hospital, Role.DOCTOR, ward);
        UUID away = hospital.patient("Trần Thị Xa");
        Map<String, Object> asked = Map.of("cause", "CARE_NOW", "reason", "Người bệnh nguy kịch");
        Map<String, Object> both = new HashMap<>(asked);
        both.put("patientId", away);
        both.put("patientNumber", "BN-2");
        doctor.json(both).post("/api/v1/emergencies").then().statusCode(422);
        assertEquals(0, count("select count(*) as n from emergency where tenant_id = ?", hospital.tenant));
        both.remove("patientNumber");
        doctor.json(both).post("/api/v1/emergencies").then().statusCode(200);
        assertEquals(1, count("select count(*) as n from emergency where patient_id = ?", away));
        UUID other = hospital.patient("Trần Thị Xa Nữa");
        both.put("patientId", other);
        doctor.json(both).post("/api/v1/emergencies").then().statusCode(200);
        doctor.json(Map.of("patientId", other))
                .post("/api/v1/emergencies/end")
                .then()
                .statusCode(204);
        String lasting = "select count(*) as n from emergency where patient_id = ? and ended_at is null";
        assertEquals(1, count(lasting, away));
        assertEquals(0, count(lasting, other));
    }

    @Test
    void what_somebody_asks_about_their_data_is_about_the_holder_of_the_number() {
        UUID holder = hospital.patient("Người Hỏi", "BN-77", null, List.of());
        Browser.in(hospital, Role.DATA_PROTECTION_OFFICER)
                .json(Map.of(
                        "number", "BN-77",
                        "kind", "VIEW",
                        "by", "PATIENT",
                        "channel", "SIGNED_PAPER",
                        "words", "Tôi muốn xem dữ liệu của tôi."))
                .post("/api/v1/privacy/requests")
                .then()
                .statusCode(200);
        assertEquals(1, count("select count(*) as n from subject_request where tenant_id = ?", hospital.tenant));
        assertEquals(1, count("select count(*) as n from subject_request where patient_id = ?", holder));
    }

    private UUID inFolder(UUID patient) {
        return hospital.stay(patient, ward, Instant.now(), Instant.now(), false, EncounterStatus.FINISHED);
    }

    private static Map<String, Object> form() {
        return Map.of(
                "requester", "COURT",
                "name", "Trần Văn Hỏi",
                "organization", "Tòa án nhân dân quận",
                "identity", Map.of("kind", "OFFICE_CARD", "number", "A-1"),
                "mandate", Map.of("kind", "OFFICIAL_LETTER", "number", "12/CV-TA"),
                "purpose", "Giải quyết vụ án",
                "forms", List.of("COPY"),
                "scope", "Đợt này",
                "way", "IN_PERSON");
    }

    private static ValidatableResponse received(Browser clerk, Map<String, ?> body) {
        return clerk.json(body).post("/api/v1/disclosures").then();
    }

    private long count(String sql, UUID key) {
        return hospital.database.first(sql, row -> row.number("n"), key).orElseThrow();
    }
}
