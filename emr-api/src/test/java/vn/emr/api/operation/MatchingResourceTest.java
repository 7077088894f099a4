package vn.emr.api.operation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.worklist.Worklists;

/** Who is who, over HTTP: the evidence side by side, the decisions, and who may not make them. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class MatchingResourceTest {
    private static final String MATCHING = "/api/v1/matching";

    @Inject
    Worklists worklists;

    private Rooms rooms;
    private UUID own;
    private UUID twin;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
        own = rooms.own.patient();
        twin = rooms.hospital.patient("Nguyen Van Trong", "N" + Ids.next(), "001058000009", List.of());
        rooms.hospital.report(twin, java.time.Instant.now(), "6.0", "N");
        while (worklists.catchUp() > 0) {
            // Reads on until it has seen the two.
        }
    }

    private Response post(String who, String path, Map<String, Object> body) {
        return rooms.as(who).contentType("application/json").body(body).post(MATCHING + path);
    }

    private Map<String, Object> merge() {
        return Map.of("loser", seen(twin), "survivor", seen(own), "reason", "cùng một người");
    }

    private static Map<String, Object> seen(UUID patient) {
        return Map.of("id", patient, "version", 1);
    }

    private int reports(String who) {
        return rooms.as(who)
                .get("/api/v1/patients/" + own + "/reports")
                .jsonPath()
                .getList("reports")
                .size();
    }

    @Test
    void a_clerk_sees_two_who_may_be_one_side_by_side_with_what_agrees_and_what_is_known_of_one_only() {
        Response list = rooms.as("RECORDS_CLERK").get(MATCHING + "/duplicates");
        assertFalse(list.asString().contains("001058000009"), "national numbers stay hidden");
        list.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].evidence", equalTo("NAME"))
                .body("items[0].facts.find { it.field == 'NAME' }.likeness", equalTo("SAME"))
                .body("items[0].facts.find { it.field == 'BIRTH' }.likeness", equalTo("SAME"))
                .body("items[0].facts.find { it.field == 'PATIENT_NUMBER' }.likeness", equalTo("DIFFERENT"))
                .body("items[0].facts.find { it.field == 'CCCD' }.likeness", equalTo("ONE_SIDED"))
                .body("next", nullValue());
    }

    @Test
    void a_doctor_sees_pairs_of_the_own_wards_only_and_decides_nothing() {
        rooms.as("DOCTOR").get(MATCHING + "/duplicates").then().statusCode(200).body("items", hasSize(0));
        rooms.hospital.stay(twin, rooms.hospital.department("NOI2"), null, null, false);
        rooms.as("DOCTOR").get(MATCHING + "/duplicates").then().statusCode(200).body("items", hasSize(0));
        assertEquals(403, post("DOCTOR", "/merge", merge()).statusCode());
        assertEquals(403, post("IT_ADMIN", "/merge", merge()).statusCode());
        assertEquals(
                403,
                post("NURSE", "/distinct", Map.of("one", own, "other", twin, "reason", "khác"))
                        .statusCode());
    }

    @Test
    void merge_and_unmerge_show_at_once_and_restore_the_charts() {
        assertEquals(1, reports("DOCTOR"));
        assertEquals(204, post("RECORDS_CLERK", "/merge", merge()).statusCode());
        assertEquals(2, reports("DOCTOR"));
        rooms.as("RECORDS_CLERK").get(MATCHING + "/duplicates").then().body("items", hasSize(0));
        rooms.as("RECORDS_CLERK")
                .get(MATCHING + "/links")
                .then()
                .body("items", hasSize(1))
                .body("items[0].why", equalTo("cùng một người"))
                .body("items[0].loser.id", equalTo(twin.toString()))
                .body("items[0].version", equalTo(1));
        Map<String, Object> back = Map.of("patientId", twin, "linkVersion", 1, "reason", "nhầm, hai chị em");
        assertEquals(204, post("RECORDS_CLERK", "/unmerge", back).statusCode());
        assertEquals(1, reports("DOCTOR"));
        rooms.as("RECORDS_CLERK").get(MATCHING + "/links").then().body("items", hasSize(0));
        rooms.as("RECORDS_CLERK").get(MATCHING + "/duplicates").then().body("items", hasSize(0));
        assertEquals(409, post("RECORDS_CLERK", "/unmerge", back).statusCode());
    }

    @Test
    void the_second_of_two_clerks_is_told_to_look_again() {
        assertEquals(204, post("RECORDS_CLERK", "/merge", merge()).statusCode());
        Response late = post("RECORDS_CLERK", "/merge", merge());
        assertEquals(409, late.statusCode());
        assertEquals("CONFLICT", late.jsonPath().getString("code"));
        Map<String, Object> distinct = Map.of("one", own, "other", twin, "reason", "hai người");
        assertEquals(409, post("RECORDS_CLERK", "/distinct", distinct).statusCode());
    }

    @Test
    void people_of_another_facility_or_tenant_are_not_decided_about_and_the_try_is_traced() {
        int before = rooms.hospital.audits("REFUSED");
        Map<String, Object> other =
                Map.of("loser", seen(rooms.other.patient()), "survivor", seen(own), "reason", "cùng một người");
        assertEquals(403, post("RECORDS_CLERK", "/merge", other).statusCode());
        Rooms elsewhere = new Rooms();
        Map<String, Object> foreign = Map.of("one", elsewhere.own.patient(), "other", own, "reason", "hai người");
        assertEquals(404, post("RECORDS_CLERK", "/distinct", foreign).statusCode());
        assertEquals(before + 2, rooms.hospital.audits("REFUSED"));
    }

    @Test
    void said_to_be_two_they_are_not_asked_about_again() {
        Map<String, Object> distinct = Map.of("one", twin, "other", own, "reason", "hai người khác nhau");
        assertEquals(204, post("RECORDS_CLERK", "/distinct", distinct).statusCode());
        rooms.as("RECORDS_CLERK").get(MATCHING + "/duplicates").then().body("items", hasSize(0));
        assertEquals(409, post("RECORDS_CLERK", "/distinct", distinct).statusCode());
    }

    @Test
    void without_a_reason_or_a_patient_nothing_is_decided() {
        Map<String, Object> silent = Map.of("loser", seen(twin), "survivor", seen(own), "reason", " ");
        assertEquals(422, post("RECORDS_CLERK", "/merge", silent).statusCode());
        assertEquals(
                422,
                post("RECORDS_CLERK", "/merge", Map.of("loser", seen(twin))).statusCode());
        assertEquals(1, reports("DOCTOR"));
    }

    @Test
    void waiting_messages_are_listed_without_patient_data() {
        Response list = rooms.as("DOCTOR").get(MATCHING + "/unmatched");
        assertEquals(200, list.statusCode());
        assertEquals(2, list.jsonPath().getList("items").size());
        assertFalse(list.asString().contains(Rooms.OWN_NAME));
        assertEquals("UNKNOWN_PATIENT", list.jsonPath().getString("items[0].code"));
    }
}
