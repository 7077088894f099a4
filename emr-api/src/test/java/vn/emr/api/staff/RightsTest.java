package vn.emr.api.staff;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** Rights come and go while people work: a colleague asked to help, hours that are over, a role taken back. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class RightsTest {
    private static final String REASON = "Mời hội chẩn tim mạch";

    private Rooms rooms;
    private Hospital hospital;
    private String chart;
    private UUID elsewhere;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
        hospital = rooms.hospital;
        chart = "/api/v1/patients/" + rooms.own.patient();
        elsewhere = hospital.department("TIM");
    }

    @Test
    void a_colleague_who_was_asked_reaches_the_chart_until_the_end_and_both_are_traced() {
        Browser doctor = rooms.person(Role.DOCTOR);
        Browser colleague = Browser.in(hospital, Role.DOCTOR, elsewhere);
        opens(colleague, 403);
        doctor.ask()
                .queryParam("text", colleague.username)
                .get("/api/v1/colleagues")
                .then()
                .statusCode(200)
                .body("accountId", hasItem(colleague.account.toString()));
        Response asked = ask(doctor, Map.of("accountId", colleague.account, "days", 3, "reason", REASON));
        asked.then()
                .statusCode(200)
                .body("colleague", contains(colleague.username))
                .body("by", contains(doctor.username))
                .body("reason", contains(REASON))
                .body("lasts", contains(true));
        opens(colleague, 200);
        String end = chart + "/care/" + asked.jsonPath().getString("[0].id") + "/end";
        doctor.json(Map.of()).post(end).then().statusCode(200).body("lasts", contains(false));
        opens(colleague, 403);
        doctor.json(Map.of()).post(end).then().statusCode(409).body("code", equalTo("CONFLICT"));
        assertEquals(
                List.of("care: - -> asked because " + REASON, "care: asked -> - because -"),
                hospital.database.query(
                        """
                        select changes || ' because ' || coalesce(reason, '-') as line from audit_event
                        where kind = 'RIGHTS' and object_id = ? and patient_id = ? and actor_name = ? order by at, id
                        """, row -> row.text("line"), colleague.account, rooms.own.patient(), doctor.username));
    }

    @Test
    void a_department_that_was_asked_reaches_the_chart_with_its_people() {
        Browser colleague = Browser.in(hospital, Role.DOCTOR, elsewhere);
        opens(colleague, 403);
        ask(rooms.person(Role.DOCTOR), Map.of("departmentId", elsewhere, "days", 1, "reason", REASON))
                .then()
                .statusCode(200)
                .body("department", contains("Khoa TIM"))
                .body("colleague", contains(nullValue()));
        opens(colleague, 200);
        opens(Browser.in(hospital, Role.DOCTOR, hospital.department("MAT")), 403);
    }

    @Test
    void asking_takes_the_right_the_patient_and_a_request_that_is_whole() {
        Browser colleague = Browser.in(hospital, Role.DOCTOR, elsewhere);
        Map<String, Object> whole = Map.of("accountId", colleague.account, "days", 3, "reason", REASON);
        Browser nurse = rooms.person(Role.NURSE);
        nurse.ask().get(chart + "/care").then().statusCode(200).body("size()", equalTo(0));
        int refused = hospital.audits("REFUSED");
        ask(nurse, whole).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        nurse.ask().get("/api/v1/colleagues").then().statusCode(403);
        ask(colleague, whole).then().statusCode(403);
        assertEquals(refused + 3, hospital.audits("REFUSED"));
        Browser doctor = rooms.person(Role.DOCTOR);
        ask(doctor, Map.of("accountId", colleague.account, "days", 91, "reason", REASON))
                .then()
                .statusCode(422)
                .body("fields", contains("/days"));
        ask(doctor, Map.of("accountId", colleague.account, "days", 3, "reason", " "))
                .then()
                .statusCode(422)
                .body("fields", contains("/reason"));
        ask(doctor, Map.of("days", 3, "reason", REASON))
                .then()
                .statusCode(422)
                .body("fields", contains("/accountId", "/departmentId"));
        opens(colleague, 403);
    }

    @Test
    void outside_the_hours_nothing_opens_until_an_emergency_is_declared_with_a_reason() {
        Browser doctor = rooms.person(Role.DOCTOR);
        doctor.json(Map.of("reason", "Cấp cứu trong giờ"))
                .post("/api/v1/me/emergency")
                .then()
                .statusCode(422)
                .body("code", equalTo("NOT_APPLICABLE"));
        onlyTheDayAfterTomorrow(doctor);
        doctor.signIn(Browser.PASSWORD)
                .then()
                .statusCode(200)
                .body("me.hold", equalTo("OUTSIDE_HOURS"))
                .body("me.rights.size()", equalTo(0));
        doctor.ask().get(chart).then().statusCode(403).body("code", equalTo("OUTSIDE_HOURS"));
        declare(doctor, "ngắn").then().statusCode(422).body("fields", contains("/reason"));
        doctor.ask().get(chart).then().statusCode(403);
        declare(doctor, "Người bệnh ngừng tim, trực thay").then().statusCode(204);
        doctor.ask().get("/api/v1/me").then().statusCode(200).body("hold", nullValue());
        opens(doctor, 200);
        assertEquals(1, hospital.audits("EMERGENCY"));
    }

    @Test
    void a_role_taken_back_closes_an_open_session_within_five_seconds() {
        Browser doctor = rooms.person(Role.DOCTOR);
        Browser admin = rooms.person(Role.IT_ADMIN);
        String file = "/api/v1/staff/" + doctor.account;
        String held = admin.ask().get(file).jsonPath().getString("roles[0].id");
        opens(doctor, 200);
        admin.json(Map.of("reason", "Chuyển khoa"))
                .post(file + "/roles/" + held + "/end")
                .then()
                .statusCode(200);
        long takenBack = System.nanoTime();
        long begun;
        int status;
        do {
            begun = System.nanoTime();
            status = doctor.ask().get(chart).statusCode();
            assertTrue(
                    status == 403 || begun - takenBack < TimeUnit.SECONDS.toNanos(5), "still open after five seconds");
        } while (status != 403);
        doctor.ask().get("/api/v1/me").then().statusCode(200).body("rights.size()", equalTo(0));
        opens(rooms.person(Role.NURSE), 200);
    }

    private Response ask(Browser who, Map<String, Object> relation) {
        return who.json(relation).post(chart + "/care");
    }

    private static Response declare(Browser who, String reason) {
        return who.json(Map.of("reason", reason)).post("/api/v1/me/emergency");
    }

    private void opens(Browser who, int status) {
        who.ask().get(chart).then().statusCode(status);
    }

    /** What was given is never changed, so the hours are set as the owner of the schema. */
    private void onlyTheDayAfterTomorrow(Browser who) {
        String day = ZonedDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"))
                .plusDays(2)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ROOT)
                .substring(0, 2)
                .toUpperCase(Locale.ROOT);
        hospital.asOwner(
                "update account_role set hours = '" + day + " 08:00-17:00' where account_id = '" + who.account + "'");
    }
}
