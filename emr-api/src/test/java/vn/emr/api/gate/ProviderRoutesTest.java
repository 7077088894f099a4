package vn.emr.api.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.IdentityProvider;
import vn.emr.core.testing.IdentityProvider.Signed;
import vn.emr.core.testing.Role;

/** The way of a browser through the sign-in with the identity provider: cookies, addresses, and what comes of it. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class ProviderRoutesTest {
    private final Hospital hospital = Server.hospital();
    private final Browser doctor = Browser.of(hospital, Role.DOCTOR, hospital.department("NOI"));

    @Test
    void the_way_there_and_back_ends_in_a_session_like_any_other() {
        Response begun = begin();
        Cookie bound = begun.detailedCookie("emr_provider");
        assertTrue(bound.isHttpOnly());
        assertEquals("Lax", bound.getSameSite());
        assertEquals("/api/v1/session/provider", bound.getPath());
        assertTrue(begun.header("Location").contains("redirect_uri=https%3A%2F%2Femr.hospital.example%2Fapi%2Fv1%2F"));
        Response back = back(begun, Map.of("sub", "s-" + doctor.username, "preferred_username", doctor.username));
        assertEquals(303, back.statusCode());
        assertTrue(back.header("Location").endsWith("/"), back.header("Location"));
        assertEquals(0, back.detailedCookie("emr_provider").getMaxAge());
        for (String name : List.of("emr_access", "emr_refresh")) {
            assertTrue(back.detailedCookie(name).isHttpOnly(), name);
            assertEquals("Strict", back.detailedCookie(name).getSameSite(), name);
        }
        given().cookies(back.cookies())
                .post("/api/v1/session/refresh")
                .then()
                .statusCode(200)
                .body("me.username", equalTo(doctor.username))
                .body("me.hold", nullValue());
        given().cookies(back.cookies()).delete("/api/v1/session").then().statusCode(204);
        given().cookies(back.cookies()).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void a_refused_one_opens_the_pages_with_the_reason_and_no_session() {
        Response stranger = back(begin(), Map.of("sub", "x", "preferred_username", "nobody-" + Ids.next()));
        assertEquals(303, stranger.statusCode());
        assertTrue(stranger.header("Location").endsWith("/?provider=NO_ACCOUNT"));
        assertFalse(stranger.cookies().containsKey("emr_access"));
        Response unasked = given().redirects().follow(false).get("/api/v1/session/provider/return?code=x&state=y");
        assertTrue(unasked.header("Location").endsWith("/?provider=LATE"));
        given().header("Host", "evil.example")
                .redirects()
                .follow(false)
                .get("/api/v1/session/provider")
                .then()
                .header("Location", containsString("redirect_uri=https%3A%2F%2Femr.hospital.example%2F"));
    }

    @Test
    void the_provider_ends_sessions_by_a_signed_token_and_nobody_else_does() {
        String subject = "s-" + doctor.username;
        Response in = back(begin(), Map.of("sub", subject, "preferred_username", doctor.username));
        logout("x.y.z").then().statusCode(400).body("code", equalTo("INVALID_REQUEST"));
        given().contentType("application/x-www-form-urlencoded")
                .post("/api/v1/session/provider/logout")
                .then()
                .statusCode(400);
        given().cookies(in.cookies()).get("/api/v1/me").then().statusCode(200);
        String issuer = ConfigProvider.getConfig().getValue("emr.oidc.issuer", String.class);
        logout(given().get(issuer + "/logout-token?sub=" + subject).asString())
                .then()
                .statusCode(200);
        given().cookies(in.cookies()).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void the_page_knows_that_there_is_a_provider_and_groups_are_mapped_by_those_who_give_roles() {
        given().get("/api/v1/about").then().body("provider", equalTo(true));
        Browser admin = Browser.in(hospital, Role.IT_ADMIN);
        String id = admin.json(Map.of("group", "ksnk", "role", "QUALITY_OFFICER", "departments", Set.of()))
                .post("/api/v1/provider-roles")
                .then()
                .statusCode(200)
                .body("possible", equalTo(true))
                .body("lines[0].group", equalTo("ksnk"))
                .extract()
                .path("lines[0].id");
        admin.json(Map.of("group", "cntt", "role", "IT_ADMIN"))
                .post("/api/v1/provider-roles")
                .then()
                .statusCode(422)
                .body("fields[0]", equalTo("/role"));
        admin.ask().post("/api/v1/provider-roles/" + id + "/end").then().body("lines.size()", equalTo(0));
        back(begin(), Map.of("sub", "s-" + doctor.username, "preferred_username", doctor.username));
        admin.ask().get("/api/v1/staff/" + doctor.account).then().body("person.bound", equalTo(true));
        admin.ask()
                .post("/api/v1/accounts/" + doctor.account + "/identity/end")
                .then()
                .statusCode(204);
        admin.ask().get("/api/v1/staff/" + doctor.account).then().body("person.bound", equalTo(false));
    }

    private static Response begin() {
        Response begun = given().redirects().follow(false).get("/api/v1/session/provider");
        assertEquals(303, begun.statusCode());
        return begun;
    }

    private static Response back(Response begun, Map<String, Object> person) {
        Map<String, String> answer =
                IdentityProvider.signIn(URI.create(begun.header("Location")), person, Signed.RIGHTLY);
        return given().redirects()
                .follow(false)
                .cookies(begun.cookies())
                .queryParams(answer)
                .get("/api/v1/session/provider/return");
    }

    private static Response logout(String token) {
        return given().contentType("application/x-www-form-urlencoded")
                .formParam("logout_token", token)
                .post("/api/v1/session/provider/logout");
    }
}
