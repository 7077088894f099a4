package vn.emr.api.operation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;

/** Catalogues over HTTP: looked at, taken, found in by the day of the event. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class CatalogueResourceTest {
    private static final String ICD = "/api/v1/catalogues/icd10";
    private static final String LIST = "code,name\nE11.9,Đái tháo đường típ 2\nI10,Tăng huyết áp nguyên phát\n";

    private Rooms rooms;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
    }

    private Response send(String who, String path, String csv) {
        return rooms.as(who)
                .contentType("application/octet-stream")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(ICD + path);
    }

    private Response find(String who, Map<String, String> asked) {
        return rooms.as(who).contentType("application/json").body(asked).post(ICD + "/search");
    }

    @Test
    void an_edition_is_looked_at_then_taken_and_found_in_on_its_days() {
        Response seen = send("RECORDS_CLERK", "/preview?from=2026-07-01", LIST);
        seen.then()
                .statusCode(200)
                .body("seen.newest", equalTo(0))
                .body("loading.made", equalTo(2))
                .body("loading.done", equalTo(false));
        rooms.as("RECORDS_CLERK").get("/api/v1/catalogues").then().body("catalogues", hasSize(0));
        String digest = seen.jsonPath().getString("seen.digest");
        String take = "/editions?from=2026-07-01&newest=0&digest=" + digest;
        assertEquals(409, send("RECORDS_CLERK", take, LIST + "Z00,Khám\n").statusCode());
        assertEquals(403, send("DOCTOR", take, LIST).statusCode());
        send("RECORDS_CLERK", take, LIST).then().statusCode(200).body("done", equalTo(true));
        assertEquals(409, send("RECORDS_CLERK", take, LIST).statusCode(), "taken already");
        find("DOCTOR", Map.of("text", "duong dai", "day", "2026-07-01"))
                .then()
                .statusCode(200)
                .body("entries.code", contains("E11.9"))
                .body("entries[0].name", equalTo("Đái tháo đường típ 2"));
        find("NURSE", Map.of("text", "i10", "day", "2026-06-30")).then().body("entries", hasSize(0));
        rooms.as("DOCTOR")
                .get(ICD + "/editions")
                .then()
                .body("editions", hasSize(1))
                .body("editions[0].digest", equalTo(digest))
                .body("editions[0].made", equalTo(2));
    }

    @Test
    void a_bad_list_names_its_lines_and_takes_nothing() {
        String bad = "code,name\nE11.9,Đái tháo đường\n,Không mã\nE11.9,Lặp\n";
        Response seen = send("IT_ADMIN", "/preview", bad);
        seen.then()
                .statusCode(200)
                .body("loading.faults.line", contains(3, 4))
                .body("loading.faults.wrong", contains("MISSING", "REPEATED"));
        Response taken = send("IT_ADMIN", "/editions?digest=" + seen.jsonPath().getString("seen.digest"), bad);
        taken.then().statusCode(422).body("fields", contains("line 3: code", "line 4: code"));
        assertEquals(422, send("IT_ADMIN", "/preview?from=nay", LIST).statusCode());
        rooms.as("IT_ADMIN").get("/api/v1/catalogues").then().body("catalogues", hasSize(0));
    }

    @Test
    void what_was_taken_is_proposed_where_local_codes_are_mapped() {
        String digest = send("IT_ADMIN", "/preview", LIST).jsonPath().getString("seen.digest");
        send("IT_ADMIN", "/editions?digest=" + digest, LIST).then().statusCode(200);
        rooms.as("RECORDS_CLERK")
                .contentType("application/json")
                .body(Map.of("kind", "LAB", "text", "tang huyet ap"))
                .post("/api/v1/codes/targets")
                .then()
                .statusCode(200)
                .body("[0].code", equalTo("I10"));
    }

    @Test
    void who_may_not_take_is_refused_and_traced_and_nothing_changes() {
        int before = rooms.hospital.audits("REFUSED");
        assertEquals(403, send("DOCTOR", "/preview", LIST).statusCode());
        assertEquals(403, send("NURSE", "/editions", LIST).statusCode());
        assertEquals(before + 2, rooms.hospital.audits("REFUSED"));
        rooms.as("IT_ADMIN").get("/api/v1/catalogues").then().body("catalogues", hasSize(0));
    }
}
