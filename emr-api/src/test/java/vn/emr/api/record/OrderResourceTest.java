package vn.emr.api.record;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.Ids;
import vn.emr.core.store.Content;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.Role;

/** A doctor places and cancels orders. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class OrderResourceTest {
    private Rooms rooms;
    private String ward;

    @BeforeEach
    void signIn() {
        rooms = new Rooms();
        ward = rooms.as("DOCTOR").get("/api/v1/me").jsonPath().getString("departments[0].id");
    }

    /** A laboratory that is not there: what is placed waits for it. */
    private UUID laboratory(String name) {
        UUID id = Ids.next();
        rooms.hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, address, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'LIS', 'lis', 'mllp://127.0.0.1:1', 'ORU^R01', 'BV')
                """, id, rooms.hospital.tenant, rooms.hospital.facility, name + id);
        return id;
    }

    private ValidatableResponse place(String who, String body) {
        return rooms.as(who)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/patients/" + rooms.own.patient() + "/orders")
                .then();
    }

    private String order(String more) {
        return "{\"departmentId\":\"" + ward + "\",\"text\":\"Đường máu mao mạch\"" + more + "}";
    }

    @Test
    void a_placed_order_stands_in_the_chart_goes_out_and_can_be_cancelled_once() {
        UUID laboratory = laboratory("LIS");
        String id = place("DOCTOR", order(",\"priority\":\"S\",\"clinicalInfo\":\"Run tay\\nvã mồ hôi\""))
                .statusCode(200)
                .body("placerNumber", matchesPattern("E\\d{8}"))
                .extract()
                .path("id");
        rooms.as("DOCTOR")
                .get("/api/v1/patients/" + rooms.own.patient())
                .then()
                .body("orders.find { it.id == '" + id + "' }.status", equalTo("REQUESTED"))
                .body("orders.find { it.id == '" + id + "' }.priority", equalTo("S"))
                .body("orders.find { it.id == '" + id + "' }.placedHere", equalTo(true))
                .body("orders.find { it.id == '" + id + "' }.sending", equalTo("NOT_SENT"))
                .body("orders.find { it.id == '" + id + "' }.clinicalInfo", equalTo("Run tay\nvã mồ hôi"));
        assertEquals(
                laboratory,
                rooms.hospital
                        .database
                        .first(
                                "select (content->>'performerId')::uuid as id from revision where noun_id = ?",
                                r -> r.uuid("id"),
                                UUID.fromString(id))
                        .orElseThrow());
        cancel(id, 1, "Nhầm người")
                .statusCode(200)
                .body("status", equalTo("CANCELLED"))
                .body("version", equalTo(2));
        cancel(id, 1, "Nhầm người").statusCode(409);
        cancel(id, 2, "Nhầm người").statusCode(409);
        rooms.as("IT_ADMIN").get("/api/v1/health").then().body("destinations.name", hasItem("LIS" + laboratory));
    }

    private ValidatableResponse cancel(String id, int version, String reason) {
        return rooms.as("DOCTOR")
                .contentType(ContentType.JSON)
                .body("{\"version\":" + version + ",\"reason\":\"" + reason + "\"}")
                .post("/api/v1/patients/" + rooms.own.patient() + "/orders/" + id + "/cancel")
                .then();
    }

    @Test
    void a_placed_order_reaches_the_laboratory_and_comes_back_with_its_number() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> answerOne(listening));
            UUID laboratory = laboratory("Nghe");
            rooms.hospital.database.update(
                    "update source set address = ? where id = ?",
                    "mllp://127.0.0.1:" + listening.getLocalPort(),
                    laboratory);
            String id = place("DOCTOR", order("")).statusCode(200).extract().path("id");
            String sent = seen.get(30, TimeUnit.SECONDS);
            assertTrue(sent.contains("|OML^O21^OML_O21|") && sent.contains("Đường máu mao mạch"), sent);
            String status = "";
            for (long end = System.nanoTime() + 20_000_000_000L;
                    !status.equals("ACCEPTED L77") && System.nanoTime() < end; ) {
                var order = rooms.as("DOCTOR")
                        .get("/api/v1/patients/" + rooms.own.patient())
                        .jsonPath();
                status = order.getString("orders.find { it.id == '" + id + "' }.status") + " "
                        + order.getString("orders.find { it.id == '" + id + "' }.fillerNumber");
            }
            assertEquals("ACCEPTED L77", status);
        }
    }

    /** A laboratory that takes one message. */
    private static String answerOne(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = socket.getInputStream().read();
                    b != 0x1C && b >= 0;
                    b = socket.getInputStream().read()) {
                bytes.write(b);
            }
            String message = bytes.toString(StandardCharsets.UTF_8).substring(1);
            String controlId = message.split("\\|")[9];
            String placer = message.substring(message.indexOf("ORC|NW|") + 7).split("\\|")[0];
            String answer = "MSH|^~\\&|LIS|BV|EMR|BV|20261120100000||ORL^O22^ORL_O22|R1|P|2.5.1\rMSA|AA|" + controlId
                    + "\rORC|OK|" + placer + "|L77^LIS\r";
            socket.getOutputStream().write(("\u000b" + answer + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_refusal_names_its_field_and_nothing_is_kept() {
        place("DOCTOR", order("")).statusCode(422).body("code", equalTo("NOT_APPLICABLE"));
        UUID one = laboratory("A");
        place("DOCTOR", order("").replace("Đường máu mao mạch", " "))
                .statusCode(422)
                .body("fields", hasItem("/text"));
        place("DOCTOR", order(",\"priority\":\"X\"")).statusCode(422).body("fields", hasItem("/priority"));
        place("DOCTOR", order(",\"reason\":\"a\\u000bb\"")).statusCode(422).body("fields", hasItem("/reason"));
        place("DOCTOR", order(",\"clinicalInfo\":\"" + "x".repeat(2001) + "\""))
                .statusCode(422)
                .body("fields", hasItem("/clinicalInfo"));
        laboratory("B");
        place("DOCTOR", order("")).statusCode(422).body("fields", hasItem("/destinationId"));
        place("DOCTOR", order(",\"destinationId\":\"" + one + "\"")).statusCode(200);
        String other = order("").replace(ward, rooms.hospital.department("KHAC").toString());
        int refused = rooms.hospital.audits("REFUSED");
        place("DOCTOR", other).statusCode(403);
        assertEquals(refused + 1, rooms.hospital.audits("REFUSED"));
        place("NURSE", order("")).statusCode(403);
        assertEquals(
                1L,
                rooms.hospital
                        .database
                        .first(
                                "select count(*) as n from service_order where tenant_id = ? and code_text = 'Đường máu mao mạch'",
                                r -> r.number("n"),
                                rooms.hospital.tenant)
                        .orElseThrow());
    }

    @Test
    void an_order_for_a_place_on_consent_is_refused_before_it_is_placed_until_the_patient_agrees() {
        rooms.hospital.database.update(
                "update source set settings = ?::jsonb where id = ?",
                Content.json(Declared.consent("OTHER_FACILITY", Map.of())),
                laboratory("Nơi khác"));
        place("DOCTOR", order(""))
                .statusCode(422)
                .body("code", equalTo("NOT_APPLICABLE"))
                .body("detail", containsString("has not agreed"));
        String orders =
                "select count(*) as n from service_order where tenant_id = ? and code_text = 'Đường máu mao mạch'";
        assertEquals(List.of(0L), rooms.hospital.database.query(orders, r -> r.number("n"), rooms.hospital.tenant));
        agrees("OTHER_FACILITY");
        place("DOCTOR", order("")).statusCode(200);
    }

    private void agrees(String purpose) {
        rooms.person(Role.DATA_PROTECTION_OFFICER)
                .json(Map.of(
                        "purpose",
                        purpose,
                        "version",
                        0,
                        "title",
                        "Gửi nơi khác",
                        "body",
                        "Tôi đồng ý để dữ liệu sức khỏe của tôi được gửi cho cơ sở khác.",
                        "consequence",
                        "Không ảnh hưởng tới việc chữa bệnh.",
                        "offered",
                        true))
                .post("/api/v1/privacy/texts")
                .then()
                .statusCode(200);
        rooms.person(Role.DOCTOR)
                .json(Map.of(
                        "purpose", purpose,
                        "textVersion", 1,
                        "by", "PATIENT",
                        "channel", "SIGNED_PAPER",
                        "evidence", "Tủ 3"))
                .post("/api/v1/patients/" + rooms.own.patient() + "/consents")
                .then()
                .statusCode(200);
    }

    @Test
    void the_catalogue_is_found_without_accents_and_by_code() {
        rooms.hospital.database.update("""
                insert into orderable_service (id, tenant_id, code, name, search_key)
                values (?, ?, 'HH01', 'Công thức máu', 'cong thuc mau')
                """, Ids.next(), rooms.hospital.tenant);
        for (String asked : new String[] {"cong thuc", "Công", "hh0"}) {
            rooms.as("DOCTOR")
                    .queryParam("text", asked)
                    .get("/api/v1/services")
                    .then()
                    .body("services.code", hasItem("HH01"));
        }
        rooms.as("DOCTOR")
                .queryParam("text", "%")
                .get("/api/v1/services")
                .then()
                .body("services.size()", equalTo(0));
    }
}
