package vn.emr.api.operation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.GivenKeys;
import vn.emr.core.testing.Role;

/** Keys of a sender as the IT administrator makes, replaces and revokes them, on the whole server. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class SourceKeysTest {
    private Hospital hospital;
    private Browser admin;
    private String source;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        admin = Browser.in(hospital, Role.IT_ADMIN);
        source = admin.json(Map.of(
                        "name", "HIS " + UUID.randomUUID(),
                        "kind", "HIS",
                        "door", "his-rest",
                        "allowedTypes", "patient",
                        "patientDomain", "BV",
                        "settings", Declared.processor(Map.of())))
                .post("/api/v1/sources")
                .jsonPath()
                .getString("id");
    }

    private String keys() {
        return "/api/v1/sources/" + source + "/keys";
    }

    private Response make(Object body) {
        return admin.json(body).post(keys());
    }

    private static Map<String, Object> asked(String... scopes) {
        return Map.of("name", "Máy chủ HIS 1", "scopes", List.of(scopes));
    }

    private static int notices(String credential) {
        return given().header("Authorization", "Bearer " + credential)
                .contentType("application/json")
                .body("[]")
                .post("/api/v1/his/notices")
                .statusCode();
    }

    private static int changes(String credential) {
        return given().header("Authorization", "Bearer " + credential)
                .get("/api/v1/changes?limit=1")
                .statusCode();
    }

    @Test
    void a_new_sender_gets_a_key_for_what_it_is_registered_for_and_no_more() {
        admin.ask()
                .get(keys())
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].scopes", contains("notices:send", "imports:send"))
                .body("[0].state", equalTo("VALID"))
                .body("[0].ending.length()", equalTo(4))
                .body("[0].addresses", nullValue())
                .body("[0].createdBy", equalTo(admin.username));
    }

    @Test
    void a_key_is_made_shown_once_used_for_its_scopes_and_each_act_is_traced() {
        Response made = make(asked("changes:read"));
        made.then().statusCode(201).body("credential", startsWith("emrs_"));
        String credential = made.jsonPath().getString("credential");
        String id = made.jsonPath().getString("id");
        Instant end = Instant.parse(made.jsonPath().getString("expiresAt"));
        assertTrue(Duration.between(Instant.now(), end).toDays() >= 364, "a year: " + end);
        assertEquals(200, changes(credential));
        assertEquals(403, notices(credential));
        String one = "find { it.id == '" + id + "' }";
        Response listed = admin.ask().get(keys());
        listed.then()
                .body(one + ".lastUsedAt", notNullValue())
                .body(one + ".refusedBecause", equalTo("SCOPE"))
                .body(one + ".refusedFrom", equalTo("127.0.0.1"))
                .body(one + ".ending", equalTo(credential.substring(credential.length() - 4)));
        assertTrue(!listed.asString().contains(credential)
                && !traced("SOURCE_KEY_CREATE").contains(credential));
        assertTrue(traced("SOURCE_KEY_CREATE").contains("scopes: - -> changes:read"), traced("SOURCE_KEY_CREATE"));

        admin.json(Map.of("reason", "máy chủ đã bỏ"))
                .post(keys() + "/" + id + "/revocation")
                .then()
                .statusCode(204);
        admin.json(Map.of("reason", "máy chủ đã bỏ"))
                .post(keys() + "/" + id + "/revocation")
                .then()
                .statusCode(409);
        admin.ask()
                .get(keys())
                .then()
                .body(one + ".state", equalTo("REVOKED"))
                .body(one + ".revokedBy", equalTo(admin.username))
                .body(one + ".revokedBecause", equalTo("máy chủ đã bỏ"));
        assertTrue(traced("SOURCE_KEY_REVOKE").endsWith("reason: - -> máy chủ đã bỏ"));
        admin.ask()
                .get("/api/v1/sources/" + source + "/history")
                .then()
                .body("what", contains("SOURCE_KEY_REVOKE", "SOURCE_KEY_CREATE", "SOURCE_CREATE"));
    }

    @Test
    void a_replaced_key_works_on_for_the_overlap_and_is_replaced_once() {
        Response first =
                make(Map.of("name", "Máy chủ HIS 1", "scopes", List.of("notices:send"), "addresses", "127.0.0.0/8"));
        String old = first.jsonPath().getString("credential");
        String id = first.jsonPath().getString("id");
        Response next = admin.json(Map.of()).post(keys() + "/" + id + "/rotation");
        next.then().statusCode(201);
        String credential = next.jsonPath().getString("credential");
        assertNotEquals(old, credential);
        assertEquals(207, notices(old));
        assertEquals(207, notices(credential));
        assertEquals(403, changes(credential));
        Response list = admin.ask().get(keys());
        String one = "find { it.id == '" + id + "' }";
        list.then()
                .body(one + ".replacedBy", equalTo(next.jsonPath().getString("id")))
                .body(one + ".state", equalTo("VALID"))
                .body("find { it.id == '" + next.jsonPath().getString("id") + "' }.addresses", equalTo("127.0.0.0/8"));
        Instant end = Instant.parse(list.jsonPath().getString(one + ".expiresAt"));
        assertTrue(Duration.between(Instant.now(), end).toHours() >= 7 * 24 - 1, "a week: " + end);
        admin.json(Map.of()).post(keys() + "/" + id + "/rotation").then().statusCode(409);

        String nextId = next.jsonPath().getString("id");
        admin.json(Map.of("overlapHours", 0))
                .post(keys() + "/" + nextId + "/rotation")
                .then()
                .statusCode(201);
        admin.ask().get(keys()).then().body("find { it.id == '" + nextId + "' }.state", equalTo("EXPIRED"));
        admin.json(Map.of("overlapHours", 721))
                .post(keys() + "/" + id + "/rotation")
                .then()
                .statusCode(422);
        admin.json(Map.of()).post(keys() + "/" + nextId + "/rotation").then().statusCode(409);
        assertTrue(traced("SOURCE_KEY_REPLACE").contains("key: - -> Máy chủ HIS 1"));
    }

    @Test
    void faults_are_named_by_field_and_keys_of_others_are_not_there() {
        Object[][] wrong = {
            {Map.of("scopes", List.of("notices:send")), "/name"},
            {Map.of("name", "x"), "/scopes"},
            {Map.of("name", "x", "scopes", List.of()), "/scopes"},
            {Map.of("name", "x", "scopes", List.of("patients:read")), "/scopes"},
            {Map.of("name", "x", "scopes", List.of("notices:send"), "addresses", "hospital.example"), "/addresses"},
            {Map.of("name", "x", "scopes", List.of("notices:send"), "expiresAt", "2020-01-01T00:00:00Z"), "/expiresAt"},
            {Map.of("name", "x", "scopes", List.of("notices:send"), "expiresAt", "2999-01-01T00:00:00Z"), "/expiresAt"},
            {Map.of("name", "x".repeat(101), "scopes", List.of("notices:send")), "/name"}
        };
        for (Object[] fault : wrong) {
            make(fault[0]).then().statusCode(422).body("fields.toString()", containsString((String) fault[1]));
        }
        Response list = admin.ask().get(keys());
        list.then().body("$", hasSize(1));
        String id = list.jsonPath().getString("[0].id");
        admin.json(Map.of("reason", "x"))
                .post(keys() + "/" + id + "/revocation")
                .then()
                .statusCode(422);
        Browser elsewhere = Browser.in(Server.hospital(), Role.IT_ADMIN);
        elsewhere.ask().get(keys()).then().statusCode(404);
        elsewhere.json(asked("notices:send")).post(keys()).then().statusCode(404);
        elsewhere.json(Map.of()).post(keys() + "/" + id + "/rotation").then().statusCode(404);
        elsewhere
                .json(Map.of("reason", "không phải của tôi"))
                .post(keys() + "/" + id + "/revocation")
                .then()
                .statusCode(404);
        admin.ask().get(keys()).then().body("[0].state", equalTo("VALID"));
    }

    @Test
    void a_key_that_ends_soon_is_shown_on_the_health_page_and_in_the_list_until_it_is_replaced() {
        admin.ask().get("/api/v1/health").then().body("keys", hasSize(0));
        String id = make(Map.of(
                        "name", "Sắp hết",
                        "scopes", List.of("notices:send"),
                        "expiresAt", Instant.now().plus(Duration.ofDays(29)).toString()))
                .jsonPath()
                .getString("id");
        admin.ask()
                .get("/api/v1/health")
                .then()
                .body("status", equalTo("WARN"))
                .body("keys.name", contains("Sắp hết"))
                .body("keys[0].sourceId", equalTo(source));
        admin.ask().get(keys()).then().body("find { it.id == '" + id + "' }.state", equalTo("ENDING"));
        admin.ask().get("/api/v1/sources").then().body("find { it.id == '" + source + "' }.keyEndsAt", notNullValue());
        admin.json(Map.of()).post(keys() + "/" + id + "/rotation").then().statusCode(201);
        admin.ask().get("/api/v1/health").then().body("keys", hasSize(0));
        admin.ask().get("/api/v1/sources").then().body("find { it.id == '" + source + "' }.keyEndsAt", nullValue());
    }

    @Test
    void a_source_has_fifty_usable_keys_at_most_and_one_more_when_one_is_revoked() {
        String id = make(asked("notices:send")).jsonPath().getString("id");
        List<?> now = admin.ask().get(keys()).jsonPath().getList("");
        for (int number = now.size(); number < 50; number++) {
            GivenKeys.give(hospital.database, UUID.fromString(source));
        }
        make(asked("notices:send")).then().statusCode(409);
        admin.json(Map.of("reason", "máy chủ đã bỏ"))
                .post(keys() + "/" + id + "/revocation")
                .then()
                .statusCode(204);
        make(asked("notices:send")).then().statusCode(201);
    }

    @Test
    void a_key_for_all_asked_for_with_the_settings_revokes_the_others() {
        make(asked("notices:send")).then().statusCode(201);
        Map<String, Object> settings = new java.util.HashMap<>(
                admin.ask().get("/api/v1/sources/" + source).jsonPath().getMap(""));
        settings.put("newCredential", true);
        String credential =
                admin.json(settings).put("/api/v1/sources/" + source).jsonPath().getString("credential");
        assertEquals(207, notices(credential));
        admin.ask()
                .get(keys())
                .then()
                .body("state", contains("VALID", "REVOKED", "REVOKED"))
                .body("[0].refusals", not(greaterThan(0)));
    }

    private String traced(String what) {
        return hospital.database
                .first(
                        "select concat_ws('; reason: - -> ', changes, reason) as changes from audit_event where object_id = ? and object_kind = ? order by at limit 1",
                        row -> row.text("changes"),
                        UUID.fromString(source),
                        what)
                .orElseThrow();
    }
}
