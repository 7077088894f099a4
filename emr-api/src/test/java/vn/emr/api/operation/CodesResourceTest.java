package vn.emr.api.operation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.api.Rooms;
import vn.emr.api.Server;

/** Mapping of codes over HTTP: made, seen in the grid at once, out and in as CSV. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class CodesResourceTest {
    private static final String CODES = "/api/v1/codes";

    private Rooms rooms;

    @BeforeEach
    void rooms() {
        rooms = new Rooms();
    }

    private static Map<String, Object> glucose(String code) {
        return Map.of(
                "kind", "LAB", "localSystem", "LN", "localCode", "GLU", "system", "MH", "code", code, "name", "Đường");
    }

    private Response post(String path, Object body) {
        return rooms.as("RECORDS_CLERK")
                .contentType("application/json")
                .body(body)
                .post(CODES + path);
    }

    private Response load(String who, String csv) {
        return rooms.as(who)
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(CODES + "/mappings/file");
    }

    @Test
    void a_mapped_code_shows_its_meaning_in_the_grid_at_once_and_a_second_meaning_is_refused() {
        assertEquals(200, post("/mappings", glucose("1000001")).statusCode());
        rooms.as("DOCTOR")
                .get("/api/v1/patients/" + rooms.own.patient() + "/laboratory?days=30")
                .then()
                .statusCode(200)
                .body("rows.code", contains("1000001", "K"))
                .body("rows[0].text", equalTo("Đường"))
                .body("rows[0].mergedFrom[0].code", equalTo("GLU"))
                .body("rows[0].cells[0].sent.code", equalTo("GLU"));
        Response second = post("/mappings", glucose("2"));
        assertEquals(409, second.statusCode());
        assertEquals("CONFLICT", second.jsonPath().getString("code"));
    }

    @Test
    void two_people_at_one_mapping_do_not_overwrite_each_other() {
        String id = post("/mappings", glucose("1")).jsonPath().getString("id");
        Map<String, Object> change = Map.of("id", id, "version", 1, "mapping", glucose("3"));
        assertEquals(
                204,
                rooms.as("IT_ADMIN")
                        .contentType("application/json")
                        .body(change)
                        .put(CODES + "/mappings")
                        .statusCode());
        assertEquals(
                409, post("/mappings/removal", Map.of("id", id, "version", 1)).statusCode());
        assertEquals(
                204, post("/mappings/removal", Map.of("id", id, "version", 2)).statusCode());
        rooms.as("DOCTOR").get(CODES + "/mappings").then().statusCode(200).body("", hasSize(0));
    }

    @Test
    void a_file_goes_out_and_comes_in_and_a_bad_one_names_its_lines() {
        assertEquals(
                200,
                load("RECORDS_CLERK", "\uFEFFkind,local_code,system,code,name\nLAB,=x,MH,1,Đường\n")
                        .statusCode());
        Response file = rooms.as("RECORDS_CLERK").get(CODES + "/mappings/file");
        assertEquals(200, file.statusCode());
        String csv = new String(file.asByteArray(), StandardCharsets.UTF_8);
        assertTrue(csv.contains("'=x") && csv.contains("Đường"), csv);
        assertEquals(1, load("IT_ADMIN", csv).jsonPath().getInt("lines"));
        Response bad = load("RECORDS_CLERK", "kind,local_code,system,code,name\nLAB,K,MH,2,Kali\nX,,MH,2,\n");
        assertEquals(422, bad.statusCode());
        bad.then().body("fields", contains("line 3: kind", "line 3: local_code", "line 3: name"));
        rooms.as("DOCTOR").get(CODES + "/mappings").then().body("", hasSize(1));
        assertEquals(403, load("DOCTOR", csv).statusCode());
    }

    @Test
    void a_file_is_tried_without_changing_anything() {
        Response tried = rooms.as("IT_ADMIN")
                .contentType("text/csv")
                .body("kind,local_code,system,code,name\nLAB,K,MH,2,Kali\nLAB,,MH,2,Kali\n"
                        .getBytes(StandardCharsets.UTF_8))
                .post(CODES + "/mappings/file?try=true");
        assertEquals(200, tried.statusCode());
        tried.then()
                .body("made", equalTo(1))
                .body("done", equalTo(false))
                .body("faults[0].line", equalTo(3))
                .body("faults[0].column", equalTo("local_code"))
                .body("faults[0].wrong", equalTo("MISSING"));
        rooms.as("DOCTOR").get(CODES + "/mappings").then().body("", hasSize(0));
    }

    @Test
    void who_may_not_map_is_refused_and_traced_and_nothing_changes() {
        int before = rooms.hospital.audits("REFUSED");
        assertEquals(
                403,
                load("DOCTOR", "kind,local_code,system,code,name\nLAB,K,MH,2,Kali\n")
                        .statusCode());
        assertEquals(403, rooms.as("NURSE").get(CODES + "/unmapped").statusCode());
        assertEquals(before + 2, rooms.hospital.audits("REFUSED"));
        rooms.as("DOCTOR").get(CODES + "/mappings").then().body("", hasSize(0));
    }

    @Test
    void mappings_are_applied_again_to_what_is_there() {
        assertEquals(200, post("/reapplication", "").statusCode());
        assertEquals(
                403,
                rooms.as("DOCTOR")
                        .contentType("application/json")
                        .post(CODES + "/reapplication")
                        .statusCode());
    }
}
