package vn.emr.api.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Server;
import vn.emr.api.demo.SampleClaim;
import vn.emr.api.demo.SampleClaims;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.testing.GivenKeys;

/** {@code POST /api/v1/his/claims} on the whole server. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class HisClaimsTest {
    private static final String PATH = "/api/v1/his/claims";
    private static final LocalDate END = LocalDate.of(2025, 11, 19);

    private Hospital hospital;
    private String key;

    @BeforeEach
    void open() {
        hospital = Server.hospital();
        key = source("his-rest", "claim");
    }

    @Test
    void the_visits_of_a_file_are_answered_one_by_one_with_their_faults_and_again_as_replayed() {
        byte[] file = file(
                SampleClaims.claim(0, END),
                SampleClaims.claim(1, END).changed("20251120", "XML2", rows -> {
                    rows.getFirst().put("SO_LUONG", "sáu");
                    return rows;
                }),
                SampleClaims.claim(2, END).changed("20251120", "XML1", rows -> {
                    rows.getFirst().remove("MA_LK");
                    return rows;
                }));
        with(key)
                .contentType("application/xml")
                .body(file)
                .post(PATH)
                .then()
                .statusCode(207)
                .header("X-Request-Id", notNullValue())
                .body("items.outcome", contains("applied", "applied", "refused"))
                .body("items.index", contains(0, 1, 2))
                .body("items[1].remarks", hasItem(startsWith("XML2[1]/SO_LUONG: not a number")))
                .body("items[2].code", equalTo("REQUIRED_FIELD_MISSING"))
                .body("items[2].pointer", equalTo("XML1/MA_LK"))
                .body("items[2].inboundId", notNullValue());
        with(key)
                .contentType("text/xml; charset=utf-8")
                .body(file)
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items.outcome", contains("replayed", "replayed", "refused"));
    }

    @Test
    void a_request_with_a_key_gets_its_answer_again() {
        byte[] file = file(SampleClaims.claim(3, END));
        String name = "k" + Ids.next();
        sent(file, name, "applied");
        sent(file, name, "applied");
    }

    /** The server died before it could keep its answer; meanwhile the visit was corrected. */
    @Test
    void a_late_retry_with_its_key_sets_nothing_back_and_a_request_of_its_own_does() {
        byte[] before = file(SampleClaims.claim(7, END).changed("20251120", "XML2", rows -> rows));
        byte[] after =
                file(SampleClaims.claim(7, END).changed("20251120", "XML2", rows -> rows.subList(1, rows.size())));
        String name = "k" + Ids.next();
        sent(before, name, "applied");
        sent(after, "k" + Ids.next(), "applied");
        hospital.database.update("delete from request_answer where request_key = ?", name);
        sent(before, name, "replayed");
        sent(before, "k" + Ids.next(), "applied");
    }

    private void sent(byte[] file, String name, String outcome) {
        with(key)
                .contentType("application/xml")
                .header("Idempotency-Key", name)
                .body(file)
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items.outcome", contains(outcome));
    }

    @Test
    void without_a_key_of_this_door_nothing_is_taken() {
        byte[] file = file(SampleClaims.claim(0, END));
        given().contentType("application/xml").body(file).post(PATH).then().statusCode(401);
        with(source("lis", "*"))
                .contentType("application/xml")
                .body(file)
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        assertEquals(0, messages());
    }

    @Test
    void a_source_that_may_not_send_claims_is_refused_and_the_message_kept() {
        with(source("his-rest", "patient"))
                .contentType("application/xml")
                .body(file(SampleClaims.claim(0, END)))
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items.code", contains("NOT_ALLOWED_FOR_SENDER"));
        assertEquals(1, messages());
    }

    /** S29: the limits are those of bytes that really came. */
    @Test
    void other_media_types_and_too_large_visits_are_problems_and_what_came_before_is_taken() throws Exception {
        with(key).contentType("application/json").body("{}").post(PATH).then().statusCode(415);
        String whole = new String(file(SampleClaims.claim(4, END), SampleClaims.claim(5, END)), StandardCharsets.UTF_8);
        int second = whole.lastIndexOf("<HOSO>") + 6;
        byte[] large = (whole.substring(0, second) + "<!-- " + "x".repeat(33 << 20) + " -->" + whole.substring(second))
                .getBytes(StandardCharsets.UTF_8);
        // REST Assured writes a body of bytes out as a list of numbers, in case something fails: that alone is 264 MB.
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + PATH))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(413, answer.statusCode());
            JsonPath items = JsonPath.from(answer.body());
            assertEquals(List.of("applied", "refused"), items.getList("items.outcome"));
            assertEquals("TOO_LARGE", items.getString("items[1].code"));
        }
    }

    /** S26. */
    @Test
    void a_doctype_is_refused() {
        String file = new String(file(SampleClaims.claim(0, END)), StandardCharsets.UTF_8);
        with(key)
                .contentType("application/xml")
                .body(file.replace("<GIAMDINHHS", "<!DOCTYPE GIAMDINHHS SYSTEM 'http://127.0.0.1:9/x'>\n<GIAMDINHHS")
                        .getBytes(StandardCharsets.UTF_8))
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items", hasSize(1))
                .body("items[0].code", equalTo("UNREADABLE"));
    }

    @Test
    void a_file_of_sixty_visits_is_taken_in_one_request() {
        List<SampleClaim> claims = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            claims.add(SampleClaims.claim(i, END));
        }
        with(key)
                .contentType("application/xml")
                .body(SampleClaim.file(SampleClaims.FACILITY, claims))
                .post(PATH)
                .then()
                .statusCode(207)
                .body("items", hasSize(60))
                .body("items.findAll { it.outcome == 'applied' }", hasSize(60));
    }

    private static byte[] file(SampleClaim... claims) {
        return SampleClaim.file(SampleClaims.FACILITY, List.of(claims));
    }

    private RequestSpecification with(String credential) {
        return given().header("Authorization", "Bearer " + credential);
    }

    private long messages() {
        return hospital.database
                .first("select count(*) as n from inbound where tenant_id = ?", row -> row.number("n"), hospital.tenant)
                .orElseThrow();
    }

    /** A new source of this hospital; returns its key. */
    private String source(String door, String allowed) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', ?, ?, 'BV')
                """, id, hospital.tenant, hospital.facility, "source " + Ids.next(), door, allowed);
        return GivenKeys.give(hospital.database, id);
    }
}
