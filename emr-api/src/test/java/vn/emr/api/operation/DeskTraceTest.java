package vn.emr.api.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** What people do with messages that wait leaves a trace of its own, in the same transaction. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class DeskTraceTest {
    private static final String CLERK = "RECORDS_CLERK";

    private Rooms rooms;
    private Hospital hospital;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
        hospital = rooms.hospital;
    }

    @Test
    void a_dismissal_is_traced_once_and_one_that_comes_too_late_as_refused() {
        UUID message = rooms.own.inbound();
        assertEquals(204, dismiss(message).statusCode());
        assertEquals(409, dismiss(message).statusCode());
        assertEquals(
                List.of("PARKED_ACTION " + name(CLERK) + " dismiss", "REFUSED " + name(CLERK) + " dismiss"),
                trace(message));
        assertEquals(1, count("inbound_event where kind = 'DISMISSED' and inbound_id = ?", message));
    }

    @Test
    void what_cannot_be_traced_is_not_done() {
        UUID message = rooms.own.inbound();
        String application = hospital.address.application().user();
        hospital.asOwner("revoke insert on audit_event from " + application);
        try {
            assertEquals(503, dismiss(message).statusCode());
            assertEquals(503, replay().statusCode());
        } finally {
            hospital.asOwner("grant insert on audit_event to " + application);
        }
        assertEquals(1, count("parked where state = 'WAITING' and inbound_id = ?", message));
        assertEquals(0, count("replay where tenant_id = ?", hospital.tenant));
        assertEquals(0, count("inbound_event where inbound_id = ?", message));
    }

    @Test
    void a_correction_is_traced_with_the_copy_that_was_made_and_the_look_that_it_took() {
        send(patient("A1"));
        UUID message = send(report("WRONG"));
        Map<String, Object> corrected = Map.of("text", report("A1"), "reason", "sai mã người bệnh");
        Response answer = ask(CLERK, corrected).post("/api/v1/inbound/" + message + "/corrections");
        assertEquals("APPLIED", answer.jsonPath().getString("outcome"), answer.asString());
        assertEquals(
                List.of(
                        "PARKED hệ thống -",
                        "MESSAGE_OPEN " + name(CLERK) + " -",
                        "PARKED_ACTION " + name(CLERK) + " corrected as "
                                + answer.jsonPath().getString("inboundId")),
                trace(message));
        assertEquals(1, count("correction where corrects_id = ? and reason = 'sai mã người bệnh'", message));
    }

    @Test
    void a_replay_is_traced_when_it_is_asked_for_and_when_it_is_done_and_each_message_names_who_asked() {
        UUID message = send(report("NOBODY"));
        Response asked = replay();
        UUID replay = UUID.fromString(asked.jsonPath().getString("id"));
        awaitEnd(replay);
        assertEquals(
                List.of(
                        "PARKED_ACTION " + name(CLERK) + " replay asked for, messages 3",
                        "PARKED_ACTION emr replay done"),
                trace(replay));
        assertEquals(
                1,
                count(
                        "inbound_event where kind = 'PARKED' and actor = '" + name(CLERK) + "' and inbound_id = ?",
                        message));
        assertEquals(
                409,
                ask(CLERK, null).post("/api/v1/replays/" + replay + "/stop").statusCode());
        assertEquals("REFUSED " + name(CLERK) + " replay stopped", trace(replay).getLast());
    }

    private Response dismiss(UUID message) {
        return ask(CLERK, Map.of("reason", "gửi nhầm")).post("/api/v1/parked/" + message + "/dismiss");
    }

    private Response replay() {
        return ask(CLERK, Map.of("reason", "đã khai báo", "perSecond", 200)).post("/api/v1/replays");
    }

    private io.restassured.specification.RequestSpecification ask(String who, Map<String, Object> body) {
        var request = rooms.as(who).contentType("application/json");
        return body == null ? request : request.body(body);
    }

    private String name(String role) {
        return rooms.person(Role.valueOf(role)).username;
    }

    private void awaitEnd(UUID replay) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!rooms.as(CLERK)
                .get("/api/v1/replays/" + replay)
                .jsonPath()
                .getString("state")
                .equals("DONE")) {
            assertTrue(System.nanoTime() < limit, "the replay does not end");
        }
    }

    /** What the trace says of one object; senders have no account and a changing name. */
    private List<String> trace(UUID object) {
        return hospital.database.query("""
                select kind || ' ' || case actor_kind when 'SOURCE' then 'hệ thống' else actor_name end || ' '
                  || case when kind in ('PARKED', 'MESSAGE_OPEN') then '-' else detail end as line
                from audit_event where object_id = ? order by at, id
                """, row -> row.text("line"), object);
    }

    private long count(String rows, Object parameter) {
        return hospital.database
                .first("select count(*) as n from " + rows, row -> row.number("n"), parameter)
                .orElseThrow();
    }

    private UUID send(String notice) {
        Response answer = rooms.as("SOURCE")
                .contentType("application/json; charset=utf-8")
                .body("[" + notice + "]")
                .post("/api/v1/his/notices");
        return UUID.fromString(answer.jsonPath().getString("items[0].inboundId"));
    }

    private static String patient(String number) {
        return "{\"kind\":\"patient\",\"id\":\"p-" + number
                + "\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"" + number + "\"}],\"names\":[\"Lê Thị Hoa\"]}}";
    }

    private static String report(String number) {
        return "{\"kind\":\"report\",\"id\":\"r\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"" + number + "\"}]},\"report\":{\"fillerNumber\":\"F1\","
                + "\"code\":\"CTM\",\"observations\":[{\"code\":\"WBC\",\"value\":\"7.1\"}]}}";
    }
}
