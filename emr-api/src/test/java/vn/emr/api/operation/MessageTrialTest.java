package vn.emr.api.operation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.Role;

/** A message is tried as its door would read it, and nothing of it is kept. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class MessageTrialTest {
    private static final String TEST = "/api/v1/sources/test";

    private final NewLaboratory laboratory = new NewLaboratory();
    private Hospital hospital;
    private Browser admin;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        admin = Browser.in(hospital, Role.IT_ADMIN);
    }

    @Test
    void a_message_is_tried_and_nothing_is_kept() {
        String id = admin.json(laboratory.settings())
                .post("/api/v1/sources")
                .jsonPath()
                .getString("id");
        long before = messages();
        admin.json(Map.of("source", id, "text", laboratory.message("T1").replace('\r', '\n')))
                .post(TEST)
                .then()
                .statusCode(200)
                .body("source", equalTo("LIS Khoa Xét nghiệm"))
                .body("messageType", equalTo("ORU^R01"))
                .body("charsetRule", containsString("UTF-8"))
                .body("observations", equalTo(1))
                .body("notices.kind", hasItem("ReportStated"))
                .body("code", nullValue())
                .body("answer", containsString("MSA|AA|T1"));
        String latin =
                laboratory.message("T2").replace("UNICODE UTF-8", "8859/1").replace("Nguyễn^Ánh", "Lò^Hào");
        String bytes = Base64.getEncoder().encodeToString(latin.getBytes(Charset.forName("ISO-8859-1")));
        admin.json(Map.of("source", id, "base64", bytes))
                .post(TEST)
                .then()
                .statusCode(200)
                .body("charsetRule", containsString("8859"))
                .body("notices.toString()", notNullValue());
        admin.json(Map.of("door", "lis", "text", laboratory.message("T3").replace(laboratory.application, "NOBODY")))
                .post(TEST)
                .then()
                .statusCode(200)
                .body("source", nullValue())
                .body("code", equalTo("UNKNOWN_SENDER"))
                .body("answer", containsString("MSA|AR|T3"));
        admin.json(Map.of("text", "x")).post(TEST).then().statusCode(422);
        admin.json(Map.of("door", "lis")).post(TEST).then().statusCode(422);
        admin.json(Map.of("door", "lis", "text", "x".repeat(1_100_000)))
                .post(TEST)
                .then()
                .statusCode(413);
        assertEquals(before, messages());
    }

    private long messages() {
        return hospital.database
                .first("select count(*) as n from inbound where tenant_id = ?", row -> row.number("n"), hospital.tenant)
                .orElseThrow();
    }

    @Test
    void it_is_said_which_fields_nobody_reads_and_what_the_dialect_corrected() {
        Map<String, Object> plain = laboratory.settings();
        String id = admin.json(plain).post("/api/v1/sources").jsonPath().getString("id");
        String withMore = laboratory.message("T5") + "OBX|2|ST|KG^Khang^L||âm tính||||||F||||||||20261120080000\r";
        admin.json(Map.of("source", id, "text", withMore))
                .post(TEST)
                .then()
                .statusCode(200)
                .body("unread", equalTo(List.of("PID-5", "OBX-19")))
                .body("corrected", nullValue())
                .body("text", containsString("OBX|2|ST|KG"));
        Map<String, Object> spoken = laboratory.settings();
        spoken.put("name", "LIS theo phương ngữ");
        spoken.put("sendingApplication", laboratory.application + "-2");
        spoken.put("dialect", "sen-vang-lis");
        String other = admin.json(spoken).post("/api/v1/sources").jsonPath().getString("id");
        admin.json(Map.of("source", other, "text", laboratory.message("T6").replace("|N|||F", "|↑|||2")))
                .post(TEST)
                .then()
                .statusCode(200)
                .body("remarks.toString()", containsString("dialect sen-vang-lis"))
                .body("text", containsString("|↑|||2"))
                .body("corrected", containsString("|H|||F"))
                .body("notices.find { it.kind == 'ReportStated' }.facts.value", hasItem("FINAL"));
        admin.json(Map.of("source", other, "text", "this is no message"))
                .post(TEST)
                .then()
                .statusCode(200)
                .body("text", nullValue())
                .body("unread", equalTo(List.of()))
                .body("code", not(nullValue()));
    }
}
