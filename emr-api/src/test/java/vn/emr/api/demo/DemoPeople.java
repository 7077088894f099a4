package vn.emr.api.demo;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.emr.api.start.ServerProcess;
import vn.emr.core.testing.Authenticator;

/** The people of the sample hospital, who sign in at a server with their printed passwords. */
final class DemoPeople {
    private final ServerProcess server;
    private final Map<String, Deque<String>> recoveryCodes = new HashMap<>();
    private final Map<String, Response> withFactor = new HashMap<>();

    DemoPeople(ServerProcess server) {
        this.server = server;
    }

    /** Who needs a second factor sets it up at the first sign-in and stays signed in. */
    synchronized Response signedIn(String username) {
        if (withFactor.containsKey(username)) {
            return withFactor.get(username);
        }
        Response session = given().contentType("application/json")
                .body(Map.of("username", username, "password", DemoIT.PASSWORD))
                .post(address("/api/v1/session"));
        if ("NEW_FACTOR".equals(session.jsonPath().getString("me.hold"))) {
            String secret = json(session, Map.of())
                    .post(address("/api/v1/me/factors/totp"))
                    .jsonPath()
                    .getString("secret");
            Map<String, String> code = Map.of("code", new Authenticator(secret).code(Instant.now()));
            recoveryCodes.put(
                    username,
                    new ArrayDeque<>(json(session, code)
                            .post(address("/api/v1/me/factors/totp/confirm"))
                            .jsonPath()
                            .<String>getList("recoveryCodes")));
            withFactor.put(username, session);
        }
        return session;
    }

    /** A code this person may sign in with once; null for whom no second factor was set up here. */
    synchronized String recoveryCode(String username) {
        return recoveryCodes.containsKey(username) ? recoveryCodes.get(username).remove() : null;
    }

    /** A request of a session, with everything a page adds. */
    RequestSpecification as(Response session) {
        return given().cookies(session.cookies())
                .header("X-CSRF-Token", session.jsonPath().getString("csrfToken"));
    }

    RequestSpecification json(Response session, Object body) {
        return as(session).contentType("application/json").body(body);
    }

    /** What a route answers. */
    String asked(Response session, String route) {
        return as(session).get(address("/api/v1/" + route)).asString();
    }

    /** The people a session finds without asking for anybody. */
    List<String> patients(Response session) {
        return json(session, Map.of("text", ""))
                .post(address("/api/v1/patients/search"))
                .jsonPath()
                .getList("patients.id");
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.setting("EMR_HTTP_PORT") + path;
    }
}
