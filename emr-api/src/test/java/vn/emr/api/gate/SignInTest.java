package vn.emr.api.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Authenticator;
import vn.emr.core.testing.Role;

@QuarkusTest
@QuarkusTestResource(Server.class)
class SignInTest {
    private final Hospital hospital = Server.hospital();

    @Test
    void sign_in_gives_unreadable_cookies_and_tells_who_one_is() {
        UUID ward = hospital.department("NOI");
        Browser doctor = Browser.of(hospital, Role.DOCTOR, ward);
        Response answer = doctor.signIn(Browser.PASSWORD);
        answer.then()
                .statusCode(200)
                .body("expiresInSeconds", equalTo(600))
                .body("me.username", equalTo(doctor.username))
                .body("me.roles.code", contains("DOCTOR"))
                .body("me.idleMinutes", equalTo(10))
                .body("me.departments.code", contains("NOI"))
                .body("me.rights", hasItems("PATIENT_READ", "ORDER_WRITE", "MATCH_READ", "CODE_READ", "MESSAGE_BODY"))
                .body("me.rights", not(hasItem("CONFIGURE")))
                .body("me.hold", nullValue());
        for (String name : List.of("emr_access", "emr_refresh")) {
            Cookie cookie = answer.detailedCookie(name);
            assertTrue(cookie.isHttpOnly(), name);
            assertEquals("Strict", cookie.getSameSite(), name);
        }
        assertEquals("/api/v1/session", answer.detailedCookie("emr_refresh").getPath());
        doctor.ask().get("/api/v1/me").then().statusCode(200).body("accountId", equalTo(doctor.account.toString()));
        given().header("Authorization", "Bearer " + doctor.cookies.get("emr_access"))
                .get("/api/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void nobody_gets_anything_without_a_living_session() {
        given().get("/api/v1/me").then().statusCode(401).body("code", equalTo("NOT_SIGNED_IN"));
        for (String token : List.of("x", "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer emrs_nothing")) {
            given().header("Authorization", token).get("/api/v1/me").then().statusCode(401);
        }
        String none = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        String[] parts = doctor.cookies.get("emr_access").split("\\.");
        given().header("Authorization", "Bearer " + none + "." + parts[1] + ".")
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void wrong_passwords_are_answered_alike_and_lock() {
        Browser doctor = Browser.of(hospital, Role.DOCTOR);
        for (int i = 0; i < 5; i++) {
            doctor.signIn("wrong").then().statusCode(401).body("code", equalTo("WRONG_CREDENTIALS"));
        }
        doctor.signIn(Browser.PASSWORD).then().statusCode(401).body("code", equalTo("ACCOUNT_LOCKED"));
        assertEquals(1, hospital.audits("ACCOUNT_LOCKED"));
        assertEquals(6, hospital.audits("SIGN_IN_FAILED"));
    }

    @Test
    void a_change_from_a_cookie_needs_the_csrf_token_of_the_session() {
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        Map<String, String> change = Map.of("current", Browser.PASSWORD, "next", "short");
        given().cookies(doctor.cookies)
                .contentType("application/json")
                .body(change)
                .put("/api/v1/me/password")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        given().cookies(doctor.cookies)
                .header("X-CSRF-Token", Browser.in(hospital, Role.DOCTOR).csrf)
                .contentType("application/json")
                .body(change)
                .put("/api/v1/me/password")
                .then()
                .statusCode(403);
        doctor.json(change).put("/api/v1/me/password").then().statusCode(422).body("fields", contains("/next"));
        doctor.json(change)
                .header("Sec-Fetch-Site", "cross-site")
                .put("/api/v1/me/password")
                .then()
                .statusCode(403);
    }

    @Test
    void renewing_uses_the_key_up_and_keeps_the_csrf_token_of_other_tabs() {
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        String key = doctor.cookies.get("emr_refresh");
        String csrf = doctor.csrf;
        doctor.refresh().then().statusCode(200).body("me.username", equalTo(doctor.username));
        assertNotEquals(key, doctor.cookies.get("emr_refresh"));
        assertEquals(csrf, doctor.csrf);
        given().post("/api/v1/session/refresh").then().statusCode(401);
    }

    @Test
    void fifteen_idle_minutes_end_the_session_also_for_renewing() {
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        hospital.database.update(
                "update session set seen_at = now() - interval '15 minutes' where account_id = ?", doctor.account);
        doctor.ask().header("X-Emr-Activity", "1").get("/api/v1/me").then().statusCode(401);
        doctor.refresh().then().statusCode(401);
    }

    @Test
    void signing_out_ends_everything_at_once() {
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        Map<String, String> before = Map.copyOf(doctor.cookies);
        Response out = doctor.ask().delete("/api/v1/session");
        out.then().statusCode(204);
        assertEquals(0, out.detailedCookie("emr_access").getMaxAge());
        given().cookies(before).get("/api/v1/me").then().statusCode(401);
        given().cookies(before).post("/api/v1/session/refresh").then().statusCode(401);
        assertEquals(1, hospital.audits("SIGN_OUT"));
    }

    @Test
    void a_one_time_password_must_be_changed_before_anything_else() {
        Browser admin = Browser.of(hospital, Role.IT_ADMIN);
        hospital.database.update("update account set must_change = true where id = ?", admin.account);
        admin.signIn(Browser.PASSWORD).then().statusCode(200).body("me.hold", equalTo("NEW_PASSWORD"));
        admin.ask().get("/api/v1/configuration").then().statusCode(403);
        admin.json(Map.of("current", Browser.PASSWORD, "next", "Một-Mật-Khẩu-Khác-2"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(204);
        admin.ask().get("/api/v1/me").then().body("hold", equalTo("NEW_FACTOR"));
        admin.setUpFactor();
        admin.ask().get("/api/v1/configuration").then().statusCode(200);
    }

    @Test
    void an_administrator_sets_up_a_second_factor_and_gives_its_code_at_each_sign_in() {
        Browser admin = Browser.of(hospital, Role.IT_ADMIN);
        admin.signIn(Browser.PASSWORD).then().body("me.hold", equalTo("NEW_FACTOR"));
        admin.ask().get("/api/v1/configuration").then().statusCode(403).body("code", equalTo("SECOND_FACTOR"));
        Authenticator app = admin.setUpFactor();
        admin.ask().get("/api/v1/configuration").then().statusCode(200);
        admin.ask()
                .get("/api/v1/health")
                .then()
                .body("networksDeclared", equalTo(false), "passwordProfile", equalTo("VN"));
        admin.ask().get("/api/v1/me/factors").then().body("required", equalTo(true), "recoveryCodesLeft", equalTo(10));
        admin.signIn(Browser.PASSWORD).then().statusCode(200).body("me.hold", equalTo("SECOND_FACTOR"));
        admin.ask().get("/api/v1/configuration").then().statusCode(403).body("code", equalTo("SECOND_FACTOR"));
        give(admin, "000000x").then().statusCode(422).body("fields", contains("/code"));
        String code = app.code(Instant.now());
        give(admin, code).then().statusCode(204);
        admin.ask().get("/api/v1/configuration").then().statusCode(200);
        admin.signIn(Browser.PASSWORD);
        give(admin, code).then().statusCode(422);
        admin.ask().get("/api/v1/configuration").then().statusCode(403);
    }

    @Test
    void a_lost_second_factor_is_removed_by_another_administrator() {
        Browser admin = Browser.in(hospital, Role.IT_ADMIN);
        Browser other = Browser.in(hospital, Role.IT_ADMIN);
        String remove = "/api/v1/accounts/{id}/factors/remove";
        admin.ask().post(remove, admin.account).then().statusCode(422).body("code", equalTo("NOT_APPLICABLE"));
        Browser.in(hospital, Role.DOCTOR)
                .ask()
                .post(remove, other.account)
                .then()
                .statusCode(403);
        admin.ask().post(remove, other.account).then().statusCode(204);
        other.signIn(Browser.PASSWORD).then().body("me.hold", equalTo("NEW_FACTOR"));
    }

    private static Response give(Browser who, String code) {
        return who.json(Map.of("code", code)).post("/api/v1/session/factor");
    }

    @Test
    void hospital_it_connects_a_system_and_gets_its_key_once() {
        Browser admin = Browser.in(hospital, Role.IT_ADMIN);
        String document = """
                {"facilities":[{"code":"01002","name":"Trạm","departments":[{"code":"K1","name":"Khám"}]}],
                 "sources":[{"name":"HIS mới","kind":"HIS","door":"his-rest","facility":"01002","allowedTypes":"*","patientDomain":"BV"},
                            {"name":"LIS mới","kind":"LIS","door":"lis","sendingApplication":"LAB","allowedTypes":"ORU^R01","patientDomain":"BV"}],
                 "accounts":[{"username":"%s","displayName":"Bác sĩ","role":"DOCTOR","facility":"01002","departments":["K1"]}]}
                """.formatted("bs." + vn.emr.core.Ids.next());
        Response made = admin.json(document).post("/api/v1/configuration");
        made.then()
                .statusCode(200)
                .body("credentials.source", contains("HIS mới"))
                .body("passwords.size()", equalTo(1));
        String key = made.jsonPath().getString("credentials[0].credential");
        given().header("Authorization", "Bearer " + key)
                .get("/api/v1/me")
                .then()
                .statusCode(403);
        admin.json(document)
                .post("/api/v1/configuration")
                .then()
                .statusCode(200)
                .body("credentials.size()", equalTo(0))
                .body("passwords.size()", equalTo(0));
        String export = admin.ask()
                .get("/api/v1/configuration")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(export.contains("HIS mới") && !export.contains("emrs_") && !export.contains("argon2"), export);
        // Two imports and an export, and each new sender once: the second import changes none.
        assertEquals(5, hospital.audits("CONFIGURATION"));
        admin.json(export.replaceAll("\"tenant\":\\{[^}]*},?", ""))
                .post("/api/v1/configuration")
                .then()
                .statusCode(200);
    }

    @Test
    void a_faulty_configuration_changes_nothing_and_says_where() {
        Browser admin = Browser.in(hospital, Role.IT_ADMIN);
        admin.json("""
                        {"facilities":[{"code":"09999","name":"Mới"}],
                         "sources":[{"name":"X","kind":"HIS","door":"his","facility":"nowhere","sendingApplication":"A","allowedTypes":"*","patientDomain":"BV"}]}
                        """)
                .post("/api/v1/configuration")
                .then()
                .statusCode(422)
                .body("fields", contains("/sources/0/facility"));
        admin.ask().get("/api/v1/configuration").then().body("facilities.code", not(containsInAnyOrder("09999")));
        admin.json("{\"sources\":[{\"name\":\"X\",\"kind\":\"FAX\"}]}")
                .post("/api/v1/configuration")
                .then()
                .statusCode(422);
        Browser doctor = Browser.in(hospital, Role.DOCTOR);
        int before = hospital.audits("REFUSED");
        doctor.json("{}").post("/api/v1/configuration").then().statusCode(403);
        assertEquals(before + 1, hospital.audits("REFUSED"));
    }

    @Test
    void the_api_description_is_for_the_signed_in_and_has_words() {
        given().get("/api/v1/openapi").then().statusCode(401);
        Browser.in(hospital, Role.DOCTOR)
                .ask()
                .get("/api/v1/openapi")
                .then()
                .statusCode(200)
                .body("openapi", notNullValue())
                .body("paths.'/api/v1/session'.post.description", notNullValue());
    }
}
