package vn.emr.api.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Secrets;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.testing.GivenKeys;

/** {@code POST /api/v1/his/notices} on the whole server. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class HisNoticesTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String PATH = "/api/v1/his/notices";

    @Inject
    Doors doors;

    private Hospital hospital;
    private String key;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        key = source("his-rest", "*");
    }

    @Test
    void items_are_answered_one_by_one_and_again_as_replayed() {
        String body = patient("a") + "\n" + patient("b").replace("\"sex\":\"F\"", "\"sex\":\"?\"") + "\n" + report("c");
        with(key)
                .contentType(NDJSON)
                .body(bytes(body))
                .post(PATH)
                .then()
                .statusCode(207)
                .header("X-Request-Id", notNullValue())
                .body("items.outcome", contains("applied", "refused", "parked"))
                .body("items.index", contains(0, 1, 2))
                .body("items[1].pointer", equalTo("/patient/sex"))
                .body("items[1].code", equalTo("MALFORMED_FIELD"))
                .body("items[2].code", equalTo("UNKNOWN_PATIENT"))
                .body("items[0].inboundId", notNullValue())
                .body("items[0].code", nullValue());
        with(key)
                .contentType("application/json")
                .body("[" + patient("a") + "," + report("c") + "]")
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items.outcome", contains("replayed", "replayed"));
    }

    @Test
    void a_request_with_a_key_is_answered_again_as_it_was_and_another_body_under_it_is_refused() {
        String body = "[" + patient("k1") + "]";
        String first = keyed("import-1", body)
                .then()
                .statusCode(207)
                .header("Idempotency-Replayed", nullValue())
                .body("items.outcome", contains("applied"))
                .extract()
                .asString();
        long before = messages();
        String again = keyed("import-1", body)
                .then()
                .statusCode(207)
                .header("Idempotency-Replayed", equalTo("true"))
                .contentType("application/json")
                .extract()
                .asString();
        assertEquals(first, again);
        assertEquals(before, messages());
        keyed("import-1", "[" + patient("k2") + "]")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("KEY_REUSED"));
        keyed("import-2", body).then().statusCode(207).body("items.outcome", contains("replayed"));
        keyed("x".repeat(256), body).then().statusCode(400).body("code", equalTo("INVALID_REQUEST"));
    }

    private Response keyed(String requestKey, String body) {
        return with(key)
                .contentType("application/json")
                .header("Idempotency-Key", requestKey)
                .body(bytes(body))
                .post(PATH);
    }

    @Test
    void without_a_key_of_this_door_nothing_is_taken() {
        long before = messages();
        for (String wrong : List.of("", "emrs_", Secrets.nextSourceCredential(), key.substring(0, 40))) {
            with(wrong)
                    .contentType(NDJSON)
                    .body(bytes(patient("a")))
                    .post(PATH)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo("NOT_SIGNED_IN"));
        }
        given().contentType(NDJSON).body(bytes(patient("a"))).post(PATH).then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("his", key)
                .contentType(NDJSON)
                .body(bytes(patient("a")))
                .post(PATH)
                .then()
                .statusCode(401);
        with(source("lis", "*"))
                .contentType(NDJSON)
                .body(bytes(patient("a")))
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        assertEquals(before, messages());
    }

    @Test
    void a_kind_the_source_may_not_send_is_refused_by_itself() {
        with(source("his-rest", "patient"))
                .contentType("application/json")
                .body("[" + patient("a") + "," + report("c") + "]")
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items.outcome", contains("applied", "refused"))
                .body("items.code", hasItem("NOT_ALLOWED_FOR_SENDER"));
    }

    @Test
    void other_media_types_and_too_large_requests_are_problems() {
        with(key).contentType("text/xml").body("<a/>").post(PATH).then().statusCode(415);
        byte[] large = ("[" + " ".repeat(32 * 1024 * 1024) + "]").getBytes(StandardCharsets.US_ASCII);
        with(key)
                .contentType("application/json")
                .body(large)
                .post(PATH)
                .then()
                .statusCode(413)
                .body("code", equalTo("TOO_LARGE"));
    }

    @Test
    void the_schema_is_open_to_all_and_the_door_is_listed_up() {
        given().get("/api/v1/his/notice-1.0.schema.json")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("'$schema'", equalTo("https://json-schema.org/draft/2020-12/schema"));
        DoorState door = doors.states().stream()
                .filter(d -> d.name().equals("his-rest"))
                .findFirst()
                .orElseThrow();
        assertTrue(door.up());
        assertEquals("HTTP", door.protocol());
    }

    private RequestSpecification with(String credential) {
        return given().header("Authorization", "Bearer " + credential);
    }

    private long messages() {
        return hospital.database
                .first("select count(*) as n from inbound", row -> row.number("n"))
                .orElseThrow();
    }

    /** A new source of this hospital; returns its key. */
    private String source(String door, String allowed) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', ?, ?, 'BV')
                """, id, hospital.tenant, hospital.facility, "source " + Ids.next(), door, allowed);
        return GivenKeys.give(hospital.database, id);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String patient(String id) {
        return "{\"kind\":\"patient\",\"id\":\"" + id + "\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"" + id
                + "\"}],\"names\":[\"Lê Thị Hoa\"],\"sex\":\"F\",\"birth\":\"1958\"}}";
    }

    private static String report(String id) {
        return "{\"kind\":\"report\",\"id\":\"" + id + "\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"nobody\"}]},\"report\":{\"fillerNumber\":\"" + id
                + "\",\"code\":\"CTM\",\"observations\":[{\"code\":\"WBC\",\"value\":\"7.1\"}]}}";
    }
}
