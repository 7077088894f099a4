package vn.emr.api;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Passwords;
import vn.emr.core.testing.Authenticator;
import vn.emr.core.testing.Role;

/** A person at a browser: keeps the cookies and the CSRF token of one session. */
public final class Browser {
    public static final String PASSWORD = "Đường-Dài-Mới-Biết-1";
    private static final String HASH = new Passwords().hash(PASSWORD);

    public final String username;
    public final UUID account;
    public Map<String, String> cookies = new HashMap<>();
    public String csrf;

    private Browser(String username, UUID account) {
        this.username = username;
        this.account = account;
    }

    /** A new account of a hospital, not signed in yet. */
    public static Browser of(Hospital hospital, Role role, UUID... departments) {
        String name = "u-" + Ids.next();
        return new Browser(name, hospital.account(name, HASH, role, departments));
    }

    /** A new account, signed in. */
    public static Browser in(Hospital hospital, Role role, UUID... departments) {
        Browser browser = of(hospital, role, departments);
        Response answer = browser.signIn(PASSWORD);
        answer.then().statusCode(200);
        if ("NEW_FACTOR".equals(answer.jsonPath().getString("me.hold"))) {
            browser.setUpFactor();
        }
        return browser;
    }

    /**
     * What the first sign-in asks of administrators: an authenticator app; its code of now is still to be used. The code of the step
     * before may grow too old on its way, then the one that is now before is given.
     */
    public Authenticator setUpFactor() {
        Authenticator app = new Authenticator(json(Map.of())
                .post("/api/v1/me/factors/totp")
                .then()
                .statusCode(200)
                .extract()
                .path("secret"));
        Response answer = null;
        Instant given = Instant.EPOCH;
        while (step(given) < step(Instant.now())) {
            given = Instant.now();
            answer = json(Map.of("code", app.code(given, -1))).post("/api/v1/me/factors/totp/confirm");
            if (answer.statusCode() == 200) {
                return app;
            }
        }
        answer.then().statusCode(200);
        return app;
    }

    private static long step(Instant at) {
        return at.getEpochSecond() / 30;
    }

    public Response signIn(String password) {
        Response answer = given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/session");
        take(answer);
        return answer;
    }

    public Response refresh() {
        Response answer = given().cookies(cookies).post("/api/v1/session/refresh");
        take(answer);
        return answer;
    }

    /** A request with everything the browser sends by itself and the page adds. */
    public RequestSpecification ask() {
        RequestSpecification request = given().cookies(cookies).accept("application/json, application/problem+json");
        return csrf == null ? request : request.header("X-CSRF-Token", csrf);
    }

    public RequestSpecification json(Object body) {
        return ask().contentType(ContentType.JSON).body(body);
    }

    private void take(Response answer) {
        if (answer.statusCode() == 200) {
            csrf = answer.jsonPath().getString("csrfToken");
            Cookies set = answer.detailedCookies();
            set.forEach(c -> cookies.put(c.getName(), c.getValue()));
        }
    }
}
