package vn.emr.api.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** Every kind of act leaves its line with all the law asks: when, who, role, whose, what, from where, by which device, why. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class TraceFieldsTest {
    private static final String DEVICE = "Mozilla/5.0 (X11)\tRoom 3";
    private static final String REQUEST = "trace-fields-1";

    private record Line(
            String kind,
            boolean success,
            String name,
            String role,
            UUID patient,
            String object,
            String address,
            String request,
            String device,
            String changes,
            String reason) {}

    private Rooms rooms;
    private Hospital hospital;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
        hospital = rooms.hospital;
    }

    @Test
    void signing_in_failing_being_locked_and_signing_out() {
        Browser nurse = Browser.of(hospital, Role.NURSE);
        nurse.signIn(Browser.PASSWORD);
        signIn(nurse, Browser.PASSWORD);
        at(nurse.ask()).delete("/api/v1/session");
        for (int i = 0; i < 5; i++) {
            signIn(nurse, "sai");
        }
        for (String kind : List.of("SIGN_IN", "SIGN_OUT", "SIGN_IN_FAILED", "ACCOUNT_LOCKED")) {
            Line line = last(nurse.account, kind);
            assertEquals(nurse.username, line.name(), kind);
            assertEquals("NURSE", line.role(), kind);
            fromWhere(line);
        }
        assertFalse(last(nurse.account, "SIGN_IN_FAILED").success());
    }

    @Test
    void searching_opening_printing_and_showing_a_number() {
        Browser doctor = rooms.person(Role.DOCTOR);
        String chart = "/api/v1/patients/" + rooms.own.patient();
        at(doctor.json(Map.of("text", "")))
                .post("/api/v1/patients/search")
                .then()
                .statusCode(200);
        at(doctor.ask()).get(chart).then().statusCode(200);
        at(doctor.ask()).get(chart + "/laboratory").then().statusCode(200);
        at(doctor.json(Map.of("section", "LABORATORY")))
                .post(chart + "/prints")
                .then()
                .statusCode(204);
        at(doctor.json(Map.of("kind", "PATIENT_NUMBER"))).post(chart + "/identifiers/reveal");
        fromWhere(last(doctor.account, "SEARCH"));
        for (String kind : List.of("GRANT", "OPEN", "PRINT", "REVEAL")) {
            Line line = last(doctor.account, kind);
            assertEquals(rooms.own.patient(), line.patient(), kind);
            assertEquals("DOCTOR", line.role(), kind);
            fromWhere(line);
        }
        assertEquals("LABORATORY", last(doctor.account, "PRINT").object());
    }

    @Test
    void a_print_of_nothing_and_a_print_of_somebody_elses_chart_are_refused() {
        Browser doctor = rooms.person(Role.DOCTOR);
        String chart = "/api/v1/patients/" + rooms.own.patient();
        doctor.json(Map.of()).post(chart + "/prints").then().statusCode(422);
        doctor.json(Map.of("section", "LABORATORY"))
                .post("/api/v1/patients/" + rooms.other.patient() + "/prints")
                .then()
                .statusCode(403);
        assertEquals(0, count(doctor.account, "PRINT"));
    }

    @Test
    void what_is_refused_says_of_whom_and_from_where() {
        Browser doctor = rooms.person(Role.DOCTOR);
        at(doctor.ask()).get("/api/v1/patients/" + rooms.other.patient()).then().statusCode(403);
        Line refused = last(doctor.account, "REFUSED");
        assertEquals(rooms.other.patient(), refused.patient());
        assertFalse(refused.success());
        fromWhere(refused);
    }

    @Test
    void a_change_with_a_foreign_csrf_token_and_a_page_before_the_first_password_are_refused_and_traced() {
        Browser doctor = rooms.person(Role.DOCTOR);
        at(doctor.json(Map.of("text", "")).header("X-CSRF-Token", "nobody's"))
                .post("/api/v1/patients/search")
                .then()
                .statusCode(403);
        assertEquals("ROUTE search", last(doctor.account, "REFUSED").object());
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        hospital.database.update("update account set must_change = true where id = ?", clerk.account);
        clerk.refresh();
        at(clerk.ask()).get("/api/v1/parked").then().statusCode(403);
        assertEquals("ROUTE list", last(clerk.account, "REFUSED").object());
    }

    @Test
    void an_account_that_is_made_and_changed_says_what_was_and_what_is_but_no_password() {
        Browser admin = rooms.person(Role.IT_ADMIN);
        String username = "moi-" + UUID.randomUUID();
        apply(admin, username, "NURSE", "Mật-Khẩu-Ban-Đầu-1");
        Line made = account(username);
        assertTrue(made.changes().startsWith("username: - -> " + username), made.changes());
        assertTrue(made.changes().endsWith("password: new"), made.changes());
        fromWhere(made);
        apply(admin, username, "DOCTOR", null);
        List<Line> roles = lines("kind = 'RIGHTS' and object_id = ?", id(username));
        assertEquals(
                List.of("role: - -> NURSE", "role: NURSE -> -", "role: - -> DOCTOR"),
                roles.stream().map(Line::changes).toList());
        assertEquals(admin.username, roles.getLast().name());
        fromWhere(roles.getLast());
    }

    @Test
    void roles_that_are_written_out_and_read_again_change_nothing() {
        Browser admin = rooms.person(Role.IT_ADMIN);
        String username = "vai-tro-" + UUID.randomUUID();
        String place = hospital.database
                .first("select code from facility where id = ?", row -> row.text("code"), hospital.facility)
                .orElseThrow();
        String ward = "K-" + username;
        hospital.department(ward);
        Map<String, Object> nurse = Map.of(
                "role", "NURSE",
                "facility", place,
                "departments", List.of(ward),
                "validUntil", "2099-12-31T17:00:00Z",
                "hours", "MO-FR 07:00-17:00");
        Map<String, Object> student = Map.of("role", "STUDENT", "facility", place, "departments", List.of(ward));
        configure(
                admin,
                Map.of(
                        "username",
                        username,
                        "displayName",
                        "Hai vai",
                        "facility",
                        place,
                        "roles",
                        List.of(nurse, student)));
        List<Line> given = lines("kind = 'RIGHTS' and object_id = ?", id(username));
        assertEquals(2, given.size());
        Map<String, Object> written = at(admin.ask())
                .get("/api/v1/configuration")
                .jsonPath()
                .getMap("accounts.find { it.username == '" + username + "' }");
        Map<?, ?> first = (Map<?, ?>) ((List<?>) written.get("roles")).getFirst();
        assertTrue(first.entrySet().containsAll(nurse.entrySet()), written::toString);
        configure(admin, written);
        assertEquals(given, lines("kind = 'RIGHTS' and object_id = ?", id(username)));
    }

    @Test
    void settings_of_a_sender_and_a_dismissed_message_say_what_changed_and_why() {
        Browser admin = rooms.person(Role.IT_ADMIN);
        at(admin.json(new NewLaboratory().settings()))
                .post("/api/v1/sources")
                .then()
                .statusCode(201);
        Line made = last(admin.account, "CONFIGURATION");
        assertTrue(made.changes().startsWith("name: - -> "), made.changes());
        fromWhere(made);
        Browser clerk = rooms.person(Role.RECORDS_CLERK);
        at(clerk.json(Map.of("reason", "gửi nhầm")))
                .post("/api/v1/parked/" + rooms.own.inbound() + "/dismiss")
                .then()
                .statusCode(204);
        Line dismissed = last(clerk.account, "PARKED_ACTION");
        assertEquals("gửi nhầm", dismissed.reason());
        assertNull(dismissed.changes());
        fromWhere(dismissed);
    }

    @Test
    void a_message_that_waits_is_found_by_its_id_whichever_door_it_came_by() {
        String notice = """
                [{"kind":"encounter","id":"e-%s","statedAt":"202411200800",
                  "patient":{"identifiers":[{"kind":"PATIENT_NUMBER","system":"BV","value":"%s"}]}}]
                """.formatted(UUID.randomUUID(), UUID.randomUUID());
        String inbound = rooms.as("SOURCE")
                .contentType("application/json; charset=utf-8")
                .body(notice)
                .post("/api/v1/his/notices")
                .jsonPath()
                .getString("items[0].inboundId");
        assertEquals(
                List.of(inbound),
                hospital.database.query(
                        "select request_id from audit_event where object_id = ? and actor_kind = 'SOURCE'",
                        row -> row.text("request_id"),
                        UUID.fromString(inbound)));
    }

    private void apply(Browser admin, String username, String role, String password) {
        Map<String, Object> account = new HashMap<>(
                Map.of("username", username, "displayName", "Người mới", "role", role, "departments", List.of()));
        account.put("password", password);
        configure(admin, account);
    }

    private static void configure(Browser admin, Map<String, Object> account) {
        at(admin.json(Map.of("accounts", List.of(account))))
                .post("/api/v1/configuration")
                .then()
                .statusCode(200);
    }

    private Line account(String username) {
        return lines("kind = 'ACCOUNT' and object_id = ?", id(username)).getLast();
    }

    private UUID id(String username) {
        return hospital.database
                .first("select id from account where username = ?", row -> row.uuid("id"), username)
                .orElseThrow();
    }

    private static void signIn(Browser who, String password) {
        at(io.restassured.RestAssured.given().contentType(ContentType.JSON))
                .body(Map.of("username", who.username, "password", password))
                .post("/api/v1/session");
    }

    private static RequestSpecification at(RequestSpecification request) {
        return request.header("User-Agent", DEVICE).header("X-Request-Id", REQUEST);
    }

    private static void fromWhere(Line line) {
        assertEquals("127.0.0.1", line.address());
        assertEquals(DEVICE.replace("\t", ""), line.device());
        assertEquals(REQUEST, line.request());
    }

    private Line last(UUID actor, String kind) {
        return lines("kind = '" + kind + "' and actor_id = ?", actor).getLast();
    }

    private int count(UUID actor, String kind) {
        return lines("kind = '" + kind + "' and actor_id = ?", actor).size();
    }

    private List<Line> lines(String which, UUID of) {
        return hospital.database.query(
                "select * from audit_event where " + which + " order by at, id",
                row -> new Line(
                        row.text("kind"),
                        row.bool("success"),
                        row.text("actor_name"),
                        row.text("role"),
                        row.uuid("patient_id"),
                        row.text("object_kind"),
                        row.text("address"),
                        row.text("request_id"),
                        row.text("device"),
                        row.text("changes"),
                        row.text("reason")),
                of);
    }
}
